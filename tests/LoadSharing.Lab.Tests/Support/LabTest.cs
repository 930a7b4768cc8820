using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Stations;
using LoadSharing.Tests;

namespace LoadSharing.Lab.Tests.Support;

/// <summary>A test of a lab that runs in the process of the test, over real station processes.</summary>
public abstract class LabTest : ProcessTest
{
    /// <param name="kind">Its stations; virtual ones unless given.</param>
    /// <param name="timeoutFactor">Scales the lab's timeouts.</param>
    /// <param name="slots">The slots of its stations; all of the machine unless given.</param>
    /// <param name="logLimit">The longest log of a component in bytes; that of a run without options unless given.</param>
    internal async Task<LabUnderTest> StartLabAsync(
        StationKind? kind = null, double timeoutFactor = TimeoutFactors.Generous, SlotRange? slots = null, long? logLimit = null) =>
        Keep(await LabUnderTest.StartAsync(kind ?? Kinds.Virtual, timeoutFactor, slots, logLimit, Token));

    /// <summary>Starts a lab with a network namespace for each fleet and a script in place of the native firmware.</summary>
    /// <param name="before">Shell commands that the script runs before it starts the virtual firmware.</param>
    internal async Task<LabUnderTest> StartNamespacedLabAsync(string before = "") =>
        await StartLabAsync(Kinds.WithNativeFirmware(await Namespaces.FirmwareAsync(Keep(new Scratch()), before, Token)));
}
