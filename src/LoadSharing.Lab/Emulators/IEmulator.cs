using LoadSharing.Lab.Components;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Emulators;

/// <summary>A kind of emulator.</summary>
internal interface IEmulator
{
    /// <summary>What it is, for reports.</summary>
    string Description { get; }

    /// <summary>Whether all share a process.</summary>
    bool SharesProcess => false;

    /// <summary>The machine whose ports it listens on.</summary>
    string Host { get; }

    /// <summary>Its HTTP API.</summary>
    Uri Url(Slot slot) => new UriBuilder(Uri.UriSchemeHttp, Host, slot.EmulatorPort).Uri;

    /// <summary>Makes the emulator of a station; nothing is started yet.</summary>
    IComponent Create(StationSetup setup);

    /// <summary>What an emulator says of itself; null if it does not answer in a way that can be read.</summary>
    Task<EmulatorState?> StateAsync(HttpClient http, Slot slot, TimeSpan patience) => EmulatorState.AskAsync(http, Url(slot), patience);
}
