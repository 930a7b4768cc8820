using LoadSharing.Lab.Sessions;
using LoadSharing.Tests;

namespace LoadSharing.Lab.Tests.Sessions;

[TestClass]
public sealed class SlotTests
{
    [TestMethod]
    [DataRow(0, 8000, 8080, 8023)]
    [DataRow(22, 8022, 8102, 8045)]
    [DataRow(23, 20000, 20001, 20002)]
    [DataRow(24, 20003, 20004, 20005)]
    [DataRow(1023, 23000, 23001, 23002)]
    public void Ports_OfASlot_AreThoseOfTheSeedUntilTheyWouldMeet(int number, int firmware, int emulator, int rapi)
    {
        var slot = new Slot(number);

        Assert.AreEqual((firmware, emulator, rapi), (slot.FirmwarePort, slot.EmulatorPort, slot.RapiPort));
        Expect.Sequence(slot.Ports, firmware, emulator, rapi);
    }

    [TestMethod]
    public void PortsAndLinks_OfAllSlots_AreUniqueAndBelowTheEphemeralOnes()
    {
        var slots = Enumerable.Range(0, Slot.Count).Select(number => new Slot(number)).ToList();

        CollectionAssert.AllItemsAreUnique(slots.SelectMany(slot => slot.Ports).ToList());
        CollectionAssert.AllItemsAreUnique(slots.ConvertAll(slot => slot.Link));
        Assert.IsLessThan(32768, slots.SelectMany(slot => slot.Ports).Max());
    }

    [TestMethod]
    public void Names_OfASlot_AreThoseOfTheSeed()
    {
        var slot = new Slot(7);

        Assert.AreEqual("station-7", slot.StationName);
        Assert.AreEqual("openevse-native-7", slot.HostName);
        Assert.AreEqual("emulator_7", slot.ContainerName);
        Assert.AreEqual("/tmp/rapi_pty_7", slot.PtyLink);
        Assert.AreEqual("239.86.0.7:15360", slot.Link);
    }
}
