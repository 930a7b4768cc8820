using System.Security.Cryptography;

namespace Build.Tests.Attacks;

/// <summary>
/// The build is killed at random instants, and no Cleanup is called. The variable <c>LOADSHARING_KILLS</c> sets the number of kills, on an idle machine.
/// </summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class KilledBuildTests : BuildTest
{
    // Longer than a run of these tests, so that a kill can hit its end too.
    private const string Filter = "--filter=TestCategory=seed";
    private const int LatestKill = 9_000;

    private static readonly string? Given = Environment.GetEnvironmentVariable("LOADSHARING_KILLS");
    private static readonly int Kills = int.Parse(Given ?? "2");
    private static readonly TimeSpan Deadline = Given is null ? Eventually.Timeout : TimeSpan.FromSeconds(10);

    [TestMethod]
    public Task Kill_RunOnVirtualStations_LeavesNothing() => KillAsync();

    [TestMethod]
    [NamespaceCondition]
    public async Task Kill_RunInNamespaces_LeavesNothing() => await KillAsync(
        "--emulator=virtual", $"--firmware={await Namespaces.FirmwareAsync(Keep(new Scratch()), before: "", Token)}", "--known-defects=none");

    private async Task KillAsync(params string[] options)
    {
        for (var kill = 1; kill <= Kills; kill++)
        {
            var checkout = NewCheckout();
            var build = checkout.Start(["--target=IntegrationTests", Filter, .. options]);
            var delay = TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(LatestKill));
            await build.KillAfterAsync(delay, Token);
            var namespaces = Namespaces.Names.Where(name => checkout.Sessions.Any(session => name.Contains(session.Id, StringComparison.Ordinal))).ToList();

            await Eventually.HoldsAsync(
                $"nothing is left of kill {kill} after {delay}",
                () =>
                {
                    var orphans = checkout.Orphans.Concat(namespaces.Intersect(Namespaces.Names)).ToList();
                    return orphans.Count == 0 ? null : string.Join('\n', orphans);
                },
                Token,
                Deadline);
        }
    }
}
