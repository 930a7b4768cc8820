using System.Net;
using System.Net.Sockets;
using LoadSharing.Lab.Contracts;
using LoadSharing.Lab.Networks;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Tests.Support;
using LoadSharing.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoadSharing.Lab.Tests.Sessions;

/// <summary>Slots are the machine's: other tests and other runs take and give them back all the time.</summary>
[TestClass]
public sealed class SlotAllocatorTests : LabTest
{
    [TestMethod]
    public void Take_ManyTimesAtOnce_NeverGivesASlotTwice()
    {
        var leases = Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(8).SelectMany(_ => new SlotAllocator(needPtyLink: true, NullLogger.Instance).Take(3)).ToList();
        try
        {
            Assert.HasCount(24, leases);
            CollectionAssert.AllItemsAreUnique(leases.ConvertAll(lease => lease.Slot.Number));
        }
        finally
        {
            leases.ForEach(lease => lease.Dispose());
        }
    }

    [TestMethod]
    public void Take_MoreThanThereAre_SaysHowManyAndGivesAllBack()
    {
        var allocator = new SlotAllocator(needPtyLink: true, NullLogger.Instance);

        var error = Assert.ThrowsExactly<LabException>(() => allocator.Take(Slot.Count + 1));

        Assert.MatchesRegex(
            $@"^Only \d+ of {Slot.Count + 1} slots are free on this machine\. The target Status shows the labs that use the others\.$",
            error.Message);
        var leases = allocator.Take(1);
        Assert.HasCount(1, leases);
        leases[0].Dispose();
    }

    [TestMethod]
    [DataRow("firmware", "127.0.0.1")]
    [DataRow("emulator", "127.0.0.1")]
    [DataRow("rapi", "127.0.0.1")]
    [DataRow("emulator", "0.0.0.0")]
    [DataRow("emulator", "::1")]
    public async Task Take_SlotWithAStrangersPort_PassesItOverSaysSoOnceAndLeavesTheStrangerAlone(string which, string address)
    {
        if (address == "::1" && !Socket.OSSupportsIPv6)
        {
            Assert.Inconclusive("This machine has no IPv6.");
        }

        var log = new RecordedLog();
        var allocator = new SlotAllocator(needPtyLink: true, log);
        var (slot, stranger) = Occupy(allocator, which, IPAddress.Parse(address));
        using (stranger)
        {
            var port = ((IPEndPoint)stranger.LocalEndpoint).Port;
            var expected = $"Slot {slot.Number} is skipped: TCP port {port} is in use.";

            // Somebody who looks at the slot in the same moment holds its lock: then it is passed over without a word, and looked at again the next time.
            await Eventually.HoldsAsync("the slot is passed over", () => TakeAnother() ?? (log.Messages.Contains(expected) ? null : string.Join('\n', log.Messages)), Token);
            Assert.IsNull(TakeAnother());
            Assert.IsNull(TakeAnother());

            Assert.HasCount(1, log.Messages.Where(message => message == expected).ToList(), "It was not said once");
            await stranger.AnswersAsync(Token);
        }

        string? TakeAnother()
        {
            var lease = Assert.ContainsSingle(allocator.Take(1));
            lease.Dispose();
            Assert.AreNotEqual(slot, lease.Slot, "The slot was taken though a stranger has its port");
            return null;
        }
    }

