namespace Build.Options;

/// <summary>Which file declares known defects.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Path">The file of <see cref="KnownDefectsKind.File"/>; null for the others.</param>
public sealed record KnownDefectsChoice(KnownDefectsKind Kind, string? Path)
{
    /// <summary>This repo's own, where a firmware is given.</summary>
    public static KnownDefectsChoice OfFirmware { get; } = new(KnownDefectsKind.OfFirmware, null);

    /// <summary>None.</summary>
    public static KnownDefectsChoice None { get; } = new(KnownDefectsKind.None, null);

    /// <summary>A file.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>The choice.</returns>
    public static KnownDefectsChoice File(string path) => new(KnownDefectsKind.File, path);
}
