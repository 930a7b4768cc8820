namespace Build.Tests.Attacks;

/// <summary>An image that is options of the docker client: <c>docker run</c> would mount the machine's root directory for it.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class DockerOptionsInImageTests : BuildTest
{
    private const string Options = "--privileged -v /:/host alpine";

    private const string Valid = "Valid is [registry[:port]/]path[:tag][@digest], the path in lower case.";

    [TestMethod]
    [DataRow("PullImage")]
    [DataRow("Up")]
    public async Task Run_OptionsInTheOption_NeverCallsDocker(string target)
    {
        var checkout = NewCheckout();
        var docker = await FakeDocker.CreateAsync(checkout, "127.0.0.1");

        var run = await checkout.RunAsync($"--target={target}", "--emulator=docker", $"--emulator-image={Options}");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains($"--emulator-image={Options}: not an image reference. {Valid} Example: --emulator-image=ghcr.io/", run.Errors);
        Assert.IsEmpty(docker.Calls, string.Join('\n', docker.Calls));
    }

    [TestMethod]
    public async Task Run_OptionsInTheVariable_NeverCallsDocker()
    {
        var checkout = NewCheckout();
        checkout.Environment["LOADSHARING_EMULATOR_IMAGE"] = Options;
        var docker = await FakeDocker.CreateAsync(checkout, "127.0.0.1");

        var run = await checkout.RunAsync("--target=Up", "--emulator=docker");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains($"LOADSHARING_EMULATOR_IMAGE={Options}: not an image reference. {Valid}", run.Errors);
        Assert.IsEmpty(docker.Calls, string.Join('\n', docker.Calls));
    }

    // A second defence, should the grammar ever accept a leading dash.
    [TestMethod]
    public async Task Run_ValidImage_FollowsTheEndOfTheOptions()
    {
        var checkout = NewCheckout();
        var docker = await FakeDocker.CreateAsync(checkout, "127.0.0.1");

        var up = await checkout.UpAsync("--stations=1", "--emulator=docker", "--emulator-image=image:1", "--pull=always");

        var calls = docker.Calls.Select(call => call.Split('|')[1]).ToList();
        Assert.Contains("pull -- image:1", calls);
        Assert.EndsWith(" -- image:1", calls.Single(call => call.StartsWith("run ", StringComparison.Ordinal)));
        up.Signal(Signals.Terminate);
        await up.ExitAsync(Token);
    }

    [TestMethod]
    [DataRow("alpine")]
    [DataRow("image:1")]
    [DataRow("ghcr.io/jeremypoulter/openevse_emulator:latest")]
    [DataRow("localhost:5000/a-b__c.d/e:V1.0_x-y")]
    [DataRow("[2001:db8::1]:5000/emulator")]
    [DataRow("emulator@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [DataRow("registry.example/emulator:1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void Parse_ImageReference_IsUnchanged(string image) => Assert.AreEqual(image, ImageReference.Parse(image));

    [TestMethod]
    [DataRow("")]
    [DataRow("-v")]
    [DataRow("--privileged")]
    [DataRow("alpine --privileged")]
    [DataRow("alpine\n")]
    [DataRow("alpine\t-v")]
    [DataRow("\"alpine\"")]
    [DataRow("Alpine")]
    [DataRow("a//b")]
    [DataRow("a/-b")]
    [DataRow("-registry/alpine")]
    [DataRow("alpine:")]
    [DataRow("alpine:-v")]
    [DataRow("alpine@sha256:0")]
    [DataRow("$(id)")]
    public void Parse_AnythingElse_IsRejected(string image) => Assert.ThrowsExactly<FormatException>(() => ImageReference.Parse(image));

    [TestMethod]
    public void Parse_NameOverTheMaximum_IsRejected() => Assert.ThrowsExactly<FormatException>(() => ImageReference.Parse(new string('a', 256)));
}
