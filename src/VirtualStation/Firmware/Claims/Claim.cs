using System.Text.Json;

namespace VirtualStation.Firmware.Claims;

/// <summary>The properties that a client asks of the charger. Null leaves a property to clients of lower priority.</summary>
/// <param name="State"><c>active</c> or <c>disabled</c>.</param>
/// <param name="ChargeCurrent">The wanted current in A.</param>
/// <param name="MaximumCurrent">The limit in A.</param>
/// <param name="AutoRelease">Whether the claim ends with the charging session.</param>
internal sealed record ClaimProperties(string? State = null, int? ChargeCurrent = null, int? MaximumCurrent = null, bool AutoRelease = false)
{
    public const string Active = "active";
    public const string Disabled = "disabled";

    /// <summary>Writes the properties that are set, in the order of the firmware.</summary>
    public void Write(Utf8JsonWriter json)
    {
        if (State is not null)
        {
            json.WriteString("state", State);
        }

        WriteNumber(json, "charge_current", ChargeCurrent);
        WriteNumber(json, "max_current", MaximumCurrent);
        json.WriteBoolean("auto_release", AutoRelease);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }
}

/// <summary>The state and currents that a client of the firmware asks for.</summary>
internal sealed record Claim(int Client, int Priority, ClaimProperties Properties)
{
    /// <summary>The client of <c>/override</c>.</summary>
    public const int OverrideClient = 65537;
    public const int OverridePriority = 1000;

    /// <summary>The client of load sharing: the firmware's current shaper.</summary>
    public const int ShaperClient = 65548;
    public const int ShaperPriority = 5000;
}
