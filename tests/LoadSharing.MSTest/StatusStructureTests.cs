using System.Text.Json;
using RestSharp;

namespace LoadSharing.MSTest;

/// <summary>The fields of <c>GET /loadsharing/status</c>. Unknown and missing fields, and those of another type, fail these tests only.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Status)]
public sealed class StatusStructureTests : LoadSharingTest
{
    [TestMethod]
    public async Task StatusStructure_Document_HasTheContractsFields()
    {
        var station = await StationAsync();
        Contract.SkipUnless(Contract.HasStatus, "GET /loadsharing/status");

        var document = await GetAsync(station);

        document.ShouldHaveExactly(Contract.StatusFields, "the status");
    }

    [TestMethod]
    public async Task StatusStructure_DocumentInFailsafe_HasTheContractsFields()
    {
        var station = await StationAsync();
        Contract.SkipUnless(Contract.HasStatus, "GET /loadsharing/status");
        await station.SetConfigAsync(MemberTests.Member);
        await Eventually(async () => (await station.GetStatusAsync()).FailsafeActive.Should().NotBe(false));

        var document = await GetAsync(station);

        document.ShouldHaveExactly([.. Contract.StatusFields, .. Contract.StatusFieldsInFailsafe], "the status of a member in failsafe");
    }

    [TestMethod]
    public async Task StatusStructure_RowsOfEachKind_HaveTheContractsFields()
    {
        var fleet = await FleetAsync(2);
        var (first, second) = fleet;
        Contract.SkipUnless(Contract.HasStatus, "GET /loadsharing/status");
        await fleet.DiscoverUntilSettledAsync();
        await first.JoinAsync(UnknownHost);

        var status = GroupStatus.Read(await GetAsync(first));

        status.Of(first).Document.ShouldHaveExactly([.. Contract.StatusRowFields, .. Contract.StatusRowFieldsOfOwn], "the own row of the status");
        status.Of(second).Document.ShouldHaveExactly(Contract.StatusRowFields, "the row of a station that is not joined");
        status.Of(UnknownHost).Document.ShouldHaveExactly(
            [.. Contract.StatusRowFields, .. Contract.StatusRowFieldsOfUnreachable], "the row of an unknown host");
    }

    [TestMethod]
    public async Task StatusStructure_RowOfAFollowedPeer_HasTheContractsFields()
    {
        var (first, second) = await FleetAsync(2);
        Contract.SkipUnless(Contract.StatusRowFieldsOfOwn.Count > 0, "status of the own row");
        await first.JoinAsync(second);
        await Eventually(async () => (await first.GetPeerAsync(second)).ShouldBe(online: true));

        var status = GroupStatus.Read(await GetAsync(first));

        var (own, followed) = (status.Of(first).Document, status.Of(second).Document);
        followed.ShouldHaveExactly([.. Contract.StatusRowFields, "status"], "the row of a followed peer");
        followed.GetProperty("status").ShouldHaveExactly(Contract.PeerStatusFields, "the status of a followed peer");
        own.GetProperty("status").ShouldHaveExactly(Contract.PeerStatusFields, "the status of the own row");
    }

    [TestMethod]
    public async Task ChargerStatus_FieldsOfLoadSharing_AreTheContracts()
    {
        var station = await StationAsync();

        var status = (await station.SendAsync(Method.Get, "/status")).ShouldBeJson();

        status.EnumerateObject().Select(field => field.Name).Where(name => name.StartsWith("loadsharing_", StringComparison.Ordinal))
            .Should().BeEquivalentTo(Contract.ChargerStatusFields);
    }

    private static async Task<JsonElement> GetAsync(Station station) => (await station.SendAsync(Method.Get, "/loadsharing/status")).ShouldBeJson();
}
