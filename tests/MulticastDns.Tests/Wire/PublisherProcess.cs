using System.Diagnostics;
using System.Globalization;
using MulticastDns.Tests.Support;

namespace MulticastDns.Tests.Wire;

/// <summary>A process that publishes a station; its program is <see cref="PublisherProgram"/>.</summary>
internal sealed class PublisherProcess : IAsyncDisposable
{
    private readonly Process _process;

    private PublisherProcess(Process process) => _process = process;

    /// <summary>Starts the process and waits until the service is announced.</summary>
    public static async Task<PublisherProcess> StartAsync(MulticastLink link, string name, int port, CancellationToken ct)
    {
        string[] arguments = [typeof(PublisherProgram).Assembly.Location, link.ToString(), name, port.ToString(CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new AssertFailedException("dotnet was not started.");
        var line = await process.StandardOutput.ReadLineAsync(ct);
        if (line != PublisherProgram.Announced)
        {
            Assert.Fail($"Expected '{PublisherProgram.Announced}', but the process printed '{line}' and '{await process.StandardError.ReadToEndAsync(ct)}'.");
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

/// <summary>The entry point of the test assembly: publishes a station until its standard input is closed. Arguments: LINK NAME PORT.</summary>
internal static class PublisherProgram
{
    public const string Announced = "announced";

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
}
