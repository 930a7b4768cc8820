using System.Text.RegularExpressions;

namespace LoadSharing.Lab.Stations;

/// <summary>What a host name may be: one label of a domain name (RFC 1123, section 2.1; RFC 1035, section 2.3.4).</summary>
internal static partial class HostLabel
{
    /// <summary>What to give instead of one that is none.</summary>
    public const string Rule = "give 1 to 63 letters, digits and hyphens, of which the first and the last is no hyphen";

    /// <summary>Whether a text is one.</summary>
    [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\z")]
    public static partial Regex Shape { get; }
}