    [TestMethod]
    public async Task Take_SlotWithAStrangersHostName_PassesItOverAndSaysSoOnce()
    {
        var log = new RecordedLog();
        var allocator = new SlotAllocator(needPtyLink: true, log);
        var lease = allocator.Take(1)[0];
        var slot = lease.Slot;
        allocator.ExcludeHostNames([slot.HostName.ToUpperInvariant(), "office"]);
        lease.Dispose();

        var expected = $"Slot {slot.Number} is skipped: host name {slot.HostName} is in use.";
        await Eventually.HoldsAsync("the slot is passed over", () => TakeAnother() ?? (log.Messages.Contains(expected) ? null : string.Join('\n', log.Messages)), Token);
        Assert.IsNull(TakeAnother());

        Assert.HasCount(1, log.Messages.Where(message => message == expected).ToList(), "It was not said once");

        string? TakeAnother()
        {
            using var another = allocator.Take(1)[0];
            Assert.AreNotEqual(slot, another.Slot, "The slot was taken though a stranger has its host name");
            return null;
        }
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task Take_SlotWithAPtyLinkInTheWay_PassesItOver()
    {
        var log = new RecordedLog();
        var allocator = new SlotAllocator(needPtyLink: true, log);
        var lease = allocator.Take(1)[0];
        var slot = lease.Slot;
        var link = new FileInfo(slot.PtyLink);
        link.CreateAsSymbolicLink("/dev/pts/999999");
        lease.Dispose();
        try
        {
            var expected = $"Slot {slot.Number} is skipped: {slot.PtyLink} is in use.";
            await Eventually.HoldsAsync("the slot is passed over", () => TakeAnother() ?? (log.Messages.Contains(expected) ? null : string.Join('\n', log.Messages)), Token);
            Assert.AreEqual("/dev/pts/999999", new FileInfo(slot.PtyLink).LinkTarget, "The link was removed");
        }
        finally
        {
            link.Delete();
        }

        string? TakeAnother()
        {
            using var another = allocator.Take(1)[0];
            Assert.AreNotEqual(slot, another.Slot, "The slot was taken though a link is in the way");
            return null;
        }
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task Take_SlotWithAPtyLinkThatNobodyNeeds_TakesIt()
    {
        var lease = new SlotAllocator(needPtyLink: true, NullLogger.Instance).Take(1)[0];
        var slot = lease.Slot;
        var link = new FileInfo(slot.PtyLink);
        link.CreateAsSymbolicLink("/dev/pts/999999");
        lease.Dispose();
        try
        {
            await Eventually.HoldsAsync("the slot is taken, though other tests may be quicker", TakeIt, Token);
        }
        finally
        {
            link.Delete();
        }

        string? TakeIt()
        {
            using var taken = new SlotAllocator(needPtyLink: false, NullLogger.Instance).Take(1)[0];
            return taken.Slot == slot ? null : $"slot {taken.Slot.Number} was taken instead of {slot.Number}";
        }
    }

    [TestMethod]
    public async Task Take_SlotWhoseLockFileMayNotBeOpened_IsAnothersAndThatOfOthersIsTakenOnce()
    {
        var scratch = Keep(new Scratch());

        // Root may open every file, and nobody a directory: the error is the same.
        Directory.CreateDirectory(scratch.Combine("0.lock"));
        await File.WriteAllTextAsync(scratch.Combine("1.lock"), "", Token);

        Assert.IsNull(SlotLock.TryTake(new Slot(0), scratch.Path));
        foreach (var slot in new[] { new Slot(1), new Slot(2) })
        {
            using var lease = SlotLock.TryTake(slot, scratch.Path);
            Assert.AreEqual(slot, lease?.Slot);
            Assert.IsNull(SlotLock.TryTake(slot, scratch.Path), "It was given twice");
        }
    }

    [TestMethod]
    public async Task Exclude_Slot_IsSaidOnceAndNotTakenAnyMore()
    {
        var log = new RecordedLog();
        var allocator = new SlotAllocator(needPtyLink: true, log);
        var lease = allocator.Take(1)[0];
        lease.Dispose();

        allocator.Exclude(lease.Slot, "a thing");
        allocator.Exclude(lease.Slot, "a thing");

        Assert.HasCount(1, log.Messages.Where(message => message == $"Slot {lease.Slot.Number} is skipped: a thing is in use.").ToList());
        var others = allocator.Take(3);
        Assert.DoesNotContain(lease.Slot, others.Select(other => other.Slot).ToList());
        others.ToList().ForEach(other => other.Dispose());
        await Eventually.HoldsAsync("it is taken by others, for whom it is as good as any", TakeIt, Token);

        string? TakeIt()
        {
            using var taken = SlotLock.TryTake(lease.Slot);
            return taken is null ? "another test has it" : null;
        }
    }

    [TestMethod]
    public async Task Lease_WithAStrangerOnAPort_TakesAnotherSlotAndTellsTheRun()
    {
        var (slot, stranger) = Occupy(new SlotAllocator(needPtyLink: true, NullLogger.Instance), "emulator", IPAddress.Loopback);
        using (stranger)
        {
            var lab = await StartLabAsync();

            var fleets = new List<LeaseDocument>();
            await Eventually.HoldsAsync(
                "a lease passes the slot over",
                async () =>
                {
                    fleets.Add(await lab.Api.LeaseAsync(1, Token));
                    return lab.Events.Log.Messages.Any(note => note.StartsWith($"Slot {slot.Number} is skipped: ", StringComparison.Ordinal)) ? null : "not yet";
                },
                Token);

            Assert.IsFalse(fleets.Exists(fleet => fleet.Stations[0].Name == slot.StationName), "The lease got the stranger's slot");
            await stranger.AnswersAsync(Token);
        }
    }

    [TestMethod]
    public async Task Lease_WithAStrangerOnThePortBesideAWarmEmulator_TakesAnotherSlot()
    {
        var lab = await StartLabAsync();
        var first = await lab.Api.LeaseAsync(1, Token);
        await lab.Api.ReleaseAsync(first.Id, Token);
        await StationHttp.GetAsync(first.Stations[0].EmulatorUrl, "api/status", Token);
        using var stranger = new TcpListener(IPAddress.Loopback, first.Stations[0].FirmwareUrl.Port);
        stranger.Start();

        var second = await lab.Api.LeaseAsync(1, Token);

        Assert.AreNotEqual(first.Stations[0].Name, second.Stations[0].Name);
        Assert.IsEmpty(lab.Host.Failures);
        await stranger.AnswersAsync(Token);
    }

    [TestMethod]
    public async Task Take_WhereFirmwaresHavePortsOfTheirOwn_LeavesAStrangerOnTheFirmwarePortBe()
    {
        var kind = Kinds.Virtual with { Isolation = IsolationKind.Namespace };
        var log = new RecordedLog();
        var allocator = new SlotAllocator(needPtyLink: true, log, kind.PortsOf);
        var (slot, stranger) = Occupy(allocator, "firmware", IPAddress.Any);
        using (stranger)
        {
            // Somebody else may have the slot for a moment, and others may have become free before it.
            await Eventually.HoldsAsync(
                "the slot is taken",
                () =>
                {
                    var leases = new List<SlotLease>();
                    while (leases.Count == 0 || leases[^1].Slot.Number < slot.Number)
                    {
                        leases.AddRange(allocator.Take(1));
                    }

                    leases.ForEach(lease => lease.Dispose());
                    return leases[^1].Slot == slot ? null : $"slot {leases[^1].Slot.Number} was; {string.Join(' ', log.Messages)}";
                },
                Token);
        }
    }

    // Takes the slot that comes next, gives it back and listens on one of its ports before anybody else does; else tries the next.
    private static (Slot Slot, TcpListener Stranger) Occupy(SlotAllocator allocator, string which, IPAddress address)
    {
        while (true)
        {
            var lease = allocator.Take(1)[0];
            var slot = lease.Slot;
            var listener = new TcpListener(address, which switch
            {
                "firmware" => slot.FirmwarePort,
                "emulator" => slot.EmulatorPort,
                _ => slot.RapiPort,
            });
            try
            {
                // While the slot is held nobody else listens there, but strangers.
                listener.Start();
                return (slot, listener);
            }
            catch (SocketException)
            {
                listener.Dispose();
            }
            finally
            {
                lease.Dispose();
            }
        }
    }
}
