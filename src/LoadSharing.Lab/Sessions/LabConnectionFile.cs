using System.Text.Json;

namespace LoadSharing.Lab.Sessions;

/// <summary>The file through which tests that are started from an IDE find the lab of their checkout.</summary>
internal static class LabConnectionFile
{
    /// <summary>Writes the file, readable for this user alone because it has the token. A reader finds the whole file or none.</summary>
    public static void Write(string path, LabConnection connection)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var unnamed = $"{path}.{connection.Session}";
        using (var file = new FileStream(unnamed, options))
        {
            JsonSerializer.Serialize(file, connection, JsonSerializerOptions.Web);
        }

        File.Move(unnamed, path, overwrite: true);
    }

    /// <summary>Removes the file if it belongs to a session. A later lab of the same checkout may have replaced it.</summary>
    /// <returns>Whether it was removed.</returns>
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
