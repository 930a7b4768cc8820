using LoadSharing.Lab.Emulators;

namespace Build.Tests.Options;

[TestClass]
public sealed class BuildOptionsTests : BuildTest
{
    private const string GiveOne = "Give one: the built program, the checkout to build, or the image that contains the program.";

    private string _program = "";
    private string _source = "";

    [TestInitialize]
    public void MakeFirmware()
    {
        var scratch = Keep(new Scratch());
        _program = scratch.Combine("program");
        File.WriteAllText(_program, "");
        _source = Directory.CreateDirectory(scratch.Combine("source")).FullName;
        File.WriteAllText(Path.Combine(_source, "platformio.ini"), "");
    }

    [TestMethod]
    public void Read_NoOptions_SelectsVirtualStations()
    {
        var options = BuildOptions.Read(OptionSources.CommandLine());

        Assert.IsTrue(options.IsVirtualFirmware);
        Assert.IsNull(options.FirmwareProgram);
        Assert.AreEqual(EmulatorChoice.Virtual, options.Emulator);
        Assert.IsNull(options.Contract);
    }

    [TestMethod]
    public void Read_Firmware_SelectsItWithDocker()
    {
        var options = BuildOptions.Read(OptionSources.CommandLine($"--firmware={_program}"));

        Assert.IsFalse(options.IsVirtualFirmware);
        Assert.AreEqual(_program, options.FirmwareProgram);
        Assert.AreEqual(EmulatorChoice.Docker, options.Emulator);
    }

    [TestMethod]
    public void Read_EmulatorBehaviour_IsThatOfVirtualEmulators() => Assert.AreEqual(
        EmulatorBehaviour.Charger, BuildOptions.Read(OptionSources.CommandLine("--emulator-behaviour=charger")).EmulatorBehaviour);

    [TestMethod]
    public void Read_EmulatorBehaviourWithDocker_IsRejected()
    {
        var failure = Assert.ThrowsExactly<CakeException>(
            () => BuildOptions.Read(OptionSources.CommandLine($"--firmware={_program}", "--emulator-behaviour=charger")));

        Assert.AreEqual(
            "--emulator-behaviour=charger: only a virtual emulator has this behaviour, and the emulator is docker. "
            + "Give --emulator=virtual, or leave it out.",
            failure.Message);
    }

    [TestMethod]
    public void Read_Scale_DefaultsByFirmware()
    {
        Expect.Sequence(BuildOptions.Read(OptionSources.CommandLine()).Scale, 2, 4, 8, 16, 32);
        Assert.IsEmpty(BuildOptions.Read(OptionSources.CommandLine($"--firmware={_program}")).Scale);
        Assert.IsEmpty(BuildOptions.Read(OptionSources.CommandLine("--scale=none")).Scale);
        Expect.Sequence(BuildOptions.Read(OptionSources.CommandLine($"--firmware={_program}", "--scale=2,3")).Scale, 2, 3);
    }

    [TestMethod]
    public void Read_NativeBinaryPath_IsTheFirmware() =>
        Assert.AreEqual(_program, BuildOptions.Read(OptionSources.Environment("NATIVE_BINARY_PATH", _program)).FirmwareProgram);

