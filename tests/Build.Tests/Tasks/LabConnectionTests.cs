using System.Runtime.Versioning;

namespace Build.Tests.Tasks;

/// <summary>artifacts/lab.json of <c>--target=Up</c>, from which tests that an IDE starts read the lab and its factors.</summary>
[TestClass]
public sealed class LabConnectionTests : BuildTest
{
    private static Checkout _checkout = null!;
    private static string _text = "";
    private static LabConnection _connection = null!;

    [ClassInitialize]
    public static async Task UpAsync(TestContext context)
    {
        _checkout = new Checkout(Installation.Shared, sessions: null, context);
        await _checkout.UpAsync("--stations=1", "--time-factor=10", "--timeout-factor=2");
        _text = await File.ReadAllTextAsync(_checkout.LabConnection, context.CancellationToken);
        _connection = JsonSerializer.Deserialize<LabConnection>(_text, JsonSerializerOptions.Web)!;
    }

    [ClassCleanup]
    public static async Task DisposeAsync() => await _checkout.DisposeAsync();

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [UnsupportedOSPlatform("windows")]
    public void File_LabIsUp_IsReadableByItsUserOnly() =>
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_checkout.LabConnection));

    [TestMethod]
    public void File_LabIsUp_HasSessionAndFactors()
    {
        Assert.AreEqual(Assert.ContainsSingle(_checkout.Sessions).Id, _connection.Session);
        Assert.Contains("\"timeFactor\":10", _text);
        Assert.Contains("\"timeoutFactor\":2", _text);
    }

    [TestMethod]
    public async Task Client_OfTheFile_LeasesAFleet()
    {
        using var api = new LabApi(_connection.Url, _connection.Token);

        var lease = await api.LeaseAsync(1, Token);

        Assert.AreEqual(StationState.Ready, lease.Stations[0].State);
    }

    [TestMethod]
    public async Task Suite_BesideTheFile_PassesWithoutEnvironment() => Assert.Contains("Passed!", await RunSuiteAsync(_text));

    // A passed test does not show which factors it used, but an invalid one is rejected where it is read.
    [TestMethod]
    [DataRow("timeFactor", 10)]
    [DataRow("timeoutFactor", 2)]
    public async Task Suite_InvalidFactor_IsRejected(string field, int factor) => Assert.Contains(
        $"{field}=1000 in artifacts/lab.json: not a number above 0 and up to 100.",
        await RunSuiteAsync(_text.Replace($"\"{field}\":{factor}", $"\"{field}\":1000", StringComparison.Ordinal)));

    private async Task<string> RunSuiteAsync(string connection)
    {
        var checkout = NewCheckout();
        var suite = Installation.CopySuite(checkout);
        Directory.CreateDirectory(Path.GetDirectoryName(checkout.LabConnection)!);
        await File.WriteAllTextAsync(checkout.LabConnection, connection, Token);
        return await Checkout.SuiteAsync(suite, $"Name~{SuiteTests.Discover}", Token);
    }
}
