using Build.Benchmark;

namespace Build.Tests.Benchmark;

[TestClass]
public sealed class SuiteCommandTests : BuildTest
{
    private string _checkout = "";
    private string _source = "";
    private string _program = "";

    [TestInitialize]
    public void MakeFirmware()
    {
        var scratch = Keep(new Scratch());
        _checkout = scratch.Path;
        _source = Directory.CreateDirectory(scratch.Combine("source")).FullName;
        File.WriteAllText(Path.Combine(_source, "platformio.ini"), "");
        _program = scratch.Combine("program");
        File.WriteAllText(_program, "");
    }

    [TestMethod]
    public void OnGiven_Options_PassesThoseOfTheSuite() => Passes(
        Command("--runs=3", "--scale=2", "--filter=Name~Add", "--instances=2", "--own-processes").OnGiven("/r"),
        "--target=IntegrationTests", "--results=/r", "--instances=2", "--filter=Name~Add", "--own-processes");

    // Each measured run would have built the firmware, and pulled the image.
    [TestMethod]
    public void OnGiven_FirmwareSource_PassesTheBuiltProgram() => Passes(
        Command($"--firmware-source={_source}", "--firmware-env=other", "--pull=always", "--isolation=host").OnGiven("/r"),
        "--target=IntegrationTests",
        "--results=/r",
        $"--firmware={Path.Combine(_source, ".pio", "build", "other", "program")}",
        "--pull=missing",
        "--isolation=host");

    [TestMethod]
    public void OnGiven_FirmwareOfTheEnvironment_PassesItAsAnOption() => Passes(
        Command(new Dictionary<string, string> { ["NATIVE_BINARY_PATH"] = _program }, "--isolation=host").OnGiven("/r"),
        "--target=IntegrationTests", "--results=/r", $"--firmware={_program}", "--isolation=host");

    [TestMethod]
    public void OnGiven_FirmwareImage_PassesImageAndPath() => Passes(
        Command("--firmware-image=image:1", "--firmware-image-path=/opt/firmware", "--pull=always").OnGiven("/r"),
        "--target=IntegrationTests", "--results=/r", "--pull=missing", "--firmware-image=image:1", "--firmware-image-path=/opt/firmware");

    [TestMethod]
    public void OfSize_Options_SelectSizeAndDiscoveryTest() => Passes(
        Command("--filter=Name~Add", "--instances=2,3", "--contract=2026-02").OfSize("/r", 16),
        "--target=IntegrationTests", "--results=/r", "--instances=16", "--filter=Name~PeerDiscoveryMdns", "--contract=2026-02");

    [TestMethod]
    public void OnVirtual_OptionsOfAFirmware_AreRemoved()
    {
        var command = Command($"--firmware={_program}", "--emulator=virtual", "--isolation=host", "--known-defects=none", "--instances=2").OnVirtual("/r");

        Passes(command, "--target=IntegrationTests", "--results=/r", "--instances=2");
        foreach (var variable in new[]
        {
            "NATIVE_BINARY_PATH", "LOADSHARING_FIRMWARE_SOURCE", "LOADSHARING_EMULATOR", "LOADSHARING_ISOLATION", "LOADSHARING_KNOWN_DEFECTS_FILE",
        })
        {
            Assert.IsTrue(command.Environment.TryGetValue(variable, out var value) && value is null, $"{variable} is passed on");
        }
    }

    [TestMethod]
    public void Program_CheckoutWithBuildScript_IsTheScript()
    {
        var script = Path.Combine(_checkout, "build.sh");
        File.WriteAllText(script, "");

        var command = Command().OnGiven("/r");

        Assert.AreEqual(OperatingSystem.IsWindows() ? Repository.DotNet : script, command.Program);
    }

    // The program itself, if the script does not exist.
    private static void Passes(ProcessCommand command, params IReadOnlyList<string> arguments)
    {
        Assert.AreEqual(Repository.DotNet, command.Program);
        Expect.Sequence(command.Arguments.Skip(1), arguments);
    }

    private SuiteCommand Command(params string[] words) => Command(new Dictionary<string, string>(), words);

    private SuiteCommand Command(IReadOnlyDictionary<string, string> environment, params string[] words)
    {
        var source = OptionSources.Of(environment, words);
        return new SuiteCommand(BuildOptions.Read(source), _checkout);
    }
}
