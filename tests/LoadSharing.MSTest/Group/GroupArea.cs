namespace LoadSharing.MSTest.Group;

/// <summary>Test categories of groups. A mutant of a group names the category of the tests that are about it.</summary>
internal static class GroupArea
{
    public const string Allocation = "allocation";
    public const string Scarcity = "scarcity";
    public const string Current = "current";
    public const string Frames = "frames";
    public const string Push = "push";
    public const string Settings = "group-settings";
    public const string MemberFailsafe = "member-failsafe";
    public const string GroupFailsafe = "group-failsafe";
    public const string Restart = "group-restart";
    public const string Faults = "group-faults";
}
