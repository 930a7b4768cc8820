namespace LoadSharing.Lab.Tests.Sessions;

/// <summary>A signal between the begin of a session and the start of its lab.</summary>
[TestClass]
public sealed class EarlySignalTests : ProcessTest
{
    [TestMethod]
    public async Task Start_Cancelled_EndsTheSession()
    {
        var timeouts = new LabTimeouts(TimeoutFactors.Generous);
        var session = Session.Begin("Test", Environment.CurrentDirectory, Keep(new Scratch()).Path, timeouts);

        await Assert.ThrowsAsync<OperationCanceledException>(() => LabHost.StartAsync(
            new LabOptions(StationKinds.Virtual, timeouts, VirtualStation.Program), session, new RecordedEvents(), new CancellationToken(canceled: true)));

        Assert.IsFalse(Directory.Exists(session.Directory));
    }
}
