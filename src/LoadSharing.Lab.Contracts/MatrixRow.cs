namespace LoadSharing.Lab.Contracts;

/// <summary>
/// The rows of the matrix of configurations that break groups in the field. A name is a test category of the suite and a value of <c>--matrix</c>.
/// </summary>
public static class MatrixRow
{
    /// <summary>A password on one station or on all.</summary>
    public const string Auth = "auth";

    /// <summary>A member of an older API generation.</summary>
    public const string Mixed = "mixed";

    /// <summary>An allocation from a client that is not the controller.</summary>
    public const string ForeignFrame = "foreign-frame";

    /// <summary>A heartbeat timeout below the interval of the frames of an idle station.</summary>
    public const string Heartbeat = "heartbeat";

    /// <summary>Two controllers.</summary>
    public const string Controllers = "controllers";

    /// <summary>All rows.</summary>
    public static IReadOnlyList<string> All { get; } = [Auth, Mixed, ForeignFrame, Heartbeat, Controllers];
}
