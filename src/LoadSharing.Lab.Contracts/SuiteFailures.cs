namespace LoadSharing.Lab.Contracts;

/// <summary>Texts in failures of the suite by which the build recognises them.</summary>
public static class SuiteFailures
{
    /// <summary>A station does not list each other station in time.</summary>
    public const string StationsAreMissing = "Expected every station to list every other station";

    /// <summary>A row of a peer list was incomplete, as by a full buffer of the firmware.</summary>
    public const string FieldIsMissing = "it has no field";

    /// <summary>A known defect that always occurs did not.</summary>
    public const string PassedDefect = "Passed, though it is a known defect";
}
