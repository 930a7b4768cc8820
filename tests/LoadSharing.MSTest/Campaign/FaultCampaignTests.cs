using System.Diagnostics;
using System.Text.Json;
using LoadSharing.MSTest.Group;

namespace LoadSharing.MSTest.Campaign;

/// <summary>Faults at random over a running group, for <c>--target=FaultCampaign</c>.</summary>
[LoadSharingTestClass, TestCategory(Category.Campaign)]
public sealed class FaultCampaignTests : GroupTest
{

    private readonly GroupJudge _judge = new(
        ShortHeartbeat.MaximumAmps!.Value * ShortHeartbeat.SafetyFactor!.Value, ShortHeartbeat.HeartbeatSeconds!.Value);
    private readonly TimeProvider _time = FirmwareTime.Current;
    private readonly Stopwatch _clock = new();
    private readonly HashSet<Station> _isolated = [];
    private readonly HashSet<Station> _withoutCharger = [];
    private long? _start;

    private double Now => _start is { } start ? _time.GetElapsedTime(start).TotalSeconds : 0;

    [TestMethod]
    public async Task Campaign_FaultsAtRandom_KeepThePromises()
    {
        if (Environment.GetEnvironmentVariable(CampaignSettings.Variable) is not { Length: > 0 } text)
        {
            throw new AssertInconclusiveException($"{CampaignSettings.Variable} is not set. Run ./build.sh --target=FaultCampaign.");
        }

        var settings = JsonSerializer.Deserialize<CampaignSettings>(text, JsonSerializerOptions.Web)!;
        var fleet = await GroupAsync(settings.Stations, ShortHeartbeat);
        await Eventually(() => ShouldDrawTogetherAtMostAsync(fleet, GroupMaximum), within: Timeouts.Allocation);
        _clock.Start();
        _start = _time.GetTimestamp();
        var done = new List<PlannedFault>();
        foreach (var fault in FaultPlan.Draw(settings.Seed, settings.Stations, fleet.Faults))
        {
            if (_clock.Elapsed.TotalSeconds > settings.Seconds)
            {
                break;
            }

            done.Add(fault);
            TestContext.WriteLine($"{Now:0.0} s: fault {done.Count}, {fault}");
            await RunAsync(fleet, fault, done.Count, settings);
        }

        var counts = done.CountBy(fault => fault.Kind).OrderBy(count => count.Key).Select(count => $"{count.Value} {count.Key}");
        await ReportAsync(
            $"{done.Count} faults in {Now:0} s of the firmware's time ({string.Join(", ", counts)}), {_judge.Samples} samples. Highest sum of allocations: "
            + $"{_judge.HighestAllocated:0.##} A, of currents: {_judge.HighestDrawn:0.##} A, of {GroupMaximum:0.##} A.");
    }

    private async Task RunAsync(Fleet fleet, PlannedFault fault, int number, CampaignSettings settings)
    {
        double? began = null;
        try
        {
            await SampleForAsync(fleet, fault.Pause);
            began = Now;
            await CauseAsync(fleet, fault);
            await SampleForAsync(fleet, fault.Duration);
            await HealAsync(fleet, fault);
            await SampleUntilCompleteAsync(fleet);
        }
        catch (AssertFailedException violation) when (violation is not NoAnswerException)
        {
            var moment = began is null ? $"before fault {number}" : $"{Now - began:0.0} s after the beginning of fault {number} ({fault})";
            throw new AssertFailedException(
                $"{violation.Message.TrimEnd()}\nThis was {Now:0.0} s after the start of the campaign, {moment}, in the firmware's time.\n"
                + $"Replay: {settings.Replay}",
                violation);
        }
    }

