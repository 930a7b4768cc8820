using System.Text.RegularExpressions;

namespace Build.Options;

/// <summary>The path of a program in a container image. It is a word on the command line of the docker client, so the grammar is narrow.</summary>
internal static class PathInImage
{
    /// <summary>The path in the images of the firmware's workflow native_docker.</summary>
    public const string Default = "/usr/local/bin/openevse";

    /// <summary>The label with which an image names another path.</summary>
    public const string Label = "org.openevse.firmware.path";

    private const int Maximum = 255;

    private static readonly Regex Pattern = new(@"\A(/(?!\.{1,2}(/|\z))[A-Za-z0-9._+-]+)+\z", RegexOptions.ExplicitCapture);

    /// <summary>Returns a valid path unchanged.</summary>
    /// <exception cref="FormatException">The text is not such a path.</exception>
    public static string Parse(string text) => text.Length <= Maximum && Pattern.IsMatch(text)
        ? text
        : throw new FormatException($"not an absolute path of letters, digits and . _ + -, without . and .. as names, of at most {Maximum} characters.");
}
