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

        Assert.AreEqual(slots[0], TakeOne(new SlotAllocator(needPtyLink: true, _log, kind.PortsOf, slots.Range)));
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
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow(true)]
    [DataRow(false)]
    public void Take_ExistingPtyLink_SkipsTheSlotIfItIsNeeded(bool needPtyLink)
    {
        var slots = Keep(ReservedSlots.Take(2));
        var link = new FileInfo(slots[0].PtyLink);
        link.CreateAsSymbolicLink("/dev/pts/999999");
        try
        {
            Assert.AreEqual(slots[needPtyLink ? 1 : 0], TakeOne(new SlotAllocator(needPtyLink, _log, range: slots.Range)));

            Expect.Sequence(_log.Messages, needPtyLink ? [$"Slot {slots[0].Number} is skipped: {slots[0].PtyLink} is in use."] : []);
            Assert.AreEqual("/dev/pts/999999", new FileInfo(slots[0].PtyLink).LinkTarget, "The link was changed");
        }
        finally
        {
            link.Delete();
        }
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
    public async Task Lock_HeldSlot_IsNotTakenTwice()
    {
        var scratch = Keep(new Scratch());
        await File.WriteAllTextAsync(scratch.Combine("1.lock"), "", Token);

        foreach (var slot in new[] { new Slot(1), new Slot(2) })
        {
            using var lease = SlotLock.TryTake(slot, scratch.Path);

            Assert.AreEqual(slot, lease?.Slot);
            Assert.IsNull(SlotLock.TryTake(slot, scratch.Path));
        }
    }

    // Root can open every file, but not a directory, which fails in the same way.
    [TestMethod]
    public void Lock_FileCannotBeOpened_IsNotTaken()
    {
        var scratch = Keep(new Scratch());
        Directory.CreateDirectory(scratch.Combine("0.lock"));

        Assert.IsNull(SlotLock.TryTake(new Slot(0), scratch.Path));
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

    private SlotAllocator Allocator(ReservedSlots slots) => new(needPtyLink: true, _log, range: slots.Range);

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
