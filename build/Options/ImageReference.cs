using System.Text.RegularExpressions;

namespace Build.Options;

/// <summary>The grammar of container images: <c>[registry[:port]/]path[:tag][@digest]</c>, as in https://github.com/distribution/reference.</summary>
/// <remarks>An image is a word on the command line of the docker client. Nothing that the grammar accepts can be an option, or several words.</remarks>
internal static class ImageReference
{
    private const int MaximumName = 255;

    private const string Label = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";
    private const string Registry = $@"({Label}(\.{Label})*|\[[0-9A-Fa-f:]+\])(:[0-9]+)?";
    private const string Component = "[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*";
    private const string Tag = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
    private const string Digest = "[A-Za-z][A-Za-z0-9]*([-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9A-Fa-f]{32,}";

    private static readonly Regex Pattern = new(
        $@"\A(?<name>({Registry}/)?{Component}(/{Component})*)(:{Tag})?(@{Digest})?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);

    /// <summary>Returns a valid image unchanged.</summary>
    /// <exception cref="FormatException">The text is not an image.</exception>
    public static string Parse(string text) => Pattern.Match(text) is { Success: true } match && match.Groups["name"].Length <= MaximumName
        ? text
        : throw new FormatException("not an image reference. Valid is [registry[:port]/]path[:tag][@digest], the path in lower case.");
}
