using System.Globalization;

namespace VirtualStation.Firmware.Charging;

/// <summary>Applies a RAPI response to a reading.</summary>
internal delegate ChargerReading RapiParser(ChargerReading reading, string[] words);

/// <summary>Parses the responses of the charger. A response that does not have the form of its command leaves the reading unchanged.</summary>
internal static class RapiResponseParser
{
    public static ChargerReading Version(ChargerReading reading, string[] words) =>
        words is [var firmware, var protocol] ? reading with { IsConnected = true, Firmware = firmware, Protocol = protocol } : reading;

    public static ChargerReading Serial(ChargerReading reading, string[] words) => words is [var serial] ? reading with { Serial = serial } : reading;

    public static ChargerReading State(ChargerReading reading, string[] words) =>
        words is [var state, var elapsed, _, var flags] && Hex(state) is { } stateCode && Decimal(elapsed) is { } seconds && Hex(flags) is { } bits
            ? WithState(reading, stateCode) with { ElapsedSeconds = seconds, Flags = bits }
            : reading;

    public static ChargerReading Current(ChargerReading reading, string[] words) =>
        words is [var milliamps, var millivolts, ..] && Decimal(milliamps) is { } current && Decimal(millivolts) is { } voltage
            ? reading with { Milliamps = current, Volts = voltage / 1000.0 }
            : reading;

    /// <summary>Parses the response to a new pilot: the resulting value. A public emulator sends none, so the known pilot stays.</summary>
    public static ChargerReading Pilot(ChargerReading reading, string[] words) =>
        words is [var amps] && Decimal(amps) is { } pilot ? reading with { PilotAmps = pilot } : reading;

    public static ChargerReading Energy(ChargerReading reading, string[] words) =>
        words is [var wattHours, _] && Decimal(wattHours) is { } session ? reading with { SessionWattHours = session } : reading;

    public static ChargerReading Limits(ChargerReading reading, string[] words) =>
        words is [var minimum, var hardware, var pilot, var configured]
        && Decimal(minimum) is { } low && Decimal(hardware) is { } high && Decimal(pilot) is { } offered && Decimal(configured) is { } maximum
            ? reading with { MinimumAmps = low, HardwareMaximumAmps = high, PilotAmps = offered, ConfiguredMaximumAmps = maximum }
            : reading;

    public static ChargerReading Temperatures(ChargerReading reading, string[] words) =>
        words is [var clock, var sensor, ..] ? reading with { ClockTemperature = Decimal(clock), SensorTemperature = Decimal(sensor) } : reading;

    public static ChargerReading Faults(ChargerReading reading, string[] words) =>
        words is [var gfci, var noGround, var stuck] && Decimal(gfci) is { } trips && Decimal(noGround) is { } grounds && Decimal(stuck) is { } relays
            ? reading with { GfciCount = trips, NoGroundCount = grounds, StuckRelayCount = relays }
            : reading;

    /// <summary>Parses the unsolicited line <c>$AT state pilot capacity flags</c>.</summary>
    public static ChargerReading Notification(ChargerReading reading, string[] words) =>
        words is ["$AT", var state, _, var capacity, var flags] && Hex(state) is { } stateCode && Decimal(capacity) is { } pilot && Hex(flags) is { } bits
            ? WithState(reading, stateCode) with { PilotAmps = pilot, Flags = bits }
            : reading;

    // The current is read only while a car charges.
    private static ChargerReading WithState(ChargerReading reading, int state) =>
        reading with { State = state, Milliamps = state == ChargerReading.Charging ? reading.Milliamps : 0 };

    private static int? Decimal(string word) => int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int? Hex(string word) => int.TryParse(word, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : null;
}
