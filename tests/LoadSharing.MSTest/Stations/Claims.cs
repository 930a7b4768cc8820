using System.Text.Json;

namespace LoadSharing.MSTest.Stations;

/// <summary>A claim on the charger: the state and current that one part of the firmware asks for.</summary>
/// <param name="Client">The part of the firmware.</param>
/// <param name="Priority">A higher one wins.</param>
/// <param name="State"><c>active</c> or <c>disabled</c>; null leaves it to other claims.</param>
/// <param name="MaxCurrent">The highest current, in A; null for no limit.</param>
public sealed record Claim(int? Client, int? Priority, string? State, double? MaxCurrent)
{
    /// <summary>The client of the limit that load sharing sets.</summary>
    public const int LoadSharing = 65548;

    /// <summary>The priority of the limit that load sharing sets: above each other client's.</summary>
    public const int SafetyPriority = 5000;

    internal static Claim Read(JsonElement row) =>
        new(row.Integer("client"), row.Integer("priority"), row.Text("state"), row.Number("max_current"));

    /// <summary>The claim of a limit.</summary>
    public static Claim Limit(double amps) => new(LoadSharing, SafetyPriority, null, amps);

    /// <summary>The claim of a charger that must not charge.</summary>
    public static Claim Stop(double amps = 0) => new(LoadSharing, SafetyPriority, "disabled", amps);

    /// <summary>A claim of load sharing for a reader: <c>a limit of 6 A</c>, <c>a stop (0 A)</c>, <c>no limit</c>.</summary>
    internal static string Words(Claim? claim) => claim switch
    {
        null => "no limit",
        { MaxCurrent: { } amps } when claim == Limit(amps) => $"a limit of {Allocations.Format(amps)} A",
        { MaxCurrent: { } amps } when claim == Stop(amps) => $"a stop ({Allocations.Format(amps)} A)",
        _ => $"{claim}",
    };

    public override string ToString() =>
        $"{{ client {Client}, priority {Priority}, state {State ?? "none"}, max_current {(MaxCurrent is { } amps ? Allocations.Format(amps) : "none")} }}";
}