    private async Task CauseAsync(Fleet fleet, PlannedFault fault)
    {
        var station = fleet[fault.Station];
        switch (fault.Kind)
        {
            case FaultKind.Kill:
                await station.KillAsync();
                break;
            case FaultKind.Restart:
                await station.RestartAsync(ProcessSignal.Kill);
                break;
            case FaultKind.Freeze:
                await station.FreezeAsync();
                break;
            case FaultKind.Partition:
                _isolated.Add(station);
                await fleet.PartitionAsync(station);
                break;
            case FaultKind.Impairment:
                await fleet.ImpairAsync(lossPercent: 20, delayMilliseconds: 100);
                break;
            case FaultKind.Serial:
                _withoutCharger.Add(station);
                await station.SetSerialFaultAsync(fault.Serial, fault.Serial == SerialFault.Delay ? 1000 : 0);
                break;
            default:
                throw new InvalidOperationException($"The campaign does not know the fault {fault.Kind}.");
        }
    }

    private async Task HealAsync(Fleet fleet, PlannedFault fault)
    {
        var station = fleet[fault.Station];
        await (fault.Kind switch
        {
            FaultKind.Kill => station.StartAsync(),
            FaultKind.Freeze => station.ThawAsync(),
            FaultKind.Partition => fleet.HealPartitionAsync(),
            FaultKind.Impairment => fleet.HealNetworkAsync(),
            FaultKind.Serial => station.HealSerialAsync(),
            _ => Task.CompletedTask,
        });
        _isolated.Clear();
        _withoutCharger.Clear();
    }

    private async Task SampleForAsync(Fleet fleet, double seconds)
    {
        var end = Now + seconds;
        using var timer = new PeriodicTimer(Timeouts.LongPollInterval);
        do
        {
            _judge.Judge(await SampleAsync(fleet));
        }
        while (Now < end && await timer.WaitForNextTickAsync(TestContext.CancellationToken));
    }

    // A broken promise ends the wait at once; an incomplete group only when its time is over.
    private async Task SampleUntilCompleteAsync(Fleet fleet)
    {
        AssertFailedException? broken = null;
        await Eventually(
            async () =>
            {
                var sample = await SampleAsync(fleet);
                try
                {
                    _judge.Judge(sample);
                }
                catch (AssertFailedException exception)
                {
                    broken = exception;
                    return;
                }

                ShouldBeComplete(sample, fleet.Count);
            },
            within: Timeouts.Regrouping);
        if (broken is not null)
        {
            throw broken;
        }
    }

    private static void ShouldBeComplete(GroupSample sample, int stations)
    {
        var allocations = sample.Controller!.Allocations;
        var failsafe = sample.Stations.Where(station => station.IsFailsafe != false).Select(station => station.Role).ToList();
        if (allocations.Count != stations || allocations.Any(allocation => allocation.Reason == Offline) || failsafe.Count > 0)
        {
            throw new AssertFailedException(
                $"Expected the group to be complete again, but the allocations are {allocations}, and in failsafe are: "
                + $"{string.Join(", ", failsafe.DefaultIfEmpty("none"))}.");
        }
    }

    private async Task<GroupSample> SampleAsync(Fleet fleet)
    {
        var chargers = Task.WhenAll(fleet.Select(station => station.Emulator.GetStatusAsync()));
        var groups = await Task.WhenAll(fleet.Select(async station => station.IsRunning ? await station.GetStatusAsync() : null));
        var isSplit = _isolated.Count > 0;
        return new GroupSample(Now, groups[0], [.. fleet.Zip(groups, await chargers).Select(each => new StationSample(
            each.First.Role,
            each.First.IsRunning && !_withoutCharger.Contains(each.First),
            fleet[0].IsRunning && !(isSplit && _isolated.Contains(fleet[0]) != _isolated.Contains(each.First)),
            each.Second?.FailsafeActive,
            Amps(each.Third)))]);
    }

    // The emulator of a charger that sleeps shows a current, and a car follows a new offer a moment later.
    private static double Amps(ChargerStatus charger) =>
        charger.State == ChargerStatus.Charging ? Math.Min(charger.DrawnAmps ?? 0, charger.OfferedAmps ?? double.MaxValue) : 0;

    private async Task ReportAsync(string summary)
    {
        TestContext.WriteLine(summary);
        if (Environment.GetEnvironmentVariable(CampaignSettings.SummaryVariable) is { Length: > 0 } file)
        {
            await File.WriteAllTextAsync(file, summary);
        }
    }
}
