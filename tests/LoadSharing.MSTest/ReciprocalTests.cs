using System.Text.Json;
using RestSharp;

namespace LoadSharing.MSTest;

/// <summary>
/// What the other side hears of an add and a delete. "It hears nothing more" is looked at when a witness has heard of a later change: a station that tells
/// too much has told it before that. In a generation that tells nobody the witness hears nothing either: there, <see cref="Pushes_AWholeDiscoveryLater_AreWhatTheContractSays"/>
/// is what can fail.
/// </summary>
[TestClass]
public sealed class ReciprocalTests : LoadSharingTest
{
    [ContractTest]
    [TestCategory(Endpoints.Peers)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task AddPeer_ListeningPeer_IsToldOnceAndAskedNotToAnswerInKind()
    {
        var fleet = await LeaseAsync(1);
        var station = fleet.Stations[0];
        await using var peer = fleet.ListenAsPeer(TestContext.WriteLine);

        var added = (await station.Peers.AddAsync(peer.Host)).MustAnswer(Answer.Done);
        await MustHearAsync(peer, added, () => fleet.Contract.ToldOfAddProblems(peer.Told, station));

        // A second add changes nothing, so that there is nothing to tell.
        var again = (await station.Peers.AddAsync(peer.Host)).MustAnswer(fleet.Contract.Duplicate);
        await WitnessAsync(fleet);
        MustHaveHeard(peer, again, fleet.Contract.ToldOfAddProblems(peer.Told, station));
    }

    [ContractTest]
    [TestCategory(Endpoints.Peers)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task AddPeer_ReciprocalFalse_TellsNobody()
    {
        var fleet = await LeaseAsync(1);
        var station = fleet.Stations[0];
        await using var peer = fleet.ListenAsPeer(TestContext.WriteLine);

        // As another station asks: one that told it in turn would be asked again, and so for ever.
        var body = JsonSerializer.Serialize(new { host = peer.Host, reciprocal = false });
        var added = (await station.Firmware.SendAsync(Method.Post, PeerApi.Peers, body)).MustAnswer(Answer.Done);
        (await station.Peers.ListAsync()).MustListOnce(peer.Host, joined: true);

        await WitnessAsync(fleet);
        MustHaveHeard(peer, added, Push.Unexpected(peer.Told));
    }

    [ContractTest]
    [TestCategory(Endpoints.Peer)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task DeletePeer_ListeningPeer_IsToldOnceToLeaveItsRole()
    {
        var fleet = await LeaseAsync(1);
        var station = fleet.Stations[0];
        await using var peer = fleet.ListenAsPeer(TestContext.WriteLine);
        (await station.Peers.AddHereOnlyAsync(peer.Host)).MustAnswer(Answer.Done);

        var removed = (await station.Peers.DeleteAsync(peer.Host)).MustAnswer(Answer.Done);
        await MustHearAsync(peer, removed, () => fleet.Contract.ToldOfDeleteProblems(peer.Told));

        await WitnessAsync(fleet);
        MustHaveHeard(peer, removed, fleet.Contract.ToldOfDeleteProblems(peer.Told));
    }

    [ContractTest]
    [TestCategory(Endpoints.Peers)]
    [TestCategory(Endpoints.Peer)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task Pushes_AWholeDiscoveryLater_AreWhatTheContractSays()
    {
        var fleet = await LeaseAsync(2);
        var (station, neighbour) = (fleet.Stations[0], fleet.Stations[1]);
        await fleet.DiscoverAsync();
        await using var added = fleet.ListenAsPeer(TestContext.WriteLine);
        await using var deleted = fleet.ListenAsPeer(TestContext.WriteLine);
        (await station.Peers.AddHereOnlyAsync(deleted.Host)).MustAnswer(Answer.Done);
        var remove = (await station.Peers.DeleteAsync(deleted.Host)).MustAnswer(Answer.Done);
        var add = (await station.Peers.AddAsync(added.Host)).MustAnswer(Answer.Done);

        // The station itself has sent questions and heard no answer since: what it had to tell it has told long before.
        await neighbour.StopAsync();
        await fleet.DiscoverUntilAsync($"{station.Name} has noticed that {neighbour.Name} is gone", [station], async () =>
        {
            var list = await station.Peers.ListAsync();
            return list.Explain(fleet.Contract.StoppedProblems(list, neighbour));
        });

        MustHaveHeard(added, add, fleet.Contract.ToldOfAddProblems(added.Told, station));
        MustHaveHeard(deleted, remove, fleet.Contract.ToldOfDeleteProblems(deleted.Told));
    }

    [ContractTest]
    [TestCategory(Endpoints.Peers)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task AddPeer_TwoStationsByAnnouncedName_OtherSideFollowsByContract()
    {
        var fleet = await LeaseAsync(2);
        var (station, other) = (fleet.Stations[0], fleet.Stations[1]);
        await fleet.DiscoverAsync();

        // What people type: no port.
        var added = (await station.Peers.AddAsync($"{other.Hostname}.local")).MustAnswer(Answer.Done);

        await MustBecomeAsync(other, $"{other.Name}'s list is as after {added.Short} on {station.Name}", list => fleet.Contract.AddedByProblems(list, station));
    }

    [ContractTest]
    [TestCategory(Endpoints.Peers)]
    [TestCategory(Endpoints.Peer)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task AddPeer_TwoStationsThatThenLetGo_AreNotJoinedAWholeDiscoveryLater()
    {
        var fleet = await LeaseAsync(3);
        var (station, other, leaving) = (fleet.Stations[0], fleet.Stations[1], fleet.Stations[2]);
        await fleet.DiscoverAndSettleAsync();
        (await station.Peers.AddAsync(other.PeerHost)).MustAnswer(Answer.Done);
        await MustBecomeAsync(other, $"{other.Name} has joined {station.Name}, which has added it", list => !fleet.Contract.HasReciprocal || JoinedRows(list, station).Any()
            ? []
            : [$"{station.Name} is not joined"]);

        // Neither has the other any more. Where they go on answering each other in kind, each is soon asked to join the other again.
        await LetGoAsync(station, other);
        await LetGoAsync(other, station);
        await leaving.StopAsync(ProcessSignal.Kill);
        await fleet.DiscoverUntilAsync($"{station.Name} and {other.Name} have noticed that {leaving.Name} is gone", [station, other], async () =>
        {
            var (own, others) = (await station.Peers.ListAsync(), await other.Peers.ListAsync());
            return own.Explain(fleet.Contract.StoppedProblems(own, leaving)) ?? others.Explain(fleet.Contract.StoppedProblems(others, leaving));
        });

        foreach (var (asked, gone) in ((Station, Station)[])[(station, other), (other, station)])
        {
            var list = await asked.Peers.ListAsync();
            list.MustHold(JoinedRows(list, gone).Select(row => $"{gone.Name} was deleted and is joined again, and nobody added it: {row.Raw}"));
        }
    }

    [ContractTest]
    [TestCategory(Endpoints.Peers)]
    [TestCategory(Endpoints.Peer)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task AddAndDeletePeer_TwoStations_OtherSideFollowsByContract()
    {
        var fleet = await LeaseAsync(2);
        var (station, other) = (fleet.Stations[0], fleet.Stations[1]);
        await fleet.DiscoverAndSettleAsync();

        var host = other.PeerHost;
        (await station.Peers.AddAsync(host)).MustAnswer(Answer.Done);
        await MustBecomeAsync(other, $"{other.Name}'s list is as after an add on {station.Name}", list => fleet.Contract.AddedByProblems(list, station));
        // An answer in kind would have been sent before the row was there to see.
        await MustBecomeAsync(station, $"{station.Name}'s list has {other.Name} once", list => fleet.Contract.JoinedByAddressProblems(list, other));

        var controller = (await other.Peers.ListAsync()).Single(station).Host;
        await other.ConfigureAsync(new { loadsharing_enabled = true, loadsharing_role = "member", loadsharing_controller_host = controller });
        (await station.Peers.DeleteAsync(host)).MustAnswer(Answer.Done);

        await MustBecomeAsync(other, $"{other.Name} has let go of {station.Name}", list => list.RowsOf(station) is [{ Joined: false }]
            ? []
            : [$"{station.Name} is not in one row with joined:false"]);
        (await other.Peers.AddHereOnlyAsync(HostNames.NobodysHost())).MustAnswer(Answer.Done);
    }

    private static IEnumerable<PeerRow> JoinedRows(PeerList list, Station station) =>
        list.Rows.Where(row => row.Joined && (station.IsMeantBy(row) || row.Host == station.PeerHost));

    private static async Task LetGoAsync(Station station, Station other)
    {
        foreach (var row in JoinedRows(await station.Peers.ListAsync(), other))
        {
            (await station.Peers.DeleteAsync(row.Host)).MustAnswer(Answer.Done);
        }
    }

    // What was heard does not become right by waiting.
    private Task MustHearAsync(ListeningPeer peer, Exchange after, Func<IEnumerable<string>> problems) =>
        EventuallyAsync($"{after.Station} tells {peer.Host} of {after.Short}", Deadlines.Told, () =>
        {
            if (peer.Told.Count > 0)
            {
                MustHaveHeard(peer, after, problems());
            }

            return Task.FromResult(Verdict.Text(problems()) is { } text ? $"{text}{Environment.NewLine}{after.Describe()}" : null);
        });

    private static void MustHaveHeard(ListeningPeer peer, Exchange after, IEnumerable<string> problems) =>
        Verdict.NothingWrong($"{after.Station} tells {peer.Host} of {after.Short}", problems, after.Describe());

    private Task MustBecomeAsync(Station station, string condition, Func<PeerList, IEnumerable<string>> problems) =>
        EventuallyAsync(condition, Deadlines.Told, async () =>
        {
            var list = await station.Peers.ListAsync();
            return list.Explain(problems(list));
        });

    // The later change, and whoever is to hear of it.
    private async Task WitnessAsync(Fleet fleet)
    {
        await using var witness = fleet.ListenAsPeer(TestContext.WriteLine);
        var added = (await fleet.Stations[0].Peers.AddAsync(witness.Host)).MustAnswer(Answer.Done);
        await MustHearAsync(witness, added, () => fleet.Contract.ToldOfAddProblems(witness.Told, fleet.Stations[0]));
    }
}
