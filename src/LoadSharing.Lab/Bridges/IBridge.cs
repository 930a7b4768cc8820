using LoadSharing.Lab.Components;
using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Bridges;

/// <summary>How a firmware reaches its emulator; unless a bridge says otherwise, nothing stands between the two.</summary>
internal interface IBridge
{
    /// <summary>Whether it needs the slot's PTY link.</summary>
    bool NeedsPtyLink => false;

    /// <summary>Makes the bridge of a station, or null where nothing stands between; nothing is started yet.</summary>
    /// <param name="setup">The station.</param>
    /// <param name="emulatorHost">The machine whose RAPI port the emulator listens on.</param>
    IComponent? Create(StationSetup setup, string emulatorHost) => null;

    /// <summary>What the firmware is told of its serial line.</summary>
    /// <param name="setup">The station.</param>
    /// <param name="emulatorHost">The machine whose RAPI port the emulator listens on.</param>
    IReadOnlyList<string> FirmwareArguments(StationSetup setup, string emulatorHost);
}
