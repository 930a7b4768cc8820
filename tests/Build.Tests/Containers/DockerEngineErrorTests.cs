namespace Build.Tests.Containers;

/// <summary>One lab on a fake Docker client: the engine refuses a container, starts one, is unavailable, and the lab stops.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class DockerEngineErrorTests
{
    private const string Refusal = "docker: Error response from daemon: no space left on device";
    private const string Unavailable = "Cannot connect to the Docker daemon. Is the docker daemon running?";

    private static Checkout _checkout = null!;
    private static FakeDocker _docker = null!;
    private static string _container = "";

    private static ApiResponse _refused = null!;
    private static ApiResponse _started = null!;
    private static ApiResponse _unavailable = null!;
    private static BuildResult _result = null!;
    private static IReadOnlyList<string> _orphans = [];

    [ClassInitialize]
    public static async Task RunAsync(TestContext context)
    {
        var cancellation = context.CancellationToken;
        _checkout = new Checkout(Installation.Shared, sessions: null, context);
        _docker = await FakeDocker.CreateAsync(_checkout, "127.0.0.1");
        var up = await _checkout.UpAsync("--stations=1", "--emulator=docker");
        _container = Assert.ContainsSingle(_docker.Containers);
        var connection = JsonSerializer.Deserialize<LabConnection>(
            await File.ReadAllTextAsync(_checkout.LabConnection, cancellation),
            JsonSerializerOptions.Web)!;
        using var api = new LabApi(connection.Url, connection.Token);

        _docker.Refuse(Refusal);
        _refused = await LeaseAsync();
        _started = await LeaseAsync();
        _docker.StopEngine(Unavailable);
        _unavailable = await LeaseAsync();
        _docker.StartEngine();

        up.Signal(Signals.Terminate);
        _result = await up.ExitAsync(cancellation);
        _orphans = [.. _docker.Containers, .. _checkout.Orphans];

        Task<ApiResponse> LeaseAsync() => api.SendAsync(Method.Post, "/leases", new { size = 1, fresh = true }, cancellation);
    }

    [ClassCleanup]
    public static async Task DisposeAsync() => await _checkout.DisposeAsync();

    [TestMethod]
    public void Lease_EngineRefuses_HasErrorAndLog()
    {
        Assert.AreEqual(409, _refused.Status, _refused.ToString());
        var pattern = @"^(station-\d+): the emulator was not started: docker run exited with exit code 125 after \d+\.\d s\.\nLast lines of its log:\n  \| "
            + Regex.Escape(Refusal) + @"\nLog: (.+/\1\.emulator\.fleet-\d+\.log)$";
        Assert.MatchesRegex(pattern, Detail(_refused));
        Assert.AreEqual(Refusal + "\n", File.ReadAllText(Regex.Match(Detail(_refused), pattern).Groups[2].Value));
    }

    [TestMethod]
    public void Lease_AfterARefusal_StartsAContainer() => Assert.HasCount(1, _started.Read<LeaseDocument>().Stations);

    [TestMethod]
    public void Lease_EngineUnavailable_ReportsThatTheRemovalFailed()
    {
        Assert.AreEqual(409, _unavailable.Status, _unavailable.ToString());
        Assert.MatchesRegex(@"^station-\d+: the emulator was not started: docker run exited with exit code 1 after ", Detail(_unavailable));
        Assert.EndsWith($"\nIts removal failed too: docker ps: {Unavailable}", Detail(_unavailable));
    }

    [TestMethod]
    public void Stop_Lab_RemovesItsContainers()
    {
        Assert.AreEqual(143, _result.ExitCode, _result.ToString());
        Assert.IsEmpty(_orphans, string.Join('\n', _orphans));
    }

    [TestMethod]
    public void Stop_Lab_LogsTheLastOutputOfContainers()
    {
        var logs = Directory.GetFiles(Path.Combine(_checkout.Results, "logs"), "*.emulator.*.log", SearchOption.AllDirectories).Select(File.ReadAllText);

        Assert.ContainsSingle(log => log.EndsWith($"last output of {_container}\n", StringComparison.Ordinal), logs);
    }

    private static string Detail(ApiResponse response) => JsonElement.Parse(response.Body).GetProperty("detail").GetString()!;
}
