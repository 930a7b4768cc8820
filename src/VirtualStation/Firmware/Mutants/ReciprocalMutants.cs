using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of reciprocal updates and of the member role.</summary>
internal static class ReciprocalMutants
{
    private const string Since = FirmwareGeneration.JulyName;

    /// <summary>Forwards all updates. A mutant overrides some of them.</summary>
    private abstract class UpdatesDecorator(HttpReciprocalUpdates inner) : IReciprocalUpdates
    {
        protected HttpReciprocalUpdates Inner => inner;

        public virtual void SendJoined(string host) => Inner.SendJoined(host);

        public virtual void SendRemoved(string host) => Inner.SendRemoved(host);
    }

    internal sealed class ReciprocalLoop() : Mutant(
        "reciprocal-loop", "The update asks for a reciprocal update in turn: one add causes an endless exchange of requests.", Since,
        tests: "ReciprocalUpdateTests")
    {
        private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(200);

        public override IReciprocalUpdates ReciprocalUpdates(HttpReciprocalUpdates updates, StationIdentity self) =>
            new RequestsReciprocalUpdate(updates, self);

        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => handler.AfterAdd(add =>
        {
            if (add.IsReciprocal)
            {
                _ = SendLaterAsync(updates, add.Host);
            }
        });

        private static async Task SendLaterAsync(IReciprocalUpdates updates, string host)
        {
            await Task.Delay(Delay);
            updates.SendJoined(host);
        }

        private sealed class RequestsReciprocalUpdate(HttpReciprocalUpdates inner, StationIdentity self) : UpdatesDecorator(inner)
        {
            public override void SendJoined(string host) => Inner.SendAdd(host, $"{self.MdnsName}:{self.HttpPort}", reciprocal: true);
        }
    }

    internal sealed class ReciprocalAddMissing() : Mutant(
        "reciprocal-add-missing", "An add sends no update: only one of the two stations shares its load.", Since, tests: "ConnectionTests")
    {
        public override IReciprocalUpdates ReciprocalUpdates(HttpReciprocalUpdates updates, StationIdentity self) => new WithoutJoined(updates);

        private sealed class WithoutJoined(HttpReciprocalUpdates inner) : UpdatesDecorator(inner)
        {
            public override void SendJoined(string host)
            {
            }
        }
    }

    internal sealed class ReciprocalRemoveMissing() : Mutant(
        "reciprocal-remove-missing", "A delete sends no update: the removed station remains a member.", Since, tests: "ReciprocalUpdateTests")
    {
        public override IReciprocalUpdates ReciprocalUpdates(HttpReciprocalUpdates updates, StationIdentity self) => new WithoutRemoved(updates);

        private sealed class WithoutRemoved(HttpReciprocalUpdates inner) : UpdatesDecorator(inner)
        {
            public override void SendRemoved(string host)
            {
            }
        }
    }

    internal sealed class ReciprocalAddWrongHost() : Mutant(
        "reciprocal-add-wrong-host", "The update contains the address of the access point, which all stations share.", Since, tests: "ReciprocalUpdateTests")
    {
        public override IReciprocalUpdates ReciprocalUpdates(HttpReciprocalUpdates updates, StationIdentity self) => new SendsAccessPoint(updates);

        private sealed class SendsAccessPoint(HttpReciprocalUpdates inner) : UpdatesDecorator(inner)
        {
            public override void SendJoined(string host) => Inner.SendAdd(host, StationIdentity.AccessPointAddress, reciprocal: false);
        }
    }

    internal sealed class AlwaysReciprocal() : Mutant(
        "always-reciprocal", "The reciprocal field of the request is ignored: every add sends an update.", Since, tests: "ConnectionTests")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => handler.AfterAdd(add =>
        {
            if (!add.IsReciprocal)
            {
                updates.SendJoined(add.Host);
            }
        });
    }

    internal sealed class MemberNotReadOnly() : Mutant(
        "member-not-read-only", "Only the user interface checks the role: the API changes the group of a member.", Since, tests: "MemberTests")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => request =>
        {
            var response = handler(request);
            return response.Status == 403 && request.ReadAdd() is { } add ? registry.AddUnchecked(add.Host) : response;
        };
    }

    internal sealed class ReciprocalUpdatesUnexpected() : Mutant(
        "reciprocal-updates-unexpected", "Updates of a later generation are sent, which this one does not have.")
    {
        public override bool AppliesTo(FirmwareGeneration generation) => !generation.HasGroups;

        public override bool SendsReciprocalUpdates(FirmwareGeneration generation) => true;
    }
}
