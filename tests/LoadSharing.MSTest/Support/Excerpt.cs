namespace LoadSharing.MSTest.Support;

/// <summary>Limits how much of a station's answer a failure shows. The rest is in the files that are attached to the result.</summary>
internal static class Excerpt
{
    public const int MaximumLength = 4096;

    /// <summary>The beginning of a long text; a short one unchanged.</summary>
    public static string Of(string text) => text.Length <= MaximumLength
        ? text
        : $"{text[..MaximumLength]} … ({text.Length} characters; the rest is attached to the result)";
}
