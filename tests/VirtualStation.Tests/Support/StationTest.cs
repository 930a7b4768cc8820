using System.Collections.Concurrent;
using System.Text;

namespace VirtualStation.Tests.Support;

/// <summary>The base of tests that start stations. It kills them after each test, and prints their output if the test has failed.</summary>
public abstract class StationTest
{
    private static readonly Dictionary<string, string?> CleanEnvironment = new[]
    {
        "WEB_HOST", "WEB_PORT", "SERIAL_MODE", "SERIAL_TCP_PORT", "SERIAL_RECONNECT_BACKOFF",
        "OPENEVSE_CHIP_ID", "OPENEVSE_CONTRACT", "OPENEVSE_MDNS_LINK", "OPENEVSE_HTTP_BIND", "OPENEVSE_TIME_FACTOR", "OPENEVSE_MUTANT",
    }.ToDictionary(name => name, _ => null as string);

    // Stations of a test are started concurrently.
    private readonly ConcurrentQueue<StationRun> _runs = [];
    private readonly ConcurrentQueue<IDisposable> _resources = [];

    public required TestContext TestContext { get; init; }

    /// <summary>Whether stations run in processes of their own instead of that of the tests.</summary>
    protected bool HasOwnProcesses { get; set; }

    protected CancellationToken Token => TestContext.CancellationToken;

    /// <summary>A multicast link that no other test uses.</summary>
    internal string Link { get; } = $"239.255.{Random.Shared.Next(1, 255)}.{Random.Shared.Next(1, 255)}:{FreePorts.Udp()}@127.0.0.1";

    private static string Executable => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "virtual-station.exe" : "virtual-station");

    [TestCleanup]
    public async Task CleanUpAsync()
    {
        foreach (var (index, run) in _runs.Index())
        {
            if (TestContext.CurrentTestOutcome != UnitTestOutcome.Passed)
            {
                TestContext.WriteLine($"--- station {index + 1} ---\n{run.Output}");
            }

            await run.DisposeAsync();
        }

        foreach (var resource in _resources)
        {
            resource.Dispose();
        }
    }

    internal TestDirectory NewDirectory() => Track(new TestDirectory());

    internal StationClient NewClient(int port) => Track(new StationClient(port));

    /// <summary>Runs <c>virtual-station</c> in a directory of its own.</summary>
    internal StationRun Run(params IEnumerable<string> arguments) => Run(new Dictionary<string, string?>(), arguments);

    /// <summary>Runs <c>virtual-station</c> with environment variables in a directory of its own.</summary>
    internal StationRun Run(IReadOnlyDictionary<string, string?> environment, params IEnumerable<string> arguments) =>
        RunIn(NewDirectory(), environment, arguments);

    /// <summary>Starts a <c>virtual-station host</c>. The caller disposes it.</summary>
    internal static StationProcess StartHost(TestDirectory directory) => StationProcess.Start(Executable, ["host"], directory.Path, CleanEnvironment);

    internal StationProcess Start(string file, TestDirectory directory, params IEnumerable<string> arguments) =>
        Keep(StationProcess.Start(file, arguments, directory.Path, new Dictionary<string, string?>()));

    /// <summary>Sends a POST without the length of a body, which HTTP clients of .NET always send.</summary>
    internal async Task<Socket> PostWithoutLengthAsync(int port, string path)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), Token);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: x\r\n\r\n"), Token);
        return socket;
    }

    /// <summary>Starts an emulator and waits until it responds.</summary>
    internal Task<RunningEmulator> StartEmulatorAsync(params string[] arguments) => StartEmulatorAsync(FreePorts.Tcp(), arguments);

    internal async Task<RunningEmulator> StartEmulatorAsync(int rapi, params string[] arguments)
    {
        var web = FreePorts.Tcp();
        var environment = new Dictionary<string, string?> { ["WEB_PORT"] = $"{web}", ["SERIAL_MODE"] = "tcp", ["SERIAL_TCP_PORT"] = $"{rapi}" };
        var process = Run(environment, ["emulator", .. arguments]);
        var client = NewClient(web);
        await WaitUntilStartedAsync(process, client, "/api/status");
        return new RunningEmulator(process, client, rapi);
    }

    /// <summary>Starts a firmware in a directory of its own and waits until it responds.</summary>
    internal Task<RunningFirmware> StartFirmwareAsync(int number = 0, string contract = "2026-07", params string[] arguments) =>
        StartFirmwareAsync(NewDirectory(), number, contract, arguments);

    /// <summary>Starts a firmware and waits until it responds. It continues with the state in the directory.</summary>
    internal async Task<RunningFirmware> StartFirmwareAsync(TestDirectory directory, int number = 0, string contract = "2026-07", params string[] arguments)
    {
        var port = FreePorts.Tcp();
        var environment = new Dictionary<string, string?>
        {
            ["OPENEVSE_CHIP_ID"] = $"0x56789{number}abcdef",
            ["OPENEVSE_CONTRACT"] = contract,
            ["OPENEVSE_MDNS_LINK"] = Link,
        };
        string[] settings = ["--set-config", $"www_http_port={port}", "--set-config", $"hostname=openevse-native-{number}"];
        var process = RunIn(directory, environment, ["firmware", .. settings, .. arguments]);
        var client = NewClient(port);
        await WaitUntilStartedAsync(process, client, "/config");
        return new RunningFirmware(process, client, directory, number);
    }

    /// <summary>Waits until numbers in <c>GET /status</c> have values.</summary>
    internal Task WaitForStatusAsync(RunningFirmware firmware, params (string Name, double Value)[] expected) => Retry.UntilPassesAsync(
        async () =>
        {
            var status = (await firmware.Http.GetAsync("/status", Token)).Json;
            foreach (var (name, value) in expected)
            {
                var actual = status.GetProperty(name);
                Assert.AreEqual(JsonValueKind.Number, actual.ValueKind, name);
                Assert.AreEqual(value, actual.GetDouble(), name);
            }
        },
        Token);

    private StationRun RunIn(TestDirectory directory, IReadOnlyDictionary<string, string?> environment, IEnumerable<string> arguments)
    {
        var variables = CleanEnvironment.Concat(environment).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value);
        return HasOwnProcesses
            ? Keep(StationProcess.Start(Executable, arguments, directory.Path, variables))
            : Keep(HostedRun.Start(arguments, directory.Path, variables.ToDictionary(pair => pair.Key, pair => pair.Value ?? ""), NewDirectory().File("log")));
    }

    private TRun Keep<TRun>(TRun run)
        where TRun : StationRun
    {
        _runs.Enqueue(run);
        return run;
    }

    private T Track<T>(T resource)
        where T : IDisposable
    {
        _resources.Enqueue(resource);
        return resource;
    }

    private async Task WaitUntilStartedAsync(StationRun process, StationClient client, string path)
    {
        await Retry.UntilPassesAsync(
            async () =>
            {
                if (!process.HasExited)
                {
                    Assert.AreEqual(200, (await client.GetAsync(path, Token)).Status);
                }
            },
            Token);
        Assert.IsFalse(process.HasExited, process.Output);
    }
}