    [TestMethod]
    public void Read_RelativePath_IsRelativeToTheWorkingDirectory()
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, _program);

        Assert.AreEqual(_program, BuildOptions.Read(OptionSources.CommandLine($"--firmware={relative}")).FirmwareProgram);
        Assert.AreEqual(Path.Combine(Environment.CurrentDirectory, "out"), BuildOptions.Read(OptionSources.CommandLine("--results=out")).Results);
    }

    [TestMethod]
    public void Read_FirmwareSource_IsTheProgramOfPlatformIo()
    {
        var options = BuildOptions.Read(OptionSources.CommandLine($"--firmware-source={_source}", "--firmware-env=native_other"));

        Assert.AreEqual(Path.Combine(_source, ".pio", "build", "native_other", "program"), options.FirmwareProgram);
        Assert.AreEqual(EmulatorChoice.Docker, options.Emulator);
    }

    [TestMethod]
    public void Read_Emulator_OverridesTheDefault()
    {
        Assert.AreEqual(EmulatorChoice.Virtual, BuildOptions.Read(OptionSources.CommandLine($"--firmware={_program}", "--emulator=virtual")).Emulator);
        Assert.AreEqual(EmulatorChoice.Docker, BuildOptions.Read(OptionSources.CommandLine("--emulator=docker")).Emulator);
    }

    [TestMethod]
    public void Read_KnownDefects_AreDefaultNoneOrAFile()
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, _program);

        Assert.AreEqual(KnownDefectsChoice.Repository, BuildOptions.Read(OptionSources.CommandLine()).KnownDefects);
        Assert.AreEqual(KnownDefectsChoice.None, BuildOptions.Read(OptionSources.CommandLine("--known-defects=none")).KnownDefects);
        Assert.AreEqual(KnownDefectsChoice.File(_program), BuildOptions.Read(OptionSources.CommandLine($"--known-defects={relative}")).KnownDefects);
    }

    [TestMethod]
    public void Read_FirmwareAndSourceAsOptions_IsRejected() => Refuses(
        $"--firmware={_program} and --firmware-source={_source} exclude each other. {GiveOne}",
        OptionSources.CommandLine($"--firmware={_program}", $"--firmware-source={_source}"));

    [TestMethod]
    public void Read_FirmwareAndSourceAsVariables_IsRejected() => Refuses(
        $"NATIVE_BINARY_PATH={_program} and LOADSHARING_FIRMWARE_SOURCE={_source} exclude each other. {GiveOne}",
        OptionSources.Of(new Dictionary<string, string> { ["NATIVE_BINARY_PATH"] = _program, ["LOADSHARING_FIRMWARE_SOURCE"] = _source }));

    [TestMethod]
    public void Read_FirmwareAndImage_IsRejected() => Refuses(
        $"--firmware={_program} and --firmware-image=image:1 exclude each other. {GiveOne}",
        OptionSources.CommandLine($"--firmware={_program}", "--firmware-image=image:1"));

    [TestMethod]
    public void Read_FirmwareImage_IsNotVirtual()
    {
        var options = BuildOptions.Read(
            OptionSources.Of(new Dictionary<string, string> { ["NATIVE_BINARY_PATH"] = "/nowhere" }, "--firmware-image=image:1"));

        Assert.IsFalse(options.IsVirtualFirmware);
        Assert.AreEqual("image:1", options.FirmwareImage);
        Assert.AreEqual(EmulatorChoice.Docker, options.Emulator);
    }

    [TestMethod]
    public void Read_FirmwareAndSourceAsOptionAndVariable_IsTheOption()
    {
        var source = BuildOptions.Read(
            OptionSources.Of(new Dictionary<string, string> { ["NATIVE_BINARY_PATH"] = "/nowhere" }, $"--firmware-source={_source}"));
        var program = BuildOptions.Read(
            OptionSources.Of(new Dictionary<string, string> { ["LOADSHARING_FIRMWARE_SOURCE"] = "/nowhere" }, $"--firmware={_program}"));

        Assert.IsNull(source.Firmware);
        Assert.AreEqual(_source, source.FirmwareSource);
        Assert.IsNull(program.FirmwareSource);
        Assert.AreEqual(_program, program.Firmware);
    }

    [TestMethod]
    public void Read_MissingFirmware_NamesOptionOrVariable()
    {
        Refuses($"--firmware={_program}x: file not found. Give the path of a native firmware build.", OptionSources.CommandLine($"--firmware={_program}x"));
        Refuses(
            $"NATIVE_BINARY_PATH={_program}x: file not found. Give the path of a native firmware build.",
            OptionSources.Environment("NATIVE_BINARY_PATH", _program + "x"));
    }

    [TestMethod]
    public void Read_DirectoryAsFirmware_IsRejected() => Refuses(
        $"--firmware={_source}: this is a directory. Give the program in it, or the checkout with --firmware-source.",
        OptionSources.CommandLine($"--firmware={_source}"));

    [TestMethod]
    public void Read_SourceWithoutPlatformIni_IsRejected()
    {
        File.Delete(Path.Combine(_source, "platformio.ini"));

        Refuses(
            $"--firmware-source={_source}: it has no platformio.ini. Give the top directory of a checkout of the WiFi firmware.",
            OptionSources.CommandLine($"--firmware-source={_source}"));
    }

    [TestMethod]
    public void TimeFactor_Omitted_IsFasterForVirtualStationsAlone()
    {
        Assert.AreEqual(10, BuildOptions.Read(OptionSources.CommandLine()).TimeFactor);
        Assert.AreEqual(1, BuildOptions.Read(OptionSources.CommandLine($"--firmware={_program}")).TimeFactor);
        Assert.AreEqual(1, BuildOptions.Read(OptionSources.CommandLine($"--emulator={_program}")).TimeFactor, "its emulator has real time");
    }

    [TestMethod]
    [DataRow("0.5")]
    [DataRow("fast")]
    public void Read_InvalidTimeFactor_IsRejected(string text) =>
        Refuses($"--time-factor={text}: not a number from 1 to 100. Example: --time-factor=5.", OptionSources.CommandLine($"--time-factor={text}"));

    private static void Refuses(string message, OptionSource source) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<CakeException>(() => BuildOptions.Read(source)).Message);
}
