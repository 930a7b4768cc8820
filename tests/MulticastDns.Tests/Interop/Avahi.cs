using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using MulticastDns.Codec;
using MulticastDns.Tests.Wire;

namespace MulticastDns.Tests.Interop;

/// <summary>The Avahi that answers on the system bus, which DBUS_SYSTEM_BUS_ADDRESS names.</summary>
internal static class Avahi
{
    /// <summary>Where it is 1, a missing Avahi fails the tests that need it instead of leaving them inconclusive.</summary>
    private const string RequiredVariable = "MDNS_TESTS_REQUIRE_AVAHI";

    /// <summary>Goes on only if Avahi answers, on the bus and on the loopback interface.</summary>
    public static async Task RequireAsync(CancellationToken ct)
    {
        var hostName = await HostNameAsync(ct);

        // As a legacy resolver: Avahi answers it at once, even what it has just told everybody.
        await using var tap = new LinkTap(MulticastLink.Loopback, new IPEndPoint(IPAddress.Loopback, 0));
        var question = new DnsQuestion(DnsName.Of(hostName.Split('.')), DnsType.A);
        tap.Send(new DnsMessage(4711, DnsFlags.None, [question], [], [], []));
        try
        {
            await tap.NextAsync(
                $"an answer for {hostName} on {MulticastLink.Loopback}",
                message => message.IsResponse && message.Answers.Any(record => record.Name.Equals(question.Name)),
                ct);
        }
        catch (AssertFailedException silence)
        {
            Missing($"Avahi answers on the bus but not on the loopback interface (allow-interfaces=lo): {silence.Message}");
        }
    }

    private static async Task<string> HostNameAsync(CancellationToken ct)
    {
        try
        {
            var (exitCode, output, error) = await Tool.RunAsync(
                "dbus-send", ["--system", "--print-reply=literal", "--dest=org.freedesktop.Avahi", "/", "org.freedesktop.Avahi.Server.GetHostNameFqdn"], ct);
            if (exitCode != 0)
            {
                Missing($"Avahi doesn't answer on the system bus: {error}");
            }

            await Tool.RunAsync("avahi-browse", ["--version"], ct);
            await Tool.RunAsync("avahi-publish", ["--version"], ct);
            return output;
        }
        catch (Win32Exception missing)
        {
            Missing($"Avahi's tools and dbus-send are not installed: {missing.Message}");
            throw;
        }
    }

    [DoesNotReturn]
    private static void Missing(string reason)
    {
        if (Environment.GetEnvironmentVariable(RequiredVariable) == "1")
        {
            Assert.Fail($"{RequiredVariable} is 1, and {reason}");
        }

        Assert.Inconclusive(reason);
    }
}
