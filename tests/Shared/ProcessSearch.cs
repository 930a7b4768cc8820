using System.Globalization;
using System.Text;

namespace LoadSharing.Tests;

/// <summary>Finds processes by a variable in their environment, which descendants inherit even if their parents exit.</summary>
internal static class ProcessSearch
{
    /// <summary>The running processes with the variable; none on platforms other than Linux.</summary>
    public static IReadOnlyList<ProcessIdentity> WithVariable(string variable, string value)
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        var mark = Encoding.UTF8.GetBytes($"{variable}={value}\0");
        return
        [
            .. Directory.EnumerateDirectories("/proc")
                .Select(directory => int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
                .Where(id => id > 0 && EnvironmentOf(id).AsSpan().IndexOf(mark) >= 0)
                .Select(ProcessIdentity.Of)
                .OfType<ProcessIdentity>(),
        ];
    }

    /// <summary>Process ids and command lines, one process a line.</summary>
    public static string Describe(IEnumerable<ProcessIdentity> processes) => string.Join('\n', processes.Select(process =>
        $"{process.Id} {Encoding.UTF8.GetString(Read($"/proc/{process.Id}/cmdline")).Replace('\0', ' ')}"));

    private static byte[] EnvironmentOf(int id) => Read($"/proc/{id}/environ");

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The process has exited, or belongs to another user.
            return [];
        }
    }
}
