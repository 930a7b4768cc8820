using System.Globalization;
using VirtualStation.Rapi;

namespace VirtualStation.Emulator;

/// <summary>Executes RAPI commands, the charger's serial protocol.</summary>
internal sealed class RapiCommands
{
    private const string Ok = "$OK";
    private const string Nak = "$NK";

    // The firmware sends it instead of a space in display text: a space would separate parameters.
    private const char DisplaySpace = '\u00FE';
    private const int AcknowledgeMissedPulse = 165;
    private readonly ChargerSimulation _charger;
    private readonly Dictionary<string, Func<string[], string>> _commands;
    private (int Interval, int Amps) _heartbeat;

    public RapiCommands(ChargerSimulation charger)
    {
        _charger = charger;
        _commands = new Dictionary<string, Func<string[], string>>(StringComparer.Ordinal)
        {
            ["GS"] = _ => Reply(State),
            ["GG"] = _ => Reply(Current),
            ["GP"] = _ => Reply(state => $"{state.Evse.ClockTemperature} {state.Evse.SensorTemperature} 0 0"),
            ["GV"] = _ => $"{Ok} {Evse.FirmwareVersion} {Evse.ProtocolVersion}",
            ["GU"] = _ => Reply(state => $"{WattHours(state):F0} {WattHours(state) * 3600:F0}"),
            ["GC"] = _ => Reply(state => $"{Evse.MinimumAmps} {Evse.MaximumAmps} {state.Evse.RapiPilotAmps} {Evse.ConfiguredAmps}"),
            ["GE"] = _ => Reply(state => $"{state.Evse.CapacityAmps} {(int)state.Evse.Errors}"),
            ["GF"] = _ => Reply(state => $"{state.Evse.GfciCount} {state.Evse.NoGroundCount} {state.Evse.StuckRelayCount}"),
            ["GA"] = _ => $"{Ok} 1.0 0",
            ["GI"] = _ => $"{Ok} OpenEVSE03AB12CD",
            ["GT"] = _ => $"{Ok} 0",
            ["GH"] = _ => $"{Ok} 0",
            ["SC"] = SetCapacity,
            ["SL"] = SetServiceLevel,
            ["SE"] = SetEcho,
            ["ST"] = _ => Ok,
            ["SH"] = _ => Ok,
            ["SY"] = Heartbeat,
            ["FE"] = _ => _charger.Enable() ? Ok : Nak,
            ["FD"] = _ => Change(ChargerRules.Sleep),
            ["FS"] = _ => Change(ChargerRules.Sleep),
            ["FR"] = _ => Change(ChargerRules.Reset),
            ["F0"] = _ => Ok,
            ["F1"] = _ => Ok,
            ["FP"] = WriteDisplay,
            ["FB"] = SetBacklight,
        };
    }

    /// <summary>The unsolicited line at boot.</summary>
    public static string BootNotification => Line($"$AB 00 {Evse.FirmwareVersion}");

    /// <summary>The unsolicited line after a change of the pilot state or the errors.</summary>
    public static string ChangeNotification(ChargerState state) =>
        Line($"$AT {state.Evse.RapiState:X2} {(int)state.Vehicle.Pilot:X2} {state.Evse.CapacityAmps} {state.Evse.StatusFlags:X4}");

    /// <summary>Executes one line.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="warn">Receives a warning if the checksum is wrong. As in the public emulator, the command is executed nevertheless.</param>
    /// <returns>The response with checksum and CR, preceded by the echo if that is enabled.</returns>
    public string Execute(string line, Action<string> warn)
    {
        var (text, isValid) = RapiChecksum.Split(line);
        if (!line.StartsWith('$'))
        {
            return Line(Nak);
        }

        if (!isValid)
        {
            warn($"Warning: Checksum mismatch for command: {line}");
        }

        var parts = text[1..].Replace(DisplaySpace, ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
        {
            return Line(Nak);
        }

        var code = parts[0].ToUpperInvariant();
        var echo = _charger.State.Evse.Echo ? Line($"${string.Join('$', [code, .. parts[1..]])}") : "";
        return echo + Line(_commands.TryGetValue(code, out var command) ? command(parts[1..]) : Nak);
    }

    private static string Line(string text) => $"{RapiChecksum.Append(text)}\r";

    private static double WattHours(ChargerState state) => Math.Round(state.Evse.SessionWattHours);

    private static int? Number(string[] parameters, int index) =>
        index < parameters.Length && int.TryParse(parameters[index], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static string Current(ChargerState state) =>
        $"{(int)(Math.Round(state.Evse.ActualAmps, 1) * 1000)} {state.Evse.Millivolts} {state.Evse.RapiState} {(int)state.Evse.Errors}";

    private string State(ChargerState state) =>
        $"{state.Evse.RapiState:X2} {state.Evse.SessionSeconds(_charger.Now)} {(int)state.Vehicle.Pilot:X2} {state.Evse.StatusFlags:X4}";

    private string Reply(Func<ChargerState, string> format) => $"{Ok} {format(_charger.State)}";

    private string Change(Func<Evse, Evse> change)
    {
        _charger.Update(change);
        return Ok;
    }

    private string SetCapacity(string[] parameters)
    {
        if (Number(parameters, 0) is not ({ } amps and >= Evse.MinimumAmps and <= Evse.MaximumAmps))
        {
            return Nak;
        }

        _charger.Update(evse => evse with { CapacityAmps = amps });
        return _charger.State.Evse.Behaviour == EmulatorBehaviour.Public ? Ok : $"{Ok} {amps}";
    }

    private string SetServiceLevel(string[] parameters)
    {
        var level = parameters.FirstOrDefault() switch { "1" => "L1", "2" => "L2", "A" or "a" => "Auto", _ => null };
        return level is null ? Nak : Change(evse => ChargerRules.WithServiceLevel(evse, level));
    }

    private string SetEcho(string[] parameters) => Number(parameters, 0) is { } on ? Change(evse => evse with { Echo = on != 0 }) : Nak;

    private string Heartbeat(string[] parameters)
    {
        if (parameters.Length == 0)
        {
            return $"{Ok} {_heartbeat.Interval} {_heartbeat.Amps} 0";
        }

        if (Number(parameters, 0) is not { } interval)
        {
            return Nak;
        }

        if (interval == AcknowledgeMissedPulse)
        {
            return Ok;
        }

        if (Number(parameters, 1) is not { } amps)
        {
            return Nak;
        }

        _heartbeat = (interval, amps);
        return $"{Ok} {interval} {amps} 0";
    }

    private string WriteDisplay(string[] parameters) =>
        (Number(parameters, 0), Number(parameters, 1)) is ({ } column and >= 0 and < Display.Columns, { } row and (0 or 1))
            ? Change(evse => evse with { Display = evse.Display.WithText(column, row, string.Join(' ', parameters[2..])) })
            : Nak;

    private string SetBacklight(string[] parameters) => Number(parameters, 0) is { } colour and >= 0 and <= 7
        ? Change(evse => evse with { Display = evse.Display with { Backlight = colour } })
        : Nak;
}
