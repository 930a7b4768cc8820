using VirtualStation.Firmware.Claims;

namespace VirtualStation.Firmware.Charging;

/// <summary>Decides which commands make the charger follow the claims.</summary>
internal static class ChargerControl
{
    // Codes from here on mean that the charger is asleep or disabled. A public emulator reports sleep as 253, so the firmware never wakes it.
    private const int FirstSleepingState = 254;

    /// <summary>The command that makes the charger sleep or wakes it.</summary>
    /// <returns>Null if the charger is in the state that the claims ask for.</returns>
    public static string? SleepOrWake(ClaimTarget target, ChargerReading reading) =>
        target.IsDisabled == reading.State >= FirstSleepingState ? null : target.IsDisabled ? "FS" : "FE";

    /// <summary>The command that sets the pilot.</summary>
    /// <returns>Null if the charger has the pilot, as far as the firmware knows: it does not know a pilot that the charger has not confirmed.</returns>
    public static string? SetPilot(ClaimTarget target, ChargerReading reading)
    {
        var maximum = reading.ConfiguredMaximumAmps;
        var wanted = Math.Min(target.Properties.MaximumCurrent ?? maximum, target.Properties.ChargeCurrent ?? maximum);
        var pilot = Math.Max(reading.MinimumAmps, Math.Min(maximum, wanted));
        return pilot == reading.PilotAmps ? null : SetPilot(pilot);
    }

    /// <summary>The command that repeats the known pilot when a car has started to charge and the charger offers it more.</summary>
    /// <returns>Null if the charger offers the known pilot.</returns>
    public static string? VerifyPilot(ChargerReading known, ChargerReading read) => read.PilotAmps > known.PilotAmps ? SetPilot(known.PilotAmps) : null;

    // V: the charger does not store it.
    private static string SetPilot(int amps) => $"SC {amps} V";
}
