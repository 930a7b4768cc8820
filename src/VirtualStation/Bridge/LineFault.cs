namespace VirtualStation.Bridge;

/// <summary>
/// The fault of a serial line, which a file names: <c>drop</c>, <c>garble</c>, <c>delay MILLISECONDS</c> or <c>hang-up</c>. The file may change while the
/// bridge runs.
/// </summary>
/// <param name="file">The path of the file. Without the file, the line has no fault.</param>
internal sealed class LineFault(string file)
{
    public const string FileExtension = ".fault";

    private const char Garbled = '#';

    /// <summary>Whether the terminal has to be closed.</summary>
    public bool HangsUp => Read() is ["hang-up"];

    /// <summary>Carries a line in either direction.</summary>
    /// <returns>What arrives; null if the line is lost.</returns>
    public async Task<string?> CarryAsync(string line, CancellationToken cancellationToken)
    {
        switch (Read())
        {
            case ["drop"]:
                return null;
            case ["garble"]:
                return string.Concat(line.AsSpan(0, line.Length / 2), [Garbled], line.AsSpan(Math.Min(line.Length, (line.Length / 2) + 1)));
            case ["delay", var milliseconds]:
                await Task.Delay(TimeSpan.FromMilliseconds(double.Parse(milliseconds)), cancellationToken);
                return line;
            default:
                return line;
        }
    }

    private string[] Read()
    {
        try
        {
            return File.Exists(file) ? File.ReadAllText(file).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : [];
        }
        catch (FileNotFoundException)
        {
            // Deleted since the check.
            return [];
        }
    }
}
