namespace LoadSharing.Lab.Tests.Attacks;

/// <summary>The process of the virtual stations no longer answers, so that no component in it can be stopped.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class UnstoppableComponentTests : LabTest
{
    private static readonly TimeSpan FewSeconds = TimeSpan.FromSeconds(30);

    private LabUnderTest _lab = null!;
    private ProcessIdentity _process = null!;

    [TestInitialize]
    public async Task SuspendAsync()
    {
        _lab = await StartLabAsync(timeoutFactor: 1);
        await _lab.Host.Fleets.AcquireAsync(new LeaseRequest(2, "first"), Token);
        await _lab.Host.Fleets.AcquireAsync(new LeaseRequest(1, "second"), Token);
        _process = _lab.Process(ProcessEntry.SharedStation, "host");
        Signals.Send(_process, Signals.Stop);
    }

    [TestMethod]
    public async Task Stop_SuspendedProcess_NamesEachComponent()
    {
        var error = await Assert.ThrowsExactlyAsync<LabException>(StopAsync);

        Assert.HasCount(3, error.Message.Split('\n').Where(line => line.Contains("the firmware in the shared process still runs")).ToList(), error.Message);
    }

    [TestMethod]
    public async Task Stop_SuspendedProcess_KillsIt()
    {
        await Assert.ThrowsExactlyAsync<LabException>(StopAsync);

        Assert.IsFalse(_process.IsAlive, "The process of the virtual stations still runs");
    }

    [TestMethod]
    public async Task Stop_SuspendedProcess_LeavesItsManifestToCleanup()
    {
        await Assert.ThrowsExactlyAsync<LabException>(StopAsync);

        Assert.IsNotEmpty(_lab.Manifest);
    }

    private Task StopAsync() => _lab.StopAsync().WaitAsync(FewSeconds, Token);
}
