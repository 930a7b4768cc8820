namespace Build.Tests.Containers;

/// <summary>Firmwares in images, on the real Docker engine.</summary>
[TestClass]
[DockerCondition]
public sealed class FirmwareImageTests : BuildTest
{
    private const string DefaultPath = "usr/local/bin/openevse";

    private static readonly string Firmware = VirtualStation.RunFirmware("--mdns-link 239.86.255.2:16999");

    [TestMethod]
    public async Task IntegrationTests_ProgramAtTheDefaultPath_ReportsImageAndId()
    {
        RequireProgram("socat");
        var checkout = NewCheckout();
        await checkout.AddProgramAsync("dbus-send", "echo avahi 0.8");
        var image = Keep(await DockerImage.ImportAsync(checkout, [DockerImage.Script(DefaultPath, Firmware)], [], Token));

        var run = await checkout.RunAsync(
            "--target=IntegrationTests", $"--firmware-image={image.Name}", "--pull=never", "--emulator=virtual", "--isolation=host", "--known-defects=none",
            SuiteTests.Filter(SuiteTests.AddPeer));

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.ContainsSingle(
            line => line.StartsWith($"Tested: firmware /{DefaultPath} of {image.Name}, image {image.Id} (sha256 ", StringComparison.Ordinal)
                && line.Contains(", contract ", StringComparison.Ordinal),
            run.Lines,
            run.ToString());
        Assert.AreEqual("", await image.ContainersAsync(Token));
        checkout.IsClean();
    }

    [TestMethod]
    [DataRow("LABEL org.openevse.firmware.path=/opt/other", null)]
    [DataRow("LABEL org.openevse.firmware.path=/opt/wrong", "--firmware-image-path=/opt/other")]
    [DataRow("WORKDIR /", "--firmware-image-path=/opt/other")]
    public async Task BuildFirmware_OtherPath_IsOfTheOptionElseOfTheLabel(string change, string? option)
    {
        var checkout = NewCheckout();
        var image = Keep(await DockerImage.ImportAsync(checkout, [DockerImage.Script("opt/other", "echo other")], [change], Token));

        var run = await checkout.RunAsync(
            ["--target=BuildFirmware", $"--firmware-image={image.Name}", "--pull=never", .. option is null ? Array.Empty<string>() : [option]]);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains($"Firmware: /opt/other of {image.Name}, image {image.Id}", run.Lines);
        var program = Assert.ContainsSingle(Directory.GetFiles(Path.Combine(checkout.Root, "artifacts", "firmware-images"), "*", SearchOption.AllDirectories));
        Assert.Contains("echo other", await File.ReadAllTextAsync(program, Token));
        checkout.IsClean();
    }

    [TestMethod]
    public async Task BuildFirmware_NoSuchPath_NamesTheOption()
    {
        var checkout = NewCheckout();
        var image = Keep(await DockerImage.ImportAsync(checkout, [DockerImage.Script("opt/other", "echo other")], [], Token));

        var run = await checkout.RunAsync("--target=BuildFirmware", $"--firmware-image={image.Name}", "--pull=never");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains($"--firmware-image={image.Name}: docker cp: ", run.Errors);
        Assert.Contains($"/{DefaultPath} is the path that was tried. Give the path of the firmware's program with --firmware-image-path.", run.Errors);
        Assert.AreEqual("", await image.ContainersAsync(Token));
        checkout.IsClean();
    }

    [TestMethod]
    public async Task BuildFirmware_MissingLibrary_NamesIt()
    {
        var checkout = NewCheckout();
        await checkout.AddProgramAsync("ldd", "echo \"  libopenevse.so.1 => not found\"");
        var image = Keep(await DockerImage.ImportAsync(checkout, [DockerImage.Script(DefaultPath, "exit 0")], [], Token));

        var run = await checkout.RunAsync("--target=BuildFirmware", $"--firmware-image={image.Name}", "--pull=never");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains(
            $"--firmware-image={image.Name}: /{DefaultPath} needs what this machine lacks. Install it, or run the build on the distribution of the image.",
            run.Errors);
        Assert.Contains("  | libopenevse.so.1 => not found", run.Errors);
    }
}
