namespace Build.Tests.Options;

[TestClass]
public sealed class ComparedBuildsTests : BuildTest
{
    [TestMethod]
    public void Read_EachForm_IsItsFirmware()
    {
        var program = Keep(new Scratch()).Combine("program");
        File.WriteAllText(program, "");

        var (mutant, file) = Read("--base=virtual:duplicate-row", $"--head={program}");
        var (image, none) = Read("--base=ghcr.io/o/i:1", "--head=virtual");

        Assert.AreEqual("duplicate-row", mutant.Choice.Mutant);
        Assert.IsTrue(mutant.IsVirtualFirmware);
        Assert.AreEqual(EmulatorChoice.Virtual, mutant.Emulator);
        Assert.AreEqual(program, file.FirmwareProgram);
        Assert.AreEqual(EmulatorChoice.Docker, file.Emulator);
        Assert.AreEqual("ghcr.io/o/i:1", image.FirmwareImage);
        Assert.IsTrue(none.IsVirtualFirmware);
        Assert.IsNull(none.Choice.Mutant);
    }

    [TestMethod]
    public void Read_NativeBinaryPathOfTheEnvironment_IsIgnored()
    {
        var builds = ComparedBuilds.Read(
            OptionSources.Of(new Dictionary<string, string> { ["NATIVE_BINARY_PATH"] = "/nowhere" }, "--base=virtual", "--head=virtual"));

        Assert.IsTrue(builds.Base.IsVirtualFirmware);
    }

    [TestMethod]
    public void Read_NoHead_NamesWhatIsValid() => Refuses(
        "--head is missing. Give the path of a native build, an image, virtual, or virtual:MUTANT. Example: --head=.pio/build/native_openevse/program.",
        "--base=virtual");

    [TestMethod]
    public void Read_MissingFile_IsRejected() => Refuses(
        "--base=/nowhere: file not found. Give the path of a native firmware build.", "--base=/nowhere", "--head=virtual");

    [TestMethod]
    public void Read_NeitherFileNorImage_IsRejected() => Refuses(
        "--base=No File: not virtual or virtual:MUTANT, no such file, and not an image reference. "
            + "Valid is [registry[:port]/]path[:tag][@digest], the path in lower case.",
        "--base=No File",
        "--head=virtual");

    private static void Refuses(string message, params string[] words) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<CakeException>(() => ComparedBuilds.Read(OptionSources.CommandLine(words))).Message);

    private static ComparedBuilds Read(params string[] words) => ComparedBuilds.Read(OptionSources.CommandLine(words));
}
