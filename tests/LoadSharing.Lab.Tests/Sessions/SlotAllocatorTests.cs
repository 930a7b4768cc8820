namespace LoadSharing.Lab.Tests.Sessions;

[TestClass]
public sealed class SlotAllocatorTests : LabTest
{
    private readonly RecordedLog _log = new();

    [TestMethod]
    public void Take_ConcurrentCalls_TakeDifferentSlots()
    {
        var slots = Keep(ReservedSlots.Take(24));

        var leases = Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(8).SelectMany(_ => Allocator(slots).Take(3)).ToList();

        CollectionAssert.AllItemsAreUnique(leases.ConvertAll(lease => lease.Slot.Number));
        Dispose(leases);
    }

    [TestMethod]
    public void Take_MoreThanFree_Throws()
    {
        var error = Assert.ThrowsExactly<LabException>(() => Allocator(Keep(ReservedSlots.Take(2))).Take(3));

        Assert.AreEqual("Only 2 of 3 slots are free on this machine. The target Status shows the labs that use the others.", error.Message);
    }

    [TestMethod]
    public void Take_AfterAFailedTake_TakesAllSlots()
    {
        var allocator = Allocator(Keep(ReservedSlots.Take(2)));
        Assert.ThrowsExactly<LabException>(() => allocator.Take(3));

        var leases = allocator.Take(2);

        Assert.HasCount(2, leases);
        Dispose(leases);
    }

    [TestMethod]
    [DataRow("firmware", "127.0.0.1")]
    [DataRow("emulator", "127.0.0.1")]
    [DataRow("rapi", "127.0.0.1")]
    [DataRow("emulator", "0.0.0.0")]
    [DataRow("emulator", "::1")]
    public async Task Take_PortInUse_SkipsTheSlot(string name, string address)
    {
        if (address == "::1" && !Socket.OSSupportsIPv6)
        {
            Assert.Inconclusive("This machine has no IPv6.");
        }

        var slots = Keep(ReservedSlots.Take(2));
        using var foreign = new ForeignListener(IPAddress.Parse(address), Port(slots[0], name));
        var allocator = Allocator(slots);

        Assert.AreEqual(slots[1], TakeOne(allocator));

        Assert.AreEqual(slots[1], TakeOne(allocator));
        Expect.Sequence(_log.Messages, $"Slot {slots[0].Number} is skipped: TCP port {foreign.Port} is in use.");
        await foreign.IsUntouchedAsync(Token);
    }

    [TestMethod]
    public void Take_FirmwarePortInUseBesideNamespaces_TakesTheSlot()
    {
        var kind = StationKinds.Virtual with { Isolation = IsolationKind.Namespace };
        var slots = Keep(ReservedSlots.Take(2));
        using var foreign = new ForeignListener(IPAddress.Any, slots[0].FirmwarePort);

        Assert.AreEqual(slots[0], TakeOne(new SlotAllocator(_log, kind.PortsOf, slots.Range)));
    }

    [TestMethod]
    public void Take_ForeignHostName_SkipsTheSlot()
    {
        var slots = Keep(ReservedSlots.Take(2));
        var allocator = Allocator(slots);
        allocator.ExcludeHostNames([slots[0].HostName.ToUpperInvariant(), "office"]);

        Assert.AreEqual(slots[1], TakeOne(allocator));

        Assert.AreEqual(slots[1], TakeOne(allocator));
        Expect.Sequence(_log.Messages, $"Slot {slots[0].Number} is skipped: host name {slots[0].HostName} is in use.");
    }

    [TestMethod]
    public void Exclude_Slot_SkipsItInThisAllocatorOnly()
    {
        var slots = Keep(ReservedSlots.Take(2));
        var allocator = Allocator(slots);

        allocator.Exclude(slots[0], "container x");
        allocator.Exclude(slots[0], "container x");

        Assert.AreEqual(slots[1], TakeOne(allocator));
        Assert.AreEqual(slots[0], TakeOne(Allocator(slots)));
        Expect.Sequence(_log.Messages, $"Slot {slots[0].Number} is skipped: container x is in use.");
    }

    [TestMethod]
    public void Lock_SlotOfThisProcess_IsNotTakenTwice()
    {
        var slots = Keep(ReservedSlots.Take(1));

        Assert.IsNull(SlotLock.TryTake(slots[0]));
    }

    [TestMethod]
    public void Lock_SlotOfAnotherProcess_IsNotTaken()
    {
        var slots = Keep(ReservedSlots.Take(1));
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, slots.Range.FirstLock + slots[0].Number));

        Assert.IsNull(SlotLock.TryTake(slots[0], slots.Range.FirstLock));
    }

    [TestMethod]
    public void Lock_ReleasedSlot_IsTakenAgain()
    {
        var slots = Keep(ReservedSlots.Take(1));
        SlotLock.TryTake(slots[0], slots.Range.FirstLock)!.Dispose();

        using var lease = SlotLock.TryTake(slots[0], slots.Range.FirstLock);

        Assert.AreEqual(slots[0], lease?.Slot);
    }

    [TestMethod]
    public async Task Lease_PortInUse_HasAnotherSlot()
    {
        var slots = Keep(ReservedSlots.Take(2));
        using var foreign = new ForeignListener(IPAddress.Loopback, slots[0].EmulatorPort);
        var lab = await StartLabAsync(slots: slots.Range);

        var lease = await lab.Api.LeaseAsync(1, Token);

        Assert.AreEqual(slots[1].StationName, lease.Stations[0].Name);
        Expect.Sequence(lab.Events.Log.Messages, $"Slot {slots[0].Number} is skipped: TCP port {foreign.Port} is in use.");
        await foreign.IsUntouchedAsync(Token);
    }

    [TestMethod]
    public async Task Lease_PortOfAWarmEmulatorsFirmwareInUse_HasAnotherSlot()
    {
        var lab = await StartLabAsync();
        var first = await lab.Api.LeaseAsync(1, Token);
        await lab.Api.ReleaseAsync(first.Id, Token);
        await StationHttp.GetAsync(first.Stations[0].EmulatorUrl, "api/status", Token);
        using var foreign = new ForeignListener(IPAddress.Loopback, first.Stations[0].FirmwareUrl.Port);

        var second = await lab.Api.LeaseAsync(1, Token);

        Assert.AreNotEqual(first.Stations[0].Name, second.Stations[0].Name);
        Assert.IsEmpty(lab.Host.Failures);
        await foreign.IsUntouchedAsync(Token);
    }

    private SlotAllocator Allocator(ReservedSlots slots) => new(_log, range: slots.Range);

    private static Slot TakeOne(SlotAllocator allocator)
    {
        using var lease = Assert.ContainsSingle(allocator.Take(1));
        return lease.Slot;
    }

    private static int Port(Slot slot, string name) => name switch
    {
        "firmware" => slot.FirmwarePort,
        "emulator" => slot.EmulatorPort,
        _ => slot.RapiPort,
    };

    private static void Dispose(IEnumerable<SlotLease> leases)
    {
        foreach (var lease in leases)
        {
            lease.Dispose();
        }
    }
}
