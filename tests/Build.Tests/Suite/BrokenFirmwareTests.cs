namespace Build.Tests.Suite;

/// <summary>A broken firmware makes a red run that says what broke.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed partial class BrokenFirmwareTests : BuildTest
{
    [TestMethod]
    public async Task Run_FirmwareExitsAtStart_HasExitCodeAndLastLines()
    {
        var checkout = NewCheckout();
        await checkout.AddProgramAsync("dbus-send", "echo 'string \"avahi 0.8\"'");

        // Stands for socat: makes the link and waits, or prints its version.
        await checkout.AddProgramAsync(
            "socat",
            """
            for word; do case $word in -V) exit 0 ;; PTY,link=*) link=${word#PTY,link=} link=${link%%,*} ;; esac; done
            ln -s /dev/null "$link"
            trap 'rm -f "$link"; exit 0' TERM
            while :; do sleep 0.1; done
            """);
        var firmware = await Script.WriteAsync(Path.Combine(checkout.Root, "firmware"), "echo \"serial: $2\"\nexit 7", Token);

        var run = await checkout.RunAsync(
            "--target=IntegrationTests", SuiteTests.Filter(SuiteTests.FreshStation), $"--firmware={firmware}", "--emulator=virtual", "--known-defects=none",
            "--isolation=host");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.MatchesRegex(Exit7(), run.Output);
        Assert.MatchesRegex("  \\| serial: /.*/rapi_pty_[0-9]+\n", run.Output);
        Assert.ContainsSingle(line => line.StartsWith($"Tested: firmware {firmware} (sha256 ", StringComparison.Ordinal), run.Lines.Distinct(), run.ToString());
        Assert.ContainsSingle(line => line.StartsWith($"FAILED  {SuiteTests.FreshStation}", StringComparison.Ordinal), run.Lines, run.ToString());
        Assert.AreEqual("0 passed, 1 failed", run.LastLine);
        Assert.MatchesRegex(Exit7(), await File.ReadAllTextAsync(Path.Combine(checkout.Results, "summary.md"), Token));
        checkout.IsClean();
    }

    [TestMethod]
    public async Task Run_OtherGenerationThanTheFirmware_FailsBeforeAnyTest()
    {
        var checkout = NewCheckout(Keep(await Installation.WithAnotherGenerationAsync(Token)));
        var results = Path.Combine(Directory.CreateDirectory(checkout.Results).FullName, "load-sharing.trx");
        await File.WriteAllTextAsync(results, "of an earlier run", Token);

        var run = await checkout.RunAsync("--target=IntegrationTests", "--contract=2026-07");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.ContainsSingle(line => line.Contains("--contract=2026-07", StringComparison.Ordinal), run.Lines, run.ToString());
        Assert.Contains("    --contract=2026-07: this firmware has the API of 2026-02. Give --contract=2026-02, or test a firmware of 2026-07.", run.Lines);
        Assert.AreEqual("0 passed, 0 failed", run.LastLine, "A test has begun");
        Assert.DoesNotContain("--filter", run.Output, "The filter is not why no test ran");
        Assert.IsFalse(File.Exists(results), "The results of an earlier run remain");
        checkout.IsClean();
    }

    [GeneratedRegex(
        @"station-\d+: the firmware exited with exit code 7, \d+\.\d s after its start, "
        + @"while the lab waited for: GET http://127\.0\.0\.1:\d+/config returns 200\.")]
    private static partial Regex Exit7();
}
