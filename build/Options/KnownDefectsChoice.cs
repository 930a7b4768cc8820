namespace Build.Options;

/// <summary>The value of <c>--known-defects</c>.</summary>
/// <param name="IsRepository">Whether they are those of this repository's file.</param>
/// <param name="Path">The path of the user's file; null for this repository's, and for no known defects: every failure fails the run.</param>
internal sealed record KnownDefectsChoice(bool IsRepository, string? Path)
{
    public static KnownDefectsChoice Repository { get; } = new(true, null);

    public static KnownDefectsChoice None { get; } = new(false, null);

    public static KnownDefectsChoice File(string path) => new(false, path);
}
