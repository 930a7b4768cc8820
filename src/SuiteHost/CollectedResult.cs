namespace SuiteHost;

/// <summary>What came of a test.</summary>
/// <param name="Class">Its class, with namespace.</param>
/// <param name="Name">Its name, with the row if it has rows.</param>
/// <param name="Outcome">Passed, Skipped or Failed.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Message">Why it was skipped or failed.</param>
internal sealed record CollectedResult(string Class, string Name, string Outcome, TimeSpan Duration, string Message);
