namespace LoadSharing.MSTest.Clients;

/// <summary>A part of a station that ended although nobody asked it to.</summary>
/// <param name="Part"><c>emulator</c>, <c>firmware</c> or <c>bridge</c>.</param>
/// <param name="How">The exit code or signal.</param>
/// <param name="After">Seconds from its start.</param>
/// <param name="Log">Path of its log file.</param>
/// <param name="Message">All of it as one text for a report.</param>
internal sealed record EndedPartDocument(
    string Station, string Part, string How, double After, string Log, IReadOnlyList<string> LastLines, string Message);
