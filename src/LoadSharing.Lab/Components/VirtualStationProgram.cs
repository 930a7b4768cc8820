namespace LoadSharing.Lab.Components;

/// <summary>The program <c>virtual-station</c> and how the lab runs it.</summary>
/// <param name="Path">The path of the program.</param>
public sealed record VirtualStationProgram(string Path)
{
    /// <summary>Whether all virtual components share one process; else each has its own.</summary>
    public bool IsShared { get; init; } = true;

    /// <summary>The factor by which the stations' time runs faster than the wall clock.</summary>
    public double TimeFactor { get; init; } = 1;
}
