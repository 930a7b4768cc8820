namespace MulticastDns.Tests.Codec;

[TestClass]
public sealed class FuzzTests
{
    private const int Inputs = 200_000;
    private const int Seed = 20260201;

    // Three times the maximum measured.
    private const long MaxAllocatedPerPacketByte = 256;

    private static readonly DnsQuestion ProbeQuestion = new(Messages.Instance("a"), DnsType.Any);

    private static readonly byte[][] Valid =
    [
        Messages.Encode(Messages.Announcement("station")),
        Messages.Encode(Messages.Query(Messages.TypeQuestion) with { Answers = [Messages.Pointer("a"), Messages.Pointer("b"), Messages.Pointer("c")] }),
        Messages.Encode(Messages.Query(ProbeQuestion) with { Authorities = [Messages.Service("a"), Messages.Text("a")] }),
        Messages.Encode(Messages.Response(
            new DnsRecord(DnsName.Local, NsecData.Of(DnsName.Local, DnsType.A), 120), Messages.Address("a", "fe80::1"))),
    ];

    [TestMethod]
    public void TryRead_RandomOrMutatedPackets_ReturnsMessageOrError()
    {
        var random = new Random(Seed);
        var (messages, maxAllocated) = (0, 0L);
        for (var i = 0; i < Inputs; i++)
        {
            var packet = NextPacket(random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var isMessage = DnsMessageReader.TryRead(packet, out var message, out var error);
            maxAllocated = Math.Max(maxAllocated, (GC.GetAllocatedBytesForCurrentThread() - before) / Math.Max(64, packet.Length));

            Assert.AreNotEqual(isMessage, error is not null, $"Input {i}.");
            if (isMessage)
            {
                messages++;
                DnsMessageTests.AssertSame(message!, Messages.Decode(Messages.Encode(message!)));
            }
        }

        Assert.IsGreaterThan(Inputs / 20, messages, "Too few inputs are valid messages to test the later checks.");
        Assert.IsLessThan(MaxAllocatedPerPacketByte, maxAllocated);
    }

    [TestMethod]
    public void TryRead_DecompressionBomb_AllocatesLessThanOneMegabyte()
    {
        // A name of 255 bytes with 127 pointers, and as many pointers to it as fit.
        var packet = new List<byte>([0, 0, 0x84, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xF0, 0, 1, 0, 0, 0, 0, 1, 254]);
        packet.AddRange([1, (byte)'a', 0]);
        for (var i = 0; i < 126 && packet.Count < 9000; i++)
        {
            var target = packet.Count - (i == 0 ? 3 : 4);
            packet.AddRange([1, (byte)'a', (byte)(0xC0 | (target >> 8)), (byte)target]);
        }

        var deepest = packet.Count - 4;
        packet[21] = (byte)((packet.Count - 23) >> 8);
        packet[22] = (byte)(packet.Count - 23);
        var records = 1;
        while (packet.Count + 14 <= 8972)
        {
            packet.AddRange([(byte)(0xC0 | (deepest >> 8)), (byte)deepest, 0, 12, 0, 1, 0, 0, 0, 0, 0, 2, (byte)(0xC0 | (deepest >> 8)), (byte)(deepest - 4)]);
            records++;
        }

        (packet[6], packet[7]) = ((byte)(records >> 8), (byte)records);
        var bytes = packet.ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var isMessage = DnsMessageReader.TryRead(bytes, out var message, out var error);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.IsTrue(isMessage, error);
        Assert.HasCount(255, message!.Answers[^1].Name.Wire.ToArray());
        Assert.IsLessThan(1024 * 1024, allocated);
    }

    [TestMethod]
    public void Receive_RandomOrMutatedPackets_NodeKeepsWorking()
    {
        var link = new VirtualLink();
        var node = link.Join();
        node.Publish(Profiles.Station("station"));
        var subscription = node.Subscribe();
        link.RunSeconds(5);
        subscription.ReadAll();
        link.Sent.Clear();
        var random = new Random(Seed);
        for (var i = 0; i < Inputs / 2; i++)
        {
            link.Inject(NextPacket(random), $"127.0.0.{random.Next(1, 3)}", random.Next(4) == 0 ? 40000 : VirtualLink.Port);
            if (i % 1000 == 0)
            {
                link.Run(TimeSpan.FromMilliseconds(100));
                subscription.ReadAll();
            }
        }

        link.RunSeconds(5);
        Assert.IsLessThanOrEqualTo(4096, node.Engine.CachedRecords);
        Assert.IsLessThan(1000, link.Sent.Count(sent => sent.To is null), "Packets multicast in 15 s.");

        // Conflicts that the packets caused are resolved within a minute.
        link.RunSeconds(60);
        link.Sent.Clear();
        link.Inject(Messages.Query(new DnsQuestion(Messages.Host("unknown"), DnsType.A)));
        link.Inject(Messages.Announcement("station-2"));
        link.RunSeconds(1);
        CollectionAssert.Contains(subscription.ReadAll(), "Found station-2");
    }

    [TestMethod]
    public void Receive_FloodOfInstances_LimitsCacheAndTraffic()
    {
        var link = new VirtualLink();
        var node = link.Join();
        node.Subscribe();
        link.RunSeconds(1);
        link.Sent.Clear();
        for (var i = 0; i < 20_000; i++)
        {
            link.Inject(Messages.Response(Messages.Pointer($"station-{i}"), Messages.Address($"host-{i}")));
        }

        link.RunSeconds(10);

        Assert.IsLessThanOrEqualTo(4096, node.Engine.CachedRecords);
        Assert.IsLessThan(1000, link.Sent.Count);
        Assert.IsLessThan(1_000_000, link.Sent.Sum(sent => sent.Packet.Length));

        // A query has at most 256 questions and those of one more instance, and is not repeated immediately.
        var queries = link.Sent.GroupBy(sent => sent.At).ToList();
        Assert.IsGreaterThan(2, queries.Count);
        Assert.IsLessThanOrEqualTo(260, queries.Max(query => query.Sum(sent => sent.Message.Questions.Length)));
        Assert.IsGreaterThanOrEqualTo(20, queries.Zip(queries.Skip(1), (first, second) => (second.Key - first.Key).TotalMilliseconds).Min());
    }

    private static byte[] NextPacket(Random random)
    {
        if (random.Next(4) == 0)
        {
            var noise = new byte[random.Next(0, 600)];
            random.NextBytes(noise);
            return noise;
        }

        var packet = Valid[random.Next(Valid.Length)].ToList();
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            var at = random.Next(packet.Count);
            switch (random.Next(7))
            {
                case 0:
                    packet[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    packet[at] = (byte)random.Next(256);
                    break;
                case 2:
                    packet.RemoveRange(at, packet.Count - at);
                    packet.Add(0);
                    break;
                case 3:
                    packet.InsertRange(at, packet.Take(random.Next(packet.Count)).ToList());
                    break;
                case 4:
                    packet[at] = 0xC0;
                    packet.Insert(at + 1, (byte)random.Next(packet.Count));
                    break;
                case 5 when packet.Count > 8:
                    packet[4 + random.Next(4)] = (byte)random.Next(4);
                    break;
                default:
                    packet.AddRange(packet[at..]);
                    break;
            }
        }

        return [.. packet];
    }
}
