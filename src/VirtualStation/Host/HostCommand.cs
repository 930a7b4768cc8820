using VirtualStation.CommandLine;
using VirtualStation.Hosting;

namespace VirtualStation.Host;

/// <summary><c>virtual-station host</c>: many stations in one process. A runtime that starts costs thirty times what a station in a running one does.</summary>
internal static class HostCommand
{
    public const string Name = "host";
    public const string Summary = "Runs emulators and firmwares in one process, by orders on its input.";

    private static readonly Option Help = new("--help", null, "This text.") { Alias = "-h" };

    /// <summary>Takes orders, a line of JSON each, and tells of every end; runs until SIGTERM or SIGINT, also when no more orders can come.</summary>
    /// <exception cref="StationException">A wrong option.</exception>
    public static async Task RunAsync(IReadOnlyList<string> args, Surroundings around)
    {
        var arguments = Arguments.Parse(Name, [Help], args, around.Variable);
        if (arguments.Has(Help))
        {
            await around.Output.WriteAsync(HelpText.Of(
                Name,
                Summary,
                [Help],
                """{"do":"start","id":1,"arguments":["firmware","--help"],"environment":{},"directory":"/tmp","log":"/tmp/1.log"}: starts what the arguments say.""",
                """{"do":"stop","id":1}: ends it as SIGTERM does. {"do":"cut","id":1}: ends it as SIGKILL does. {"do":"mark","id":1,"line":"text"}: writes into its log.""",
                """It writes {"id":1,"exitCode":0} when one has ended, and {"error":"text"} to an order that it does not understand."""));
            return;
        }

        // Handlers of many stations share the pool, and what it has beyond a thread a core comes at two a second.
        ThreadPool.SetMinThreads(Environment.ProcessorCount * 8, Environment.ProcessorCount * 8);
        await new StationHost(around.Output).RunAsync(Console.OpenStandardInput(), around.Power.Off);
    }
}
