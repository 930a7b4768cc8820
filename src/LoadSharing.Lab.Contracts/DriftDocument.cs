namespace LoadSharing.Lab.Contracts;

/// <summary>The value that a firmware has for each line of the contract, beside those of the known generations.</summary>
/// <param name="Lines">The lines, in the order of the contract's page.</param>
/// <param name="Draft">A draft of a page for this firmware: the differences from the nearest generation as C#.</param>
public sealed record DriftDocument(IReadOnlyList<DriftLine> Lines, string Draft)
{
    /// <summary>The environment variable that has the path of the file with this document.</summary>
    public const string FileVariable = "LOADSHARING_DRIFT_FILE";

    /// <summary>The known generation that most lines agree with; of two, the later one.</summary>
    public ApiGeneration Nearest() => ApiGeneration.All.Reverse().MaxBy(generation => Lines.Count(line => line.Holds(generation)))!;
}

/// <summary>A line of the contract.</summary>
/// <param name="Name">The property of the contract.</param>
/// <param name="Observed">The value that the firmware has; null if none could be observed.</param>
/// <param name="Expected">The value of each known generation.</param>
/// <param name="IsLimit">Whether the expected values are the maximums of a number.</param>
/// <param name="Reason">The reason of a missing value; null for a value.</param>
/// <param name="KnownDefect">The known defect that explains a difference; null if none does.</param>
public sealed record DriftLine(
    string Name, string? Observed, IReadOnlyDictionary<string, string> Expected, bool IsLimit, string? Reason, string? KnownDefect)
{
    /// <summary>Whether the firmware has the value of a generation.</summary>
    public bool Holds(ApiGeneration generation) => IsLimit && Observed is not null
        ? int.Parse(Observed) <= int.Parse(Expected[generation.Name])
        : Observed == Expected[generation.Name];
}
