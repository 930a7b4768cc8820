using System.Net;
using System.Net.Sockets;
using System.Text;
using LoadSharing.Lab.Contracts;
using LoadSharing.Lab.Fleets;

namespace LoadSharing.Lab.Tests.Fleets;

/// <summary>A firmware that does not answer: some builds freeze for seconds.</summary>
[TestClass]
public sealed class GenerationDetectorTests : IDisposable
{
    private readonly TcpListener _firmware = new(IPAddress.Loopback, 0);

    public required TestContext TestContext { get; init; }

    private Uri Url => new($"http://{_firmware.LocalEndpoint}/");

    [TestInitialize]
    public void Listen() => _firmware.Start();

    public void Dispose() => _firmware.Dispose();

    [TestMethod]
    public async Task Of_FirstRequestIsNeverAnswered_AsksAgain()
    {
        using var detector = new GenerationDetector(required: null, new LabTimeouts(0.25));

        var asking = detector.DetectAsync(Url, TestContext.CancellationToken);
        var answering = AnswerTheSecondAsync();
        await Task.WhenAny(asking, answering);

        Assert.AreEqual(ApiGeneration.July2026, await asking);
    }

    private async Task AnswerTheSecondAsync()
    {
        using var frozen = await _firmware.AcceptTcpClientAsync(TestContext.CancellationToken);
        using var awake = await _firmware.AcceptTcpClientAsync(TestContext.CancellationToken);
        await awake.GetStream().WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"), TestContext.CancellationToken);
    }

    [TestMethod]
    public async Task Of_NothingIsEverAnswered_SaysSoAndIsNoCancellation()
    {
        using var detector = new GenerationDetector(required: null, new LabTimeouts(0.02));

        var error = await Assert.ThrowsExactlyAsync<LabException>(() => detector.DetectAsync(Url, TestContext.CancellationToken));

        Assert.MatchesRegex(
            $@"^The API generation is unknown: GET {Url}loadsharing/status had no response within \d+\.\d s\. Last result: no response within 0\.2 s$",
            error.Message);
    }
}
