namespace Build.Tests.Suite;

/// <summary>The traces of a run with a test that passes and one that fails.</summary>
[TestClass]
public sealed class TraceTests : BuildTest
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Passed = "LoadSharing.MSTest.PeerListTests.PeersInitialState_FreshStation_ListsNoOtherStation";
    private const string Failed = "LoadSharing.MSTest.DeletePeerTests.DeleteNonexistentPeer_UnknownHost_IsNotFound";

    private static IReadOnlyCollection<Span> _spans = [];

    [ClassInitialize]
    public static async Task RunAsync(TestContext context)
    {
        await using var collector = await OtlpCollector.StartAsync(context.CancellationToken);
        await using var checkout = new Checkout(Installation.Shared, sessions: null, context);
        checkout.Environment[Endpoint] = collector.Url;
        checkout.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        checkout.Environment["OPENEVSE_MUTANT"] = "error-as-html";
        var run = await checkout.RunAsync("--target=IntegrationTests", SuiteTests.Filter(SuiteTests.FreshStation, SuiteTests.DeleteUnknownPeer));
        Assert.AreEqual("1 passed, 1 failed", run.LastLine, run.ToString());
        _spans = collector.Spans;
    }

    [TestMethod]
    public void Test_Passed_HasItsOutcome() => Assert.AreEqual("pass", Test(Passed).Attributes["test.case.result.status"]);

    [TestMethod]
    public void Test_Failed_HasItsOutcome() => Assert.AreEqual("fail", Test(Failed).Attributes["test.case.result.status"]);

    [TestMethod]
    public void Test_Failed_HasItsMessage() => Assert.StartsWith("Expected DELETE /loadsharing/peers/no-such-charger.local ", Test(Failed).Error);

    [TestMethod]
    public void Tests_OfARun_HaveATraceEach() => Assert.AreNotEqual(Test(Passed).Trace, Test(Failed).Trace);

    [TestMethod]
    public void Request_ToAStation_IsAChildOfItsTest()
    {
        var requests = _spans.Where(span => span.Attributes.GetValueOrDefault("url.full", "").EndsWith("/loadsharing/peers", StringComparison.Ordinal));

        Assert.Contains(Test(Passed).Id, requests.Select(span => span.Parent));
    }

    [TestMethod]
    public void Lease_InTheLab_IsInTheTraceOfItsTest()
    {
        var lease = Assert.ContainsSingle(span => span.Name == "lease" && span.Trace == Test(Passed).Trace, _spans, string.Join('\n', _spans));

        var ancestors = Ancestors(lease).Select(span => $"{span.Service}: {span.Name}");

        Expect.Sequence(ancestors, "load-sharing-lab: POST /leases", "load-sharing-suite: POST", $"load-sharing-suite: {Passed}");
    }

    [TestMethod]
    [DataRow("emulator"), DataRow("firmware")]
    public void Component_StartedForATest_IsInTheTraceOfTheLease(string component)
    {
        // The pool may give the fleet that it started for one test to the other.
        var start = _spans.FirstOrDefault(span => span.Name == $"start {component}"
            && (span.Trace == Test(Passed).Trace || span.Trace == Test(Failed).Trace));

        Assert.IsNotNull(start, string.Join('\n', _spans));
        Expect.Sequence(Ancestors(start).Select(span => span.Name).Take(2), "start fleet", "lease");
        Assert.AreEqual(component, start.Attributes["component.kind"]);
        Assert.MatchesRegex("^station-\\d+$", start.Attributes["component.owner"]);
    }

    [TestMethod]
    [DataRow(null, "1 passed, 0 failed")]
    [DataRow("http://127.0.0.1:4317", "Could not load file or assembly 'OpenTelemetry")]
    public async Task Libraries_OfOpenTelemetry_AreLoadedWithAnEndpointOnly(string? endpoint, string expected)
    {
        var checkout = NewCheckout(Keep(Installation.WithoutOpenTelemetry()));
        checkout.Environment[Endpoint] = endpoint;

        var run = await checkout.RunAsync("--target=IntegrationTests", SuiteTests.Filter(SuiteTests.FreshStation));

        Assert.Contains(expected, run.ToString());
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task Requests_ToAStation_HaveNoHeaderOfATrace()
    {
        var firmware = await HostileFirmware.WriteAsync(Keep(new Scratch()), "/none", body: "", count: 0, firstIsHostile: true, Token);
        var checkout = NewCheckout(Keep(await Installation.WithVirtualStationAsync(
            $"[ \"$1\" = firmware ] && exec {firmware} \"$@\"\nexec \"$REAL\" \"$@\"", Token)));
        checkout.Environment[Endpoint] = "http://127.0.0.1:1";

        var run = await checkout.RunAsync("--target=IntegrationTests", SuiteTests.Filter(SuiteTests.FreshStation));

        var log = Assert.ContainsSingle(Directory.GetFiles(checkout.Results, "*.firmware.*.log", SearchOption.AllDirectories), run.ToString());
        var headers = await File.ReadAllTextAsync(log, Token);
        Assert.Contains("User-Agent: RestSharp", headers);
        Assert.DoesNotContain("traceparent", headers, StringComparison.OrdinalIgnoreCase);
    }

    private static Span Test(string name) => Assert.ContainsSingle(span => span.Name == name, _spans, string.Join('\n', _spans));

    private static IEnumerable<Span> Ancestors(Span span)
    {
        while (_spans.FirstOrDefault(other => other.Trace == span.Trace && other.Id == span.Parent) is { } parent)
        {
            yield return parent;
            span = parent;
        }
    }
}
