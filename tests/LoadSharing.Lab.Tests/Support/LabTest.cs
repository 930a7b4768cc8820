namespace LoadSharing.Lab.Tests.Support;

/// <summary>A test of a lab that runs in the process of the test, with real station processes.</summary>
public abstract class LabTest : ProcessTest
{
    /// <param name="kind">Its stations; virtual ones unless given.</param>
    /// <param name="timeoutFactor">Scales the lab's timeouts.</param>
    /// <param name="slots">The slots of its stations; all of the machine unless given.</param>
    /// <param name="logLimit">The longest log of a component in bytes; that of a run without options unless given.</param>
    internal async Task<LabUnderTest> StartLabAsync(
        StationKind? kind = null, double timeoutFactor = TimeoutFactors.Generous, SlotRange? slots = null, long? logLimit = null) =>
        Keep(await LabUnderTest.StartAsync(kind ?? StationKinds.Virtual, Token, timeoutFactor, slots, logLimit));

    /// <summary>Starts a lab with a network namespace for each fleet and a script in place of the native firmware.</summary>
    /// <param name="before">Shell commands that the script runs before it starts the virtual firmware.</param>
    internal async Task<LabUnderTest> StartNamespacedLabAsync(string before = "") =>
        await StartLabAsync(StationKinds.WithNativeFirmware(await Namespaces.FirmwareAsync(Keep(new Scratch()), before, Token)));

    /// <summary>Starts a lab with a script in place of the firmware; in it <c>$REAL</c> is the virtual station.</summary>
    internal async Task<LabUnderTest> StartScriptedLabAsync(string script, long? logLimit = null)
    {
        var program = await Script.WriteAsync(
            Keep(new Scratch()).Combine("firmware"), $"{VirtualStation.NoNiceness}\nREAL='{VirtualStation.Program}'\n{script}", Token);
        return await StartLabAsync(StationKinds.WithFirmware(program), logLimit: logLimit);
    }

    /// <summary>Leases a fresh fleet of a lab that tests share, and releases it after the test.</summary>
    internal async Task<LeaseDocument> LeaseAsync(LabUnderTest lab, int size)
    {
        var lease = await lab.Api.LeaseAsync(size, Token);
        Keep(new Release(lab, lease.Id));
        return lease;
    }

    /// <summary>Leases a fresh station of a lab that tests share, and releases it after the test.</summary>
    internal async Task<StationDocument> LeaseStationAsync(LabUnderTest lab) => (await LeaseAsync(lab, 1)).Stations[0];

    // The test may have released it.
    private sealed class Release(LabUnderTest lab, string lease) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await lab.Api.SendAsync(Method.Delete, $"/leases/{lease}?state=dirty", null, CancellationToken.None);
    }
}
