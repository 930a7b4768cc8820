namespace VirtualStation.Firmware.Reciprocal;

/// <summary>
/// The peers whose packets are lost in both directions, as between the sides of a partitioned network. A file lists them, ADDRESS:PORT a line; it may change
/// while the station runs.
/// </summary>
/// <param name="file">The path of the file. Without the file, all peers are reachable.</param>
internal sealed class UnreachablePeers(string file)
{
    public const string FileName = "unreachable-peers";

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    public bool Contains(string host, int port) => File.Exists(file) && Read().Contains($"{host}:{port}");

    /// <summary>Returns when a peer is reachable.</summary>
    public async Task WaitAsync(string host, int port, CancellationToken cancellationToken)
    {
        while (Contains(host, port))
        {
            await Task.Delay(PollInterval, cancellationToken);
        }
    }

    private string[] Read()
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (FileNotFoundException)
        {
            // Deleted since the check.
            return [];
        }
    }
}
