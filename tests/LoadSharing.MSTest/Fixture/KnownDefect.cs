namespace LoadSharing.MSTest.Fixture;

/// <summary>A defect of released firmware that is known and not yet fixed, as the file of known defects declares it.</summary>
/// <param name="Test">The tests that meet it: names of methods, with <c>|</c> between them; a <c>*</c> at the end of one stands for any rest.</param>
/// <param name="Symptom">A text that is in the failure whenever it is this defect; another failure of the test is none.</param>
/// <param name="Contract">The generation of the firmware's API.</param>
/// <param name="Versions">The firmware versions that have it, as <c>GET /config</c> tells; a <c>*</c> at the end stands for any rest.</param>
/// <param name="Sporadic">Whether the test sometimes passes all the same, as where memory is used after it was freed.</param>
/// <param name="Reason">What is wrong, in a sentence.</param>
/// <param name="Link">Where to read on.</param>
internal sealed record KnownDefect(
    string Test, string Symptom, string Contract, IReadOnlyList<string> Versions, bool Sporadic, string Reason, Uri Link)
{
    /// <summary>Whether a test meets it.</summary>
    /// <param name="test">The name of the test's method.</param>
    public bool IsOf(string? test) => test is not null && Test.Split('|').Any(pattern => Matches(pattern, test));

    /// <summary>Whether a firmware has it.</summary>
    public bool IsOf(string contract, string version) =>
        Contract == contract && Versions.Any(pattern => Matches(pattern, version));

    public override string ToString() => $"{Reason} ({Link})";

    private static bool Matches(string pattern, string text) => pattern.EndsWith('*') ? text.StartsWith(pattern[..^1], StringComparison.Ordinal) : text == pattern;
}
