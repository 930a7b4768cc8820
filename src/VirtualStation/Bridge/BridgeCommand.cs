using System.Net;
using VirtualStation.CommandLine;
using VirtualStation.Runtime;

namespace VirtualStation.Bridge;

/// <summary><c>virtual-station bridge</c>: a pseudo-terminal for a firmware, connected to the TCP port of an emulator.</summary>
internal static class BridgeCommand
{
    public const string Name = "bridge";
    public const string Summary = "A serial line: a pseudo-terminal for a firmware, connected to an emulator's TCP port.";

    private static readonly CommandOption Link = new("--pty-link", "PATH", "The symbolic link to the pseudo-terminal. It appears once the emulator answers.");
    private static readonly CommandOption Tcp = new("--rapi-tcp", "HOST:PORT", "The emulator's serial protocol (RAPI).");
    private static readonly CommandOption[] Options = [Link, Tcp, CommandOption.Help];

    /// <summary>Runs the bridge until it is stopped. It survives the end of the firmware and of the emulator.</summary>
    /// <exception cref="StationException">An option is invalid, or no pseudo-terminal could be opened.</exception>
    public static async Task RunAsync(IReadOnlyList<string> args, CommandEnvironment environment)
    {
        var arguments = Arguments.Parse(Name, Options, args, environment.GetVariable);
        if (arguments.Has(CommandOption.Help))
        {
            await environment.Output.WriteAsync(HelpText.Render(
                Name,
                Summary,
                Options,
                """
                The log has each line with its direction and its time in seconds since the start.
                An answer that comes after 400 ms or after the firmware's next command is dropped.
                A file beside the link, of its name and .fault, causes a fault: drop, garble, delay MILLISECONDS or hang-up.
                """));
            return;
        }

        var link = arguments.Require(Link, text => text.Length > 0 ? text : null, "a path");
        var emulator = arguments.Require(Tcp, EndPointOf, "a host and a port, for example 127.0.0.1:8023");
        try
        {
            var lifecycle = environment.Lifecycle;
            await new SerialBridge(link, emulator, new LineLog(environment.Output, lifecycle), lifecycle.SetReady).RunAsync(lifecycle.Stopping);
        }
        catch (IOException failure)
        {
            throw new StationException(ExitCode.Failure, failure.Message, failure);
        }
    }

    private static DnsEndPoint? EndPointOf(string text) =>
        text.LastIndexOf(':') is var colon and > 0 && int.TryParse(text.AsSpan(colon + 1), out var port) && port is > 0 and <= IPEndPoint.MaxPort
            ? new DnsEndPoint(text[..colon], port)
            : null;
}
