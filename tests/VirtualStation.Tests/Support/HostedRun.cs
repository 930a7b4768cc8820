using VirtualStation.Host;

namespace VirtualStation.Tests.Support;

/// <summary>
/// A run in the process of the tests, as <c>virtual-station host</c> runs stations. A process for each would take most of the time of all tests.
/// </summary>
internal sealed class HostedRun : StationRun
{
    private readonly string _log;
    private readonly HostedStation _station;
    private readonly Task<int> _exitCode;

    private HostedRun(string log, HostedStation station, Task<int> exitCode)
    {
        _log = log;
        _station = station;
        _exitCode = exitCode;
    }

    public override bool HasExited => _exitCode.IsCompleted;

    public override string Output
    {
        get
        {
            using var reader = new StreamReader(new FileStream(_log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return reader.ReadToEnd().TrimEnd('\n');
        }
    }

    public static HostedRun Start(IEnumerable<string> arguments, string directory, IReadOnlyDictionary<string, string> environment, string log)
    {
        var station = HostedStation.Open(log, () => { });
        IReadOnlyList<string> words = [.. arguments];
        return new HostedRun(log, station, Task.Run(() => station.RunAsync(words, environment, directory)));
    }

    public override void Terminate() => _station.Stop();

    public override void Kill() => _station.Kill();

    public override async ValueTask DisposeAsync()
    {
        if (!_exitCode.IsCompleted)
        {
            Kill();
        }

        await WaitForExitAsync(CancellationToken.None);
        _station.Dispose();
    }

    protected override Task<int> ExitCodeAsync(CancellationToken cancellationToken) => _exitCode.WaitAsync(cancellationToken);
}
