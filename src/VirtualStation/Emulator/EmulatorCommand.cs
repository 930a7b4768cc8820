using System.Net;
using VirtualStation.CommandLine;
using VirtualStation.Http;
using VirtualStation.Runtime;

namespace VirtualStation.Emulator;

/// <summary><c>virtual-station emulator</c>: a charger with the interfaces of the public OpenEVSE emulator.</summary>
internal static class EmulatorCommand
{
    public const string Name = "emulator";
    public const string Summary = "An OpenEVSE charger: an HTTP API to control it, and its serial protocol (RAPI) over TCP.";

    private static readonly CommandOption WebHost = new(
        "--web-host", "ADDRESS", "The address of HTTP and RAPI; 0.0.0.0 for all interfaces, as in a container.", "WEB_HOST", "127.0.0.1");

    private static readonly CommandOption WebPort = new("--web-port", "PORT", "The HTTP port.", "WEB_PORT", "8080");

    private static readonly CommandOption SerialMode = new(
        "--serial-mode", "MODE", "'tcp' serves RAPI over TCP; 'pty', the default of the public emulator, serves no RAPI here.", "SERIAL_MODE", "pty");

    private static readonly CommandOption SerialPort = new("--serial-tcp-port", "PORT", "The RAPI port.", "SERIAL_TCP_PORT", "8023");

    private static readonly CommandOption BackOff = new(
        "--serial-reconnect-backoff", "MS", "Delay between two RAPI clients.", "SERIAL_RECONNECT_BACKOFF", "1000");

    private static readonly CommandOption Tick = new("--simulation-update-interval-ms", "MS", "The tick of the simulation.", Default: "1000");

    private static readonly CommandOption Behaviour = new(
        "--behaviour", "NAME", "'public' follows the public emulator, 'charger' a real charger: it confirms a new pilot and can be woken.", Default: "public");

    private static readonly CommandOption[] Options =
        [WebHost, WebPort, SerialMode, SerialPort, BackOff, Tick, Behaviour, CommandOption.TimeFactor, CommandOption.Clock, CommandOption.Help];

    /// <summary>Runs the emulator until it is stopped.</summary>
    /// <exception cref="StationException">An option is invalid, or a port is in use.</exception>
    public static async Task RunAsync(IReadOnlyList<string> args, CommandEnvironment environment)
    {
        var arguments = Arguments.Parse(Name, Options, args, environment.GetVariable);
        if (arguments.Has(CommandOption.Help))
        {
            const string Note = "By default it listens on loopback only; the public emulator listens on all addresses.";
            await environment.Output.WriteAsync(HelpText.Render(Name, Summary, Options, Note));
            return;
        }

        var host = arguments.Address(WebHost);
        var webPort = arguments.Port(WebPort);
        var rapiPort = arguments.Port(SerialPort);
        var mode = arguments.Require(SerialMode, text => text is "tcp" or "pty" ? text : null, "'tcp' or 'pty'");
        var time = arguments.Time();
        var backOff = time.ToWallClock(TimeSpan.FromMilliseconds(arguments.Integer(BackOff, 0, 3_600_000)));
        var behaviour = arguments.Require(Behaviour, text => text is "public" or "charger" ? text : null, "'public' or 'charger'");
        var tick = TimeSpan.FromMilliseconds(arguments.Integer(Tick, 1, 3_600_000));

        var log = new LineLog(environment.Output, environment.Lifecycle);
        var charger = new ChargerSimulation(time, tick, behaviour == "charger" ? EmulatorBehaviour.Charger : EmulatorBehaviour.Public);
        using var rapi = mode == "tcp" ? new RapiServer(new IPEndPoint(host, rapiPort), charger, backOff, log) : null;
        await using var http = await HttpServer.StartAsync(host, webPort, new EmulatorApi(charger).Handle, log, environment.Lifecycle);
        log.Write(rapi is null ? "Serial port: none (SERIAL_MODE is not tcp)" : $"Serial port: TCP {host}:{rapiPort}");
        log.Write($"Web API: http://{host}:{webPort}");
        await BackgroundLoops.RunAsync(environment.Lifecycle.Stopping, charger.RunAsync, rapi is null ? null : rapi.RunAsync);
        log.Write("Emulator stopped.");
    }
}
