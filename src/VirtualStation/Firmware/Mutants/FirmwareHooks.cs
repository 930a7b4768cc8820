using System.Text.Json;
using MulticastDns;
using StationTime;
using VirtualStation.Firmware.Allocation;
using VirtualStation.Firmware.Claims;
using VirtualStation.Firmware.Discovery;
using VirtualStation.Firmware.Events;
using VirtualStation.Firmware.Following;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Group;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Firmware.Storage;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Mutants;

/// <summary>The points at which a mutant can replace a component of the firmware. By default each hook returns its argument.</summary>
internal class FirmwareHooks
{
    /// <param name="store">The store of the joined peers.</param>
    /// <param name="path">The path of its file.</param>
    public virtual IPeerStore Store(IPeerStore store, string path) => store;

    public virtual IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => registry;

    public virtual IStationBrowser Browser(IStationBrowser browser) => browser;

    /// <summary>Replaces the published service.</summary>
    public virtual ServiceProfile Profile(ServiceProfile profile) => profile;

    /// <summary>Returns the service to publish after a name conflict, or null for none.</summary>
    public virtual ServiceProfile? OnNameConflict(ServiceProfile profile) => null;

    public virtual bool SendsReciprocalUpdates(FirmwareGeneration generation) => generation.HasGroups;

    public virtual bool SweepsOnlyWhileEnabled(FirmwareGeneration generation) => generation.SweepsOnlyWhileEnabled;

    /// <summary>Called only if the station sends reciprocal updates.</summary>
    public virtual IReciprocalUpdates ReciprocalUpdates(HttpReciprocalUpdates updates, StationIdentity self) => updates;

    /// <summary>Whether a role that is set or cleared alone is stored.</summary>
    public virtual bool SavesRoles => true;

    public virtual IGroupAllocator Allocator(IGroupAllocator allocator) => allocator;

    public virtual IClaims Claims(IClaims claims) => claims;

    /// <summary>Replaces the claims that the charger follows.</summary>
    /// <param name="claims">The result of <see cref="Claims"/>, which the API shows.</param>
    public virtual IClaims ChargerClaims(IClaims claims) => claims;

    /// <summary>Replaces the limit of load sharing between the group and the claims.</summary>
    public virtual ILoadSharingLimit Limit(ILoadSharingLimit limit) => limit;

    /// <summary>Creates the clock by which a group is timed.</summary>
    public virtual Uptime Uptime(SimulatedTime time) => new(time);

    public virtual IBackoff Backoff(IBackoff backoff) => backoff;

    /// <summary>Replaces the silence after which a followed peer is stale.</summary>
    public virtual TimeSpan StaleAfter(TimeSpan heartbeat) => heartbeat;

    /// <summary>Replaces the result of the check of the settings in a request.</summary>
    /// <param name="body">The settings.</param>
    /// <param name="error">The message of the 400 response; null if the settings are valid.</param>
    public virtual string? SettingsError(JsonElement body, string? error) => error;

    public virtual IFailsafeRules FailsafeRules(IFailsafeRules rules) => rules;

    /// <summary>Replaces the messages of a controller to its members.</summary>
    public virtual IGroupMessenger Messenger(IGroupMessenger messenger) => messenger;

    /// <summary>Replaces the handling of an allocation that a client of <c>/ws</c> sends.</summary>
    public virtual IAllocationReceiver Receiver(IAllocationReceiver receiver) => receiver;

    /// <summary>Replaces the handling of each message of a client of <c>/ws</c>.</summary>
    public virtual EventMessageHandler MessageHandler(EventMessageHandler handler) => handler;

    /// <summary>Replaces a frame that a client of <c>/ws</c> is sent.</summary>
    public virtual ReadOnlyMemory<byte> Frame(ReadOnlyMemory<byte> frame) => frame;

    /// <summary>Replaces the decision whether a request has the credentials.</summary>
    public virtual bool IsAuthorized(ApiRequest request, bool isAuthorized) => isAuthorized;

    /// <param name="handler">Handles all requests of the station.</param>
    /// <param name="registry">The result of <see cref="Registry"/>.</param>
    /// <param name="updates">The result of <see cref="ReciprocalUpdates"/>.</param>
    public virtual ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => handler;
}
