using System.Text.Json;

namespace Build.Lab.Sessions;

/// <summary>The lab of a checkout that is up, for tests started from an IDE.</summary>
/// <param name="Url">Address of its API.</param>
/// <param name="Token">The token of its API.</param>
/// <param name="Session">Its session.</param>
/// <param name="TimeoutFactor">What its time-outs are multiplied by, and the suite's are to be.</param>
/// <param name="TimeFactor">How many times as fast as the wall clock its firmwares' time runs.</param>
internal sealed record LabConnection(string Url, string Token, string Session, double TimeoutFactor, double TimeFactor)
{
    /// <summary>Writes it for this user's eyes only, for the token is as good as the stations; a reader finds all of it or none.</summary>
    public void Write(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var unnamed = $"{path}.{Session}";
        using (var file = new FileStream(unnamed, options))
        {
            JsonSerializer.Serialize(file, this, JsonSerializerOptions.Web);
        }

        File.Move(unnamed, path, overwrite: true);
    }

    /// <summary>Removes it if it is that of a session: another lab of the checkout may have written its own since.</summary>
    /// <returns>Whether it was there.</returns>
    public static bool Remove(string path, string session)
    {
        if (!File.Exists(path) || !File.ReadAllText(path).Contains(session, StringComparison.Ordinal))
        {
            return false;
        }

        File.Delete(path);
        return true;
    }
}
