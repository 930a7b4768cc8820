using System.Formats.Tar;
using Build.Containers;

namespace Build.Tests.Attacks;

/// <summary>An image whose program is a link to a file of this machine, or not a program, and paths that are options or leave a directory.</summary>
[TestClass]
public sealed class ProgramInImageTests : BuildTest
{
    private const string DefaultPath = "usr/local/bin/openevse";

    private static readonly Dictionary<string, Func<TarEntry>> Entries = new()
    {
        ["a link to /etc/passwd"] = () => DockerImage.Link(DefaultPath, "/etc/passwd"),
        ["a directory"] = () => DockerImage.Entry(TarEntryType.Directory, DefaultPath),
        ["not a file with content"] = () => DockerImage.Entry(TarEntryType.Fifo, DefaultPath),
    };

    [TestMethod]
    [DockerCondition]
    [DataRow("a link to /etc/passwd")]
    [DataRow("a directory")]
    [DataRow("not a file with content")]
    public async Task Extract_NotAFile_IsRejected(string defect)
    {
        var checkout = NewCheckout();
        var image = Keep(await DockerImage.ImportAsync(checkout, [Entries[defect]()], [], Token));

        var run = await checkout.RunAsync("--target=BuildFirmware", $"--firmware-image={image.Name}", "--pull=never");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains($"/{DefaultPath} is {defect}. Give the path of the firmware's program with --firmware-image-path.", run.Errors);
        Assert.IsEmpty(Directory.GetFileSystemEntries(Path.Combine(checkout.Root, "artifacts", "firmware-images"), "program", SearchOption.AllDirectories));
        checkout.IsClean();
    }

    // The docker client itself refuses to create such a link.
    [TestMethod]
    [DockerCondition]
    public async Task Extract_LinkOutOfTheDirectory_IsRejected()
    {
        var checkout = NewCheckout();
        var image = Keep(await DockerImage.ImportAsync(checkout, [DockerImage.Link(DefaultPath, "../../../../../../etc/passwd")], [], Token));

        var run = await checkout.RunAsync("--target=BuildFirmware", $"--firmware-image={image.Name}", "--pull=never");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("Give the path of the firmware's program with --firmware-image-path.", run.Errors);
        Assert.IsEmpty(Directory.GetFileSystemEntries(Path.Combine(checkout.Root, "artifacts", "firmware-images"), "program", SearchOption.AllDirectories));
    }

    // A link above the program leads to a file of the image, never to one of this machine.
    [TestMethod]
    [DockerCondition]
    public async Task Extract_LinkedDirectory_StaysInTheImage()
    {
        var checkout = NewCheckout();
        var image = Keep(await DockerImage.ImportAsync(checkout, [DockerImage.Link("opt", Path.GetTempPath())], [], Token));
        await using var scratch = new Scratch();
        await File.WriteAllTextAsync(scratch.Combine("secret"), "secret", Token);

        var run = await checkout.RunAsync(
            "--target=BuildFirmware", $"--firmware-image={image.Name}", "--pull=never",
            $"--firmware-image-path=/opt/{Path.GetFileName(scratch.Path)}/secret");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.IsEmpty(Directory.GetFileSystemEntries(Path.Combine(checkout.Root, "artifacts", "firmware-images"), "program", SearchOption.AllDirectories));
    }

    [TestMethod]
    [DockerCondition]
    [DataRow("--privileged")]
    [DataRow("/opt/../../etc/passwd")]
    public async Task Extract_LabelIsNotAPath_IsRejected(string label)
    {
        var checkout = NewCheckout();
        var image = Keep(await DockerImage.ImportAsync(
            checkout, [DockerImage.Script(DefaultPath, "exit 0")], [$"LABEL {PathInImage.Label}={label}"], Token));

        var run = await checkout.RunAsync("--target=BuildFirmware", $"--firmware-image={image.Name}", "--pull=never");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains($"its label {PathInImage.Label} is not an absolute path", run.Errors);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("program")]
    [DataRow("-v")]
    [DataRow("/")]
    [DataRow("/a/")]
    [DataRow("/a//b")]
    [DataRow("/a/../b")]
    [DataRow("/./a")]
    [DataRow("/a/..")]
    [DataRow("/a b")]
    [DataRow("/a:b")]
    [DataRow("/a\n")]
    [DataRow("/\"a\"")]
    public void Parse_AnythingButAPath_IsRejected(string path) => Assert.ThrowsExactly<FormatException>(() => PathInImage.Parse(path));

    [TestMethod]
    [DataRow("/usr/local/bin/openevse")]
    [DataRow("/opt/openevse/firmware-2026_07.v1+x")]
    [DataRow("/..a/.b")]
    public void Parse_Path_IsUnchanged(string path) => Assert.AreEqual(path, PathInImage.Parse(path));

    [TestMethod]
    [DataRow("[]")]
    [DataRow("[{}]")]
    [DataRow("{}")]
    [DataRow("")]
    public void Parse_NotAnImage_IsRejected(string json) => Assert.Throws<System.Text.Json.JsonException>(() => ImageDescription.Parse(json));

    [TestMethod]
    public void Parse_ImageOfARegistry_HasItsDigest()
    {
        var image = ImageDescription.Parse(
            """[{"Id":"sha256:1","RepoDigests":["ghcr.io/o/i@sha256:2"],"Os":"linux","Architecture":"arm64","Size":7,"Config":{"Labels":{"a":"b"}}}]""");

        Assert.AreEqual("digest sha256:2", image.Identity);
        Assert.AreEqual("b", image.Labels["a"]);
    }
}
