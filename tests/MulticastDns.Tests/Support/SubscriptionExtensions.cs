using MulticastDns.Engine;

namespace MulticastDns.Tests.Support;

internal static class SubscriptionExtensions
{
    /// <summary>The events that are there, as "Found name".</summary>
    public static List<string> Drain(this Subscription subscription)
    {
        var events = new List<string>();
        while (subscription.Events.TryRead(out var next))
        {
            events.Add($"{next.Kind} {next.Instance.Instance}");
        }

        return events;
    }
}
