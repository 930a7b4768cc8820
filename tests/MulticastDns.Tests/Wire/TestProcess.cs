using System.Diagnostics;
using Makaretu.Dns;

namespace MulticastDns.Tests.Wire;

/// <summary>A process that publishes a station; its program is <see cref="TestProgram"/>.</summary>
internal sealed class PublisherProcess : IAsyncDisposable
{
    private readonly Process _process;

    private PublisherProcess(Process process) => _process = process;

    /// <summary>Starts the process and waits until the service is announced.</summary>
    public static async Task<PublisherProcess> StartAsync(MulticastLink link, string name, int port, CancellationToken ct, params string[] commandPrefix)
    {
        string[] command = [.. commandPrefix, "dotnet", TestProgram.Path, link.ToString(), name, port.ToString()];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new AssertFailedException($"{command[0]} was not started.");
        var line = await process.StandardOutput.ReadLineAsync(ct);
        if (line != TestProgram.Announced)
        {
            Assert.Fail($"Expected '{TestProgram.Announced}', but the process printed '{line}' and '{await process.StandardError.ReadToEndAsync(ct)}'.");
        }

        return new PublisherProcess(process);
    }

    /// <summary>Ends the process, which sends a goodbye.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}

/// <summary>
/// The entry point of the test assembly. With the arguments LINK NAME PORT it publishes a station; without arguments it browses with
/// Makaretu.Dns.Multicast and prints "NAME PORT" for each station. It exits when its standard input is closed.
/// </summary>
internal static class TestProgram
{
    public const string Announced = "announced";

    public static string Path { get; } = typeof(TestProgram).Assembly.Location;

    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case []:
                await BrowseWithMakaretuAsync();
                return 0;
            case [var text, var name, var port] when MulticastLink.TryParse(text, out var link, out _):
                return await PublishAsync(link, Profiles.Station(name, int.Parse(port)));
            default:
                await Console.Error.WriteLineAsync("usage: [LINK NAME PORT]");
                return 2;
        }
    }

    private static async Task<int> PublishAsync(MulticastLink link, MulticastDns.ServiceProfile profile)
    {
        try
        {
            await using var node = new MulticastDnsNode(link, log: Console.Error.WriteLine);
            await node.StartAsync(CancellationToken.None);
            await using var service = await node.PublishAsync(profile, CancellationToken.None);
            await Console.Out.WriteLineAsync(Announced);
            await Console.In.ReadToEndAsync();
            return 0;
        }
        catch (Exception exception) when (exception is ServiceNameConflictException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    private static async Task BrowseWithMakaretuAsync()
    {
        using var multicast = new MulticastService { UseIpv6 = false };
        using var discovery = new ServiceDiscovery(multicast);
        discovery.ServiceInstanceDiscovered += (_, found) => multicast.SendQuery(found.ServiceInstanceName, type: Makaretu.Dns.DnsType.SRV);
        multicast.AnswerReceived += (_, answer) =>
        {
            foreach (var service in answer.Message.Answers.OfType<SRVRecord>())
            {
                Console.WriteLine($"{service.Name.Labels[0]} {service.Port}");
            }
        };
        multicast.NetworkInterfaceDiscovered += (_, _) => discovery.QueryServiceInstances(Profiles.Type);
        multicast.Start();
        await Console.In.ReadToEndAsync();
    }
}
