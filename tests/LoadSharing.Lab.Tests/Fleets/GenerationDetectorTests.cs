using System.Text;

namespace LoadSharing.Lab.Tests.Fleets;

[TestClass]
public sealed class GenerationDetectorTests : IDisposable
{
    private const string July = """{"id":"i","name":"n","host":"h","url":"u","ip":"a","online":true,"joined":true,"isLocal":true}""";
    private const string September = """{"id":"i","name":"n","host":"h","url":"u","ip":"a","online":true,"joined":true,"isLocal":true,"priority":0}""";

    private readonly TcpListener _firmware = new(IPAddress.Loopback, 0);

    public required TestContext TestContext { get; init; }

    private Uri Url => new($"http://{_firmware.LocalEndpoint}/");

    [TestInitialize]
    public void Listen() => _firmware.Start();

    public void Dispose() => _firmware.Dispose();

    [TestMethod]
    [DataRow("2026-02", "[]", DisplayName = "an empty list")]
    [DataRow("2026-02", """[{"id":"i","name":"n","host":"h","ip":"a","online":true,"joined":true}]""", DisplayName = "without isLocal")]
    [DataRow("2026-07", $"[{July}]", DisplayName = "with isLocal")]
    [DataRow("2026-09", $"[{September}]", DisplayName = "with isLocal and priority")]
    public async Task Detect_RowsOfAKnownGeneration_IsThatOne(string generation, string list)
    {
        using var detector = new GenerationDetector(required: null, new LabTimeouts(1));

        var detected = await DetectAsync(detector, Response(list));

        Assert.AreEqual(generation, detected.Name);
        Assert.IsNull(detector.Unknown);
    }

    [TestMethod]
    [DataRow("2026-09", $"[{September},{{\"phase\":1}}]", "have also phase")]
    [DataRow("2026-09", """[{"id":"i","name":"n","host":"h","ip":"a","online":true,"joined":true,"isLocal":true,"priority":0}]""", "lack url")]
    [DataRow("2026-07", """[{"id":"i","name":"n","host":"h","uri":"u","ip":"a","online":true,"joined":true,"isLocal":true}]""", "lack url and have also uri")]
    public async Task Detect_RowsOfNoKnownGeneration_NamesTheNearestWithItsDifference(string nearest, string list, string difference)
    {
        using var detector = new GenerationDetector(required: null, new LabTimeouts(1));

        var detected = await DetectAsync(detector, Response(list));

        Assert.AreEqual(nearest, detected.Name);
        Assert.AreEqual(
            $"The firmware's API generation is unknown. The nearest is {nearest}, but the rows of GET /loadsharing/peers {difference}. "
            + $"The tests assert {nearest}.",
            detector.Unknown);
    }

    [TestMethod]
    public async Task Detect_AnotherGenerationThanTheRequired_NamesBoth()
    {
        using var detector = new GenerationDetector(ApiGeneration.September2026, new LabTimeouts(1));

        var error = await Assert.ThrowsExactlyAsync<LabException>(() => DetectAsync(detector, Response($"[{July}]")));

        Assert.AreEqual(
            "The contract 2026-09 is required, but this firmware has 2026-07. Require 2026-07, or test a firmware of 2026-09.", error.Message);
    }

    [TestMethod]
    [DataRow("HTTP/1.1 301 Moved Permanently", "<html>", "It returned 301: <html>")]
    [DataRow("HTTP/1.1 200 OK", "{}", "It returned 200: {}")]
    public async Task Detect_NoListOfPeers_NamesTheResponse(string status, string body, string expected)
    {
        using var detector = new GenerationDetector(required: null, new LabTimeouts(1));

        var error = await Assert.ThrowsExactlyAsync<LabException>(() => DetectAsync(detector, Response(body, status)));

        Assert.AreEqual(
            $"The API generation is unknown: GET {Url}loadsharing/peers must return 200 with an array of objects. {expected}", error.Message);
    }

    // Some builds freeze for seconds.
    [TestMethod]
    public async Task Detect_FirstRequestHasNoResponse_SendsAnother()
    {
        using var detector = new GenerationDetector(required: null, new LabTimeouts(0.25));

        var responding = RespondToAllButTheFirstAsync();

        Assert.AreEqual(ApiGeneration.July2026, await detector.DetectAsync(Url, TestContext.CancellationToken));
        Assert.IsFalse(responding.IsFaulted, $"{responding.Exception}");
    }

    [TestMethod]
    public async Task Detect_NoResponse_Throws()
    {
        using var detector = new GenerationDetector(required: null, new LabTimeouts(0.02));

        var error = await Assert.ThrowsExactlyAsync<LabException>(() => detector.DetectAsync(Url, TestContext.CancellationToken));

        Assert.MatchesRegex(
            $@"^The API generation is unknown: GET {Url}loadsharing/peers had no response within \d+\.\d s\. Last result: no response within 0\.2 s$",
            error.Message);
    }

    private async Task<ApiGeneration> DetectAsync(GenerationDetector detector, byte[] response)
    {
        var detection = detector.DetectAsync(Url, TestContext.CancellationToken);
        using var client = await _firmware.AcceptTcpClientAsync(TestContext.CancellationToken);
        await client.GetStream().WriteAsync(response, TestContext.CancellationToken);
        return await detection;
    }

    private async Task RespondToAllButTheFirstAsync()
    {
        using var frozen = await _firmware.AcceptTcpClientAsync(TestContext.CancellationToken);
        while (true)
        {
            using var client = await _firmware.AcceptTcpClientAsync(TestContext.CancellationToken);
            await client.GetStream().WriteAsync(Response($"[{July}]"), TestContext.CancellationToken);
        }
    }

    private static byte[] Response(string body, string status = "HTTP/1.1 200 OK") =>
        Encoding.ASCII.GetBytes($"{status}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
}
