namespace LoadSharing.MSTest.Contracts;

/// <summary>
/// September 2026: load sharing on the firmware's master, as differences from July. Values were measured on a native build, or read from the source where
/// they say so. Values that are inferred, and not yet seen on any build, say that.
/// </summary>
internal static class Contract202609
{
    public static Contract Values { get; } = Contract202607.Values with
    {
        Generation = ApiGeneration.September2026,
        HasPriorities = true,
        SweepsOnlyWhileEnabled = true,

        // No other question can be mistaken for that of the discover.
        SecondsToQuestion = 10,

        // Read and measured: a station with its own device id is not a peer.
        ListsOwnAddress = false,

        // Measured for two spellings that a client adds; the one that is added later stays.
        MergesSpellings = true,

        // Read: the host of the controller is not compared. An upstream test asserts it.
        LeavesAnyController = true,

        // Read and measured: an idle station stays awake.
        IdleAmps = 6,

        // Read and measured: a lost member may draw any current.
        LimitsAllInFailsafe = true,

        // Read.
        PushesMaximum = false,

        StatusRowFields = [.. Contract202607.Values.StatusRowFields, "priority"],
        StatusRowFieldsOfOwn = ["status"],
        StatusRowFieldsOfUnreachable = ["error"],
        StatusFieldsInFailsafe = ["failsafe_reason"],
        ChargerStatusFields = [.. Contract202607.Values.ChargerStatusFields
            .Except(["loadsharing_min_current", "loadsharing_max_current", "loadsharing_priority"])],
        Settings = Contract202607.Values.Settings.Where(setting => setting.Key != "loadsharing_priority").ToDictionary(),
    };
}
