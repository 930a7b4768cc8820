namespace Build.Tests.Suite;

/// <summary>Drift on each known generation, and on a firmware that differs from one.</summary>
[TestClass]
public sealed class DriftTests : BuildTest
{
    [TestMethod]
    [DataRow("2026-02"), DataRow("2026-07"), DataRow("2026-09")]
    public async Task Drift_KnownGeneration_Matches(string generation)
    {
        var checkout = NewDriftCheckout();

        var run = await checkout.RunAsync("--target=Drift", $"--contract={generation}");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.MatchesRegex($"The firmware matches {generation}: (\\d+) of \\1 lines hold", run.Output);
        checkout.IsClean();
    }

    [TestMethod]
    [DataRow("row-field-added", "PeerFields", "mac", "new(\"YYYY-MM\", [.. former.PeerFields, \"mac\"])")]
    [DataRow("row-field-retyped", "PeerFields", "url as object", "// FieldTypes: url as object")]
    [DataRow("group-status-field-missing", "StatusFields", "computed_at", "StatusFields = [.. Contract202609.Values.StatusFields.Except([\"computed_at\"])],")]
    [DataRow("config-field-added", "Settings", "loadsharing_phases=3", "[\"loadsharing_phases\"] = \"3\"")]
    public async Task Drift_OneFieldDiffers_NamesItsLineAlone(string mutant, string line, string shown, string draft)
    {
        var checkout = NewDriftCheckout();
        checkout.Environment["OPENEVSE_MUTANT"] = mutant;

        var run = await checkout.RunAsync("--target=Drift");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains(
            $"This firmware has no known API generation. The nearest is 2026-09, and 1 line is not as there: {line}.", run.Output);
        Assert.Contains(shown, await File.ReadAllTextAsync(Path.Combine(checkout.Results, "drift.md"), Token));
        Assert.Contains(draft, await File.ReadAllTextAsync(Path.Combine(checkout.Results, "ContractYYYYMM.draft.cs"), Token));
        checkout.IsClean();
    }

    [TestMethod]
    public async Task Drift_OtherGenerationThanTheRequiredOne_NamesTheDifferences()
    {
        var checkout = NewDriftCheckout(Keep(await Installation.WithAnotherGenerationAsync(Token)));

        var run = await checkout.RunAsync("--target=Drift", "--contract=2026-07");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.MatchesRegex("--contract: 2026-07, and \\d+ lines are not as there: PeerFields, PeerId, ", run.Output);
        checkout.IsClean();
    }

    private Checkout NewDriftCheckout(Installation? installation = null)
    {
        var checkout = NewCheckout(installation);

        // A probe for something that the firmware does not do takes its whole timeout: a run takes 17 s, with the timeouts of other tests 54 s.
        checkout.Environment[LabConnection.TimeoutFactorVariable] = null;
        return checkout;
    }
}
