namespace LoadSharing.Lab.Components;

/// <summary>The parts' names, as the lab's API and the log files have them.</summary>
internal static class ComponentNames
{
    /// <summary>The name of a part.</summary>
    public static string Of(ComponentKind kind) => kind switch
    {
        ComponentKind.Emulator => "emulator",
        ComponentKind.Bridge => "bridge",
        ComponentKind.Firmware => "firmware",
        ComponentKind.Network => "network",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
