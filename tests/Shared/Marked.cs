using System.Globalization;
using System.Text;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Tests;

/// <summary>Finds processes by a variable in their environment, which every descendant inherits whatever becomes of its parents.</summary>
internal static class Marked
{
    /// <summary>The processes that run now and have it; none where the platform does not show environments.</summary>
    public static IReadOnlyList<ProcessIdentity> With(string variable, string value)
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

    /// <summary>Process ids with their command lines, for messages.</summary>
    public static string Describe(IEnumerable<ProcessIdentity> processes) => string.Join('\n', processes.Select(process =>
        $"{process.Id} {Encoding.UTF8.GetString(Read($"/proc/{process.Id.ToString(CultureInfo.InvariantCulture)}/cmdline")).Replace('\0', ' ')}"));

    private static byte[] EnvironmentOf(int id) => Read($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/environ");

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or is another user's.
            return [];
        }
    }
}
