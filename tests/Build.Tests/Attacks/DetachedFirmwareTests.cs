namespace Build.Tests.Attacks;

/// <summary>A firmware starts a process that leaves its session and parent, closes its files and clears its environment.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class DetachedFirmwareTests : BuildTest
{
    private DetachedProcess _detached = null!;
    private Checkout _checkout = null!;

    [TestInitialize]
    public async Task CreateCheckoutAsync()
    {
        _detached = new DetachedProcess(Keep(new Scratch()));
        _checkout = NewCheckout(Keep(await Installation.WithVirtualStationAsync(
            $"[ \"$1\" != firmware ] || {_detached.Commands}\nexec \"$REAL\" \"$@\"", Token)));
    }

    [TestMethod]
    public async Task Kill_Build_KillsTheDetachedProcess()
    {
        var up = await _checkout.UpAsync("--stations=1");
        if (!Assert.ContainsSingle(_checkout.Sessions).Entries.OfType<ControlGroupEntry>().Any(group => Directory.Exists(group.Path)))
        {
            Assert.Inconclusive("This user may not create control groups of version 2.");
        }

        var process = await _detached.StartedAsync(Token);

        up.Signal(Signals.Kill);

        await Eventually.HoldsAsync("the detached process is killed", () => process.IsAlive ? "it still runs" : null, Token);
        await Eventually.HoldsAsync("nothing is left", () => _checkout.Orphans is { Count: > 0 } orphans ? string.Join('\n', orphans) : null, Token);
    }

    [TestMethod]
    public async Task Stop_NoControlGroups_KillsTheDetachedProcess()
    {
        if (Privileges.NeedsSudo)
        {
            Assert.Inconclusive("This process may not hide the control groups.");
        }

        _checkout.Launcher = ["unshare", "--mount", "sh", "-c", "mount -t tmpfs -o ro none /sys/fs/cgroup; exec \"$@\"", "sh"];
        var up = await _checkout.UpAsync("--stations=1");
        var process = await _detached.StartedAsync(Token);

        up.Signal(Signals.Terminate);
        await up.ExitAsync(Token);

        Assert.IsFalse(process.IsAlive, "The detached process still runs");
    }
}
