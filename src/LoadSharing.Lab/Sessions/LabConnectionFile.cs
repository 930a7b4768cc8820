using System.Text.Json;

namespace LoadSharing.Lab.Sessions;

/// <summary>The file from which tests that are started in an IDE read the address of their checkout's lab.</summary>
public static class LabConnectionFile
{
    private const int MaximumSize = 1 << 16;

    /// <summary>Writes the file atomically. It contains the token, so only this user may read it.</summary>
    public static void Write(string path, LabConnection connection)
    {
        var temporary = $"{path}.{connection.Session}";
        using (var file = PrivateFiles.CreateFile(temporary))
        {
            JsonSerializer.Serialize(file, connection, JsonSerializerOptions.Web);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Removes the file if it belongs to the session. A later lab of the same checkout may have replaced it.</summary>
    /// <returns>Whether the file was removed.</returns>
    public static bool Remove(string path, string session) =>
        PrivateFiles.DeleteIf(Path.GetDirectoryName(path)!, Path.GetFileName(path), MaximumSize, content => SessionOf(content) == session);

    private static string? SessionOf(byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize<LabConnection>(content, JsonSerializerOptions.Web)?.Session;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
