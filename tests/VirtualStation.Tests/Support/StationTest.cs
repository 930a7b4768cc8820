namespace VirtualStation.Tests.Support;

/// <summary>A test with real station processes. What it starts is ended on every way out; if it failed, the stations' logs go into its output.</summary>
public abstract class StationTest
{
    private static readonly Dictionary<string, string?> NoSettings = new[]
    {
        "WEB_HOST", "WEB_PORT", "SERIAL_MODE", "SERIAL_TCP_PORT", "SERIAL_RECONNECT_BACKOFF",
        "OPENEVSE_CHIP_ID", "OPENEVSE_CONTRACT", "OPENEVSE_MDNS_LINK", "OPENEVSE_HTTP_BIND", "OPENEVSE_TIME_FACTOR", "OPENEVSE_DEFECT",
    }.ToDictionary(name => name, _ => null as string);

    private readonly List<ChildProcess> _processes = [];
    private readonly List<IDisposable> _others = [];
    private string? _link;

    public required TestContext TestContext { get; init; }

    protected CancellationToken Token => TestContext.CancellationToken;

    /// <summary>The multicast link of this test alone.</summary>
    internal string Link => _link ??= $"239.255.{Random.Shared.Next(1, 255)}.{Random.Shared.Next(1, 255)}:{FreePorts.Udp()}@127.0.0.1";

    private static string Executable => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "virtual-station.exe" : "virtual-station");

    [TestCleanup]
    public async Task EndAllAsync()
    {
        foreach (var process in _processes)
        {
            if (TestContext.CurrentTestOutcome != UnitTestOutcome.Passed)
            {
                TestContext.WriteLine($"--- process {process.Id} ---\n{process.Output}");
            }

            await process.DisposeAsync();
        }

        _others.ForEach(other => other.Dispose());
    }

    internal TestDirectory NewDirectory() => Keep(new TestDirectory());

    internal StationClient NewClient(int port) => Keep(new StationClient(port));

    /// <summary>Starts the executable; environment variables of the machine that it would read are taken away.</summary>
    internal ChildProcess Run(string directory, IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        Start(Executable, directory, NoSettings.Concat(environment).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value), arguments);

    internal ChildProcess Start(string file, string directory, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        var process = ChildProcess.Start(file, arguments, directory, environment);
        _processes.Add(process);
        return process;
    }

    /// <summary>Starts an emulator and waits until it answers.</summary>
    internal async Task<EmulatorStation> StartEmulatorAsync(params string[] arguments)
    {
        while (true)
        {
            var (web, rapi) = (FreePorts.Tcp(), FreePorts.Tcp());
            var process = Run(
                Path.GetTempPath(),
                new Dictionary<string, string?> { ["WEB_PORT"] = $"{web}", ["SERIAL_MODE"] = "tcp", ["SERIAL_TCP_PORT"] = $"{rapi}" },
                ["emulator", .. arguments]);
            var client = NewClient(web);
            if (await IsReadyAsync(process, client, "/api/status"))
            {
                return new EmulatorStation(process, client, rapi);
            }
        }
    }

    /// <summary>Starts a firmware in a directory of its own and waits until it answers.</summary>
    internal Task<FirmwareStation> StartFirmwareAsync(int number = 0, string contract = "2026-07", params string[] arguments) =>
        StartFirmwareAsync(NewDirectory(), number, contract, arguments);

    /// <summary>Starts a firmware and waits until it answers. The same directory is the same station.</summary>
    internal async Task<FirmwareStation> StartFirmwareAsync(TestDirectory directory, int number = 0, string contract = "2026-07", params string[] arguments)
    {
        while (true)
        {
            var port = FreePorts.Tcp();
            var process = Run(
                directory.Path,
                new Dictionary<string, string?> { ["OPENEVSE_CHIP_ID"] = $"0x56789{number}abcdef", ["OPENEVSE_CONTRACT"] = contract, ["OPENEVSE_MDNS_LINK"] = Link },
                ["firmware", "--set-config", $"www_http_port={port}", "--set-config", $"hostname=openevse-native-{number}", .. arguments]);
            var client = NewClient(port);
            if (await IsReadyAsync(process, client, "/config"))
            {
                return new FirmwareStation(process, client, directory, number);
            }
        }
    }

    private T Keep<T>(T other)
        where T : IDisposable
    {
        _others.Add(other);
        return other;
    }

    // False: a stranger was quicker to take the port.
    private async Task<bool> IsReadyAsync(ChildProcess process, StationClient client, string path)
    {
        await Wait.UntilAsync(
            $"{path} answers 200 on port {client.Port}",
            async () =>
            {
                if (process.HasExited)
                {
                    return process.Output.Contains("is taken", StringComparison.Ordinal) ? null : throw new AssertFailedException($"The station ended:\n{process.Output}");
                }

                try
                {
                    return (await client.GetAsync(path, Token)).Status == 200 ? null : "another status";
                }
                catch (HttpRequestException failure)
                {
                    return failure.Message;
                }
            },
            Token);
        return !process.HasExited;
    }
}
