namespace Build;

/// <summary>The .NET command line that runs this build.</summary>
internal static class DotNet
{
    /// <summary>Its program: the very one that runs this process, else the one on PATH.</summary>
    public static string Program
    {
        get
        {
            var own = Environment.ProcessPath;
            return own is not null && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet";
        }
    }

    /// <summary>The runtime's own variables for a program that may be killed: it would leave the pipes of its debugger in the temporary directory.</summary>
    public static IReadOnlyDictionary<string, string?> WithoutDiagnostics { get; } = new Dictionary<string, string?> { ["DOTNET_EnableDiagnostics"] = "0" };
}
