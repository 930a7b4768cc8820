namespace Build.Tests.Attacks;

/// <summary>
/// A sessions directory of another user, who replaces the .runsettings of a run by one that names a program. The test runner executed it as the user of the
/// run, here root.
/// </summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class CodeInRunSettingsTests : BuildTest
{
    // The owner of the directory may rename the sessions in it.
    private const string Swap =
        """
        cd "$1"
        printf '#!/bin/sh\nid -u >%s\n' "$1/executed" >evil; chmod 755 evil
        while :; do
          for settings in 2*/*.runsettings; do
            [ -e "$settings" ] || continue
            session=${settings%/*}
            case $session in *.old) continue;; esac
            mv "$session" "$session.old" && cp -r "$session.old" "$session" &&
            echo "<RunSettings><RunConfiguration><DotNetHostPath>$1/evil</DotNetHostPath></RunConfiguration></RunSettings>" >"$settings"
          done
        done 2>/dev/null
        """;

    [TestMethod]
    public async Task IntegrationTests_DirectoryOfAnotherUser_ExecutesNothing()
    {
        var attacker = SecondUser.Require();
        var shared = Keep(SecondUser.NewSharedDirectory());
        var sessions = shared.Combine("sessions");
        await attacker.RunAsync("mkdir -m 1777 \"$1\"", [sessions], Token);
        var checkout = NewCheckout();
        checkout.Environment[SessionsDirectory.Variable] = sessions;
        using var swapper = attacker.Start(Swap, sessions);
        BuildResult run;
        try
        {
            run = await checkout.RunAsync("--target=IntegrationTests", "--instances=2", SuiteTests.Filter(SuiteTests.Discovery));
        }
        finally
        {
            swapper.Kill(entireProcessTree: true);
            await swapper.WaitForExitAsync(Token);
        }

        Assert.IsFalse(File.Exists(Path.Combine(sessions, "executed")), "The attacker's program was executed");
        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains($"{sessions} belongs to user {attacker.Id}, not to user 0 of this process", run.Output + run.Errors);
        Assert.IsEmpty(Directory.GetDirectories(sessions), "A session was created");
    }
}
