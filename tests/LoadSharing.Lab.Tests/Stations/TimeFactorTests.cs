using LoadSharing.Lab.Firmware;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Tests.Support;
using LoadSharing.Tests;

namespace LoadSharing.Lab.Tests.Stations;

[TestClass]
public sealed class TimeFactorTests
{
    [TestMethod]
    public void Report_OfFasterTime_SaysSo()
    {
        Assert.AreEqual("virtual stations", Kinds.Virtual.Description);
        Assert.AreEqual("virtual stations, time x 2.5", Kinds.Of(new VirtualStationProgram(VirtualStation.Program) { TimeFactor = 2.5 }).Description);
    }

    [TestMethod]
    public void NativeFirmware_GetsTheLibraryAndTheFactor_OrNothingIsStarted()
    {
        if (FakeTime.Library is not { } library)
        {
            Assert.ThrowsExactly<LabException>(() => FakeTime.Environment(2.5));
            return;
        }

        var environment = FakeTime.Environment(2.5);
        Assert.AreEqual(library, environment["LD_PRELOAD"]);
        Assert.AreEqual("+0 x2.5", environment["FAKETIME"]);
    }
}
