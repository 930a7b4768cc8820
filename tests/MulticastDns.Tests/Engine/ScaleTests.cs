using MulticastDns.Tests.Support;

namespace MulticastDns.Tests.Engine;

[TestClass]
public sealed class ScaleTests
{
    [TestMethod]
    public void ThirtyTwoNodes_StartTogether_SeeExactlyEachOtherWithFewPackets()
    {
        var link = new VirtualLink();
        var subscriptions = Enumerable.Range(0, 32).Select(i =>
        {
            var node = link.Join();
            node.Publish(Profiles.Station($"station-{i}", 8000 + i));
            return node.Subscribe();
        }).ToList();

        link.RunSeconds(5);

        var expected = Enumerable.Range(0, 32).Select(i => $"Found station-{i}").ToList();
        foreach (var subscription in subscriptions)
        {
            CollectionAssert.AreEquivalent(expected, subscription.Drain());
        }

        var responses = link.Wire.Count(sent => sent.Message.IsResponse);
        var queries = link.Wire.Count(sent => !sent.Message.IsResponse && sent.Message.Authorities.IsEmpty);
        Console.WriteLine($"{link.Wire.Count} packets: {responses} responses, {queries} queries");
        Assert.IsLessThan(300, link.Wire.Count);
    }
}
