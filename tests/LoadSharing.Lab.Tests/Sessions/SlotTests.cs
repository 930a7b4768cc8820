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
    public void Ports_EachRange_AreThoseOfTheTable(int number, int firmware, int emulator, int rapi)
    {
        var slot = new Slot(number);

        Assert.AreEqual((firmware, emulator, rapi), (slot.FirmwarePort, slot.EmulatorPort, slot.RapiPort));
        Expect.Sequence(slot.Ports, firmware, emulator, rapi);
    }

    [TestMethod]
    public void Ports_AllSlots_AreUniqueAndNotEphemeral()
    {
        var ports = Enumerable.Range(0, Slot.Count).SelectMany(number => new Slot(number).Ports).ToList();

        CollectionAssert.AllItemsAreUnique(ports);
        Assert.IsLessThan(32768, ports.Max());
    }

    [TestMethod]
    public void Ports_AllSlots_AreNotThoseOfLocks() =>
        Assert.IsEmpty(Enumerable.Range(0, Slot.Count).SelectMany(number => new Slot(number).Ports).Where(port => port >= SlotLock.FirstPort));

    [TestMethod]
    public void Link_AllSlots_IsUnique() =>
        CollectionAssert.AllItemsAreUnique(Enumerable.Range(0, Slot.Count).Select(number => new Slot(number).Link).ToList());

    [TestMethod]
    public void Names_Slot_HaveItsNumber()
    {
        var slot = new Slot(7);

        Assert.AreEqual("station-7", slot.StationName);
        Assert.AreEqual("openevse-native-7", slot.HostName);
        Assert.AreEqual("emulator_7", slot.ContainerName);
        Assert.AreEqual("rapi_pty_7", slot.PtyName);
        Assert.AreEqual("239.86.0.7:15360", slot.Link);
    }
}
