namespace LoadSharing.Lab.Hosting;

/// <summary>The program of this repo's stations, and how it is run.</summary>
/// <param name="Path">Where it is.</param>
internal sealed record VirtualProgram(string Path)
{
    /// <summary>Whether all parts share one process; else each has one of its own.</summary>
    public bool IsShared { get; init; } = true;

    /// <summary>How many times as fast as the wall clock their time runs.</summary>
    public double TimeFactor { get; init; } = 1;
}
