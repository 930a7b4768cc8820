using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using MulticastDns.Tests.Wire;

namespace MulticastDns.Tests.Interop;

/// <summary>The Avahi daemon on the system bus, or on the bus that DBUS_SYSTEM_BUS_ADDRESS specifies.</summary>
internal static class Avahi
{
    /// <summary>If 1, tests that need Avahi fail without it; otherwise they are inconclusive.</summary>
    private const string RequiredVariable = "MDNS_TESTS_REQUIRE_AVAHI";

    /// <summary>Ends the test unless Avahi answers on the bus and on the loopback interface.</summary>
    public static async Task RequireAsync(CancellationToken ct)
    {
        var hostName = await HostNameAsync(ct);

        // Responses to legacy resolvers are not limited to one a second.
        await using var resolver = new LinkSocket(MulticastLink.Loopback, new IPEndPoint(IPAddress.Loopback, 0));
        var question = new DnsQuestion(DnsName.Of(hostName.Split('.')), DnsType.A);
        resolver.Send(Messages.Query(question) with { Id = 4711 });
        try
        {
            await resolver.WaitAsync(
                $"a response for {hostName} on {MulticastLink.Loopback}",
                message => message.IsResponse && message.Answers.Any(record => record.Name.Equals(question.Name)),
                ct);
        }
        catch (AssertFailedException exception)
        {
            End($"Avahi answers on the bus but not on the loopback interface. Set allow-interfaces=lo. {exception.Message}");
        }
    }

    private static async Task<string> HostNameAsync(CancellationToken ct)
    {
        try
        {
            var (exitCode, output, error) = await CommandLineTool.RunAsync(
                "dbus-send", ["--system", "--print-reply=literal", "--dest=org.freedesktop.Avahi", "/", "org.freedesktop.Avahi.Server.GetHostNameFqdn"], ct);
            if (exitCode != 0)
            {
                End($"Avahi does not answer on the system bus: {error}");
            }

            await CommandLineTool.RunAsync("avahi-browse", ["--version"], ct);
            await CommandLineTool.RunAsync("avahi-publish", ["--version"], ct);
            return output;
        }
        catch (Win32Exception exception)
        {
            End($"dbus-send, avahi-browse and avahi-publish are required: {exception.Message}");
            throw;
        }
    }

    [DoesNotReturn]
    private static void End(string reason)
    {
        if (Environment.GetEnvironmentVariable(RequiredVariable) == "1")
        {
            Assert.Fail($"{RequiredVariable} is 1. {reason}");
        }

        Assert.Inconclusive(reason);
    }
}
