using LoadSharing.Lab.Emulators;

namespace LoadSharing.Lab.Tests.Stations;

[TestClass]
public sealed class StationKindTests
{
    [TestMethod]
    public void Description_ChargerBehaviour_NamesIt()
    {
        var emulator = ProcessEmulator.Virtual(new VirtualStationProgram(VirtualStation.Program), EmulatorBehaviour.Charger);

        Assert.AreEqual("virtual stations, emulators behave as chargers", (StationKinds.Virtual with { Emulator = emulator }).Description);
    }
}
