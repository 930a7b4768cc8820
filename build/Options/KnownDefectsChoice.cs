namespace Build.Options;

internal enum KnownDefectsKind
{
    /// <summary>This repository's file.</summary>
    Repository,

    /// <summary>No known defects: every failure fails the run.</summary>
    None,

    /// <summary>The user's file.</summary>
    File,
}

/// <summary>The value of <c>--known-defects</c>.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Path">The path of <see cref="KnownDefectsKind.File"/>; null for the other kinds.</param>
internal sealed record KnownDefectsChoice(KnownDefectsKind Kind, string? Path)
{
    public static KnownDefectsChoice Repository { get; } = new(KnownDefectsKind.Repository, null);

    public static KnownDefectsChoice None { get; } = new(KnownDefectsKind.None, null);

    public static KnownDefectsChoice File(string path) => new(KnownDefectsKind.File, path);
}
