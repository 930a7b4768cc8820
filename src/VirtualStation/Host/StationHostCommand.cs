using VirtualStation.CommandLine;

namespace VirtualStation.Host;

/// <summary>
/// <c>virtual-station host</c>: runs many stations in one process. Starting a .NET process takes thirty times as long as starting a station in one.
/// </summary>
internal static class StationHostCommand
{
    public const string Name = "host";
    public const string Summary = "Runs emulators and firmwares in one process, as requested on standard input.";
    private const int MinimumThreadsPerCore = 8;

    private static readonly CommandOption[] Options = [CommandOption.Help];

    /// <summary>Serves requests until SIGTERM or SIGINT. The end of standard input does not stop it.</summary>
    /// <exception cref="StationException">An option is invalid.</exception>
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
                Each line of standard input is a request:
                  {"action":"start","id":1,"arguments":["firmware","--help"],"environment":{},"directory":"/tmp","log":"/tmp/1.log"}
                  {"action":"stop","id":1}                 stops the station, as SIGTERM does
                  {"action":"kill","id":1}                 kills the station, as SIGKILL does
                  {"action":"freeze","id":1}               freezes the station, as SIGSTOP does
                  {"action":"thaw","id":1}                 lets it continue, as SIGCONT does
                  {"action":"log","id":1,"line":"text"}    writes a line to the station's log
                """,
                """
                Standard output: {"id":1,"done":"start"} when a station can be used, {"id":1,"done":"freeze"} when it is frozen, likewise "thaw",
                {"id":1,"exitCode":0} when it has exited, {"error":"text"} for an invalid request.
                """));
            return;
        }

        // All stations share the thread pool, which adds only two threads a second beyond its minimum.
        var threads = Environment.ProcessorCount * MinimumThreadsPerCore;
        ThreadPool.SetMinThreads(threads, threads);
        await new StationHost(environment.Output).RunAsync(Console.OpenStandardInput(), environment.Lifecycle.Stopping);
    }
}
