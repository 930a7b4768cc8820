using System.Net;
using VirtualStation.CommandLine;
using VirtualStation.Hosting;

namespace VirtualStation.Emulator;

/// <summary><c>virtual-station emulator</c>: the charger.</summary>
internal static class EmulatorCommand
{
    public const string Name = "emulator";
    public const string Summary = "An OpenEVSE charger: HTTP API to act on it, serial protocol (RAPI) over TCP.";
    private const double HighestTimeFactor = 1000;

    private static readonly Option Help = new("--help", null, "This text.") { Alias = "-h" };
    private static readonly Option WebHost = new("--web-host", "ADDRESS", "The address HTTP and RAPI listen on; 0.0.0.0 for all, as a container needs it.") { Variable = "WEB_HOST", Default = "127.0.0.1" };
    private static readonly Option WebPort = new("--web-port", "PORT", "The HTTP port.") { Variable = "WEB_PORT", Default = "8080" };
    private static readonly Option SerialMode = new("--serial-mode", "MODE", "'tcp' offers RAPI over TCP; 'pty' (the public emulator's default) offers none here.") { Variable = "SERIAL_MODE", Default = "pty" };
    private static readonly Option SerialPort = new("--serial-tcp-port", "PORT", "The RAPI port.") { Variable = "SERIAL_TCP_PORT", Default = "8023" };
    private static readonly Option BackOff = new("--serial-reconnect-backoff", "MS", "Pause between one RAPI client and the next.") { Variable = "SERIAL_RECONNECT_BACKOFF", Default = "1000" };
    private static readonly Option Tick = new("--simulation-update-interval-ms", "MS", "The simulation's tick.") { Default = "1000" };
    private static readonly Option TimeFactor = new("--time-factor", "N", "Let the charger's time run N times as fast.") { Variable = "OPENEVSE_TIME_FACTOR", Default = "1" };
    private static readonly Option[] Options = [WebHost, WebPort, SerialMode, SerialPort, BackOff, Tick, TimeFactor, Help];

    /// <summary>Runs as long as it has power.</summary>
    /// <exception cref="StationException">A wrong option, or a port that is taken.</exception>
    public static async Task RunAsync(IReadOnlyList<string> args, Surroundings around)
    {
        var arguments = Arguments.Parse(Name, Options, args, around.Variable);
        if (arguments.Has(Help))
        {
            await around.Output.WriteAsync(HelpText.Of(Name, Summary, Options, "Its own default is loopback only, where the public emulator listens on every address."));
            return;
        }

        var host = arguments.Address(WebHost);
        var webPort = arguments.Port(WebPort);
        var rapiPort = arguments.Port(SerialPort);
        var mode = arguments.Require(SerialMode, text => text is "tcp" or "pty" ? text : null, "'tcp' or 'pty'");
        var time = new TimeScale(arguments.Positive(TimeFactor, HighestTimeFactor));
        var backOff = time.Real(TimeSpan.FromMilliseconds(arguments.Integer(BackOff, 0, 3_600_000)));
        var tick = TimeSpan.FromMilliseconds(arguments.Integer(Tick, 1, 3_600_000));

        var log = new LineLog(around.Output, around.Power);
        var charger = new Charger(time, tick);
        using var rapi = mode == "tcp" ? new RapiServer(new IPEndPoint(host, rapiPort), charger, backOff, log) : null;
        await using var http = await HttpService.StartAsync(host, webPort, new EmulatorApi(charger).Answer, log, around.Power);
        log.Write(rapi is null ? "Serial port: none (SERIAL_MODE is not tcp)" : $"Serial port: TCP {host}:{rapiPort}");
        log.Write($"Web API: http://{host}:{webPort}");
        await BackgroundWork.UntilStoppedAsync(around.Power.Off, charger.RunAsync, rapi is null ? null : rapi.RunAsync);
        log.Write("Emulator stopped.");
    }
}
