using Build.Prerequisites;

namespace Build;

/// <summary>The directory of the state of dotnet and NuGet. Without it both fail with stack traces, NuGet inside of Cake before any target.</summary>
internal static class HomeDirectory
{
    private const string Variable = "DOTNET_CLI_HOME";

    /// <summary>Checks that both can write it.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <returns>The error; null if they can.</returns>
    public static string? FindError(Func<string, string?> variable)
    {
        var home = variable(Variable) is { Length: > 0 } given
            ? given
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        foreach (var directory in (string[])[Path.Combine(home, ".dotnet"), Path.Combine(home, ".nuget", "NuGet")])
        {
            if (FileChecks.WritableDirectory(() => Directory.CreateDirectory(directory).FullName) is { IsMet: false, Detail: var reason })
            {
                return $"The home directory '{home}' cannot be written: {reason} Make it writable, or set {Variable} to a directory that is.";
            }
        }

        return null;
    }
}
