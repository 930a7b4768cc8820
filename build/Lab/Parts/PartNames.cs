namespace Build.Lab.Parts;

/// <summary>The parts' names, as the lab's API and the log files have them.</summary>
internal static class PartNames
{
    /// <summary>The name of a part.</summary>
    public static string Of(PartKind kind) => kind switch
    {
        PartKind.Emulator => "emulator",
        PartKind.Bridge => "bridge",
        PartKind.Firmware => "firmware",
        PartKind.Network => "network",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
