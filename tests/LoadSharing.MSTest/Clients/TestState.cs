namespace LoadSharing.MSTest.Clients;

/// <summary>How far a test is, as the lab shows it while the run goes on.</summary>
internal enum TestState
{
    Started,
    Passed,
    Failed,
    Skipped,
}
