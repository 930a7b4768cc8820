namespace VirtualStation.Emulator;

/// <summary>Charger and vehicle at one moment.</summary>
internal sealed record ChargerState(Evse Evse, Vehicle Vehicle)
{
    public static ChargerState AtBoot { get; } = new(new Evse(), new Vehicle());
}
