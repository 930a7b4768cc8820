using System.Globalization;

namespace MulticastDns.Tests.Support;

/// <summary>The other process of a test: publishes a station on a link until its input ends. Arguments: LINK NAME PORT.</summary>
internal static class PeerProgram
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not [var text, var name, var port] || !MulticastLink.TryParse(text, out var link, out _))
        {
            await Console.Error.WriteLineAsync("usage: LINK NAME PORT");
            return 2;
        }

        try
        {
            await using var node = new MulticastDnsNode(link, log: Console.Error.WriteLine);
            await node.StartAsync(CancellationToken.None);
            await using var service = await node.PublishAsync(Profiles.Station(name, int.Parse(port, CultureInfo.InvariantCulture)), CancellationToken.None);
            await Console.Out.WriteLineAsync("established");
            await Console.In.ReadToEndAsync();
            return 0;
        }
        catch (Exception failure) when (failure is ServiceNameConflictException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }
}
