using System.Collections.Concurrent;
using System.Diagnostics;

namespace LoadSharing.MSTest.Clients;

/// <summary>What the lab knows of the parts of a fleet that ended by themselves, and which of them a failure has told already.</summary>
internal sealed class StationWatch(LabClient lab, string fleetId)
{
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);

    /// <summary>The failure of a request that got no answer: the part of the station that ended, with its last lines, or that the lab sees none.</summary>
    /// <param name="before">What to say below of what was done before.</param>
    public async Task<Exception> ExplainAsync(string station, string request, string before)
    {
        IReadOnlyList<ComponentFailure> ended;
        try
        {
            ended = await EndedAsync(station);
        }
        catch (AssertFailedException exception)
        {
            return new AssertFailedException($"{station} gave no answer to {request}. Asked why: {exception.Message}{before}", exception);
        }

        if (ended.Count == 0)
        {
            return new AssertFailedException($"{station} gave no answer to {request}, and the lab sees all its parts running.{before}");
        }

        foreach (var part in ended)
        {
            _told[part.Message] = true;
        }

        var messages = string.Join(Environment.NewLine, ended.Select(part => part.Message));
        return new AssertFailedException($"{messages}{Environment.NewLine}Request under way: {station} {request}{before}");
    }

    /// <summary>The parts of the fleet that ended and that no failure has told yet.</summary>
    public async Task<IReadOnlyList<ComponentFailure>> UntoldAsync() => Untold((await lab.GetFleetAsync(fleetId, CancellationToken.None)).Exited);

    /// <summary>Those of the parts that no failure has told yet.</summary>
    public IReadOnlyList<ComponentFailure> Untold(IEnumerable<ComponentFailure> ended) => [.. ended.Where(part => !_told.ContainsKey(part.Message))];

    // A closed connection is often seen before the end of the process is.
    private async Task<IReadOnlyList<ComponentFailure>> EndedAsync(string station)
    {
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Deadlines.Look);
        while (true)
        {
            var fleet = await lab.GetFleetAsync(fleetId, CancellationToken.None);
            IReadOnlyList<ComponentFailure> ended = [.. fleet.Exited.Where(part => part.Station == station)];
            if (ended.Count > 0 || clock.Elapsed >= Deadlines.LabNotices)
            {
                return ended;
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
