namespace LoadSharing.Lab.Tests.Stations;

[TestClass]
public sealed class StationAnswersTests
{
    [TestMethod]
    public void Read_Peers_HaveTheirFields()
    {
        var view = Read(peers: """[{"id":"0a","host":"openevse-1.local","online":true,"joined":false,"other":1}]""");

        Assert.AreEqual(new ListedPeer("0a", "openevse-1.local", IsOnline: true, IsJoined: false), Assert.ContainsSingle(view.Peers!));
    }

    [TestMethod]
    public void Read_Allocations_HaveTheirFields()
    {
        var view = Read(group: """{"allocations":[{"id":"openevse-1.local","target_current":16,"reason":"equal_share"}]}""");

        Assert.AreEqual(new ListedAllocation("openevse-1.local", 16, "equal_share"), Assert.ContainsSingle(view.Allocations!));
    }

    [TestMethod]
    public void Read_Charger_HasItsCurrents()
    {
        var view = Read(charger: """{"state":3,"current_capacity":16,"actual_current":15.5}""");

        Assert.AreEqual((3, 16, 15.5), (view.ChargerState, view.OfferedAmps, view.DrawnAmps));
    }

    [TestMethod]
    public void Read_NoAnswers_HasNoPeers() => Assert.IsNull(Read().Peers);

    [TestMethod]
    [DataRow("{}")]
    [DataRow("null")]
    [DataRow("\"text\"")]
    public void Read_PeersOfAnotherType_AreNull(string peers) => Assert.IsNull(Read(peers).Peers);

    [TestMethod]
    [DataRow("[1]")]
    [DataRow("""[{"id":1,"host":{},"online":"true","joined":1}]""")]
    public void Read_FieldsOfAnotherType_AreEmpty(string peers) =>
        Assert.AreEqual(new ListedPeer("", "", IsOnline: false, IsJoined: false), Assert.ContainsSingle(Read(peers).Peers!));

    [TestMethod]
    public void Read_EscapeOfNoCharacter_HasNoPeers() => Assert.IsNull(Read("""[{"host":"\ud800"}]""").Peers);

    [TestMethod]
    [DataRow("1e999")]
    [DataRow("-1e999")]
    [DataRow("\"16\"")]
    public void Read_NumberThatJsonCannotHave_IsNull(string number) => Assert.IsNull(Read(charger: $$"""{"actual_current":{{number}}}""").DrawnAmps);

    [TestMethod]
    public void Read_ControlCharacters_AreEscaped() => Assert.AreEqual("\\u001b[2J", Assert.ContainsSingle(Read("""[{"host":"\u001b[2J"}]""").Peers!).Host);

    private static StationView Read(string? peers = null, string? group = null, string? charger = null) =>
        StationAnswers.Read("station-0", Parse(peers), Parse(group), Parse(charger));

    private static JsonElement? Parse(string? json) => json is null ? null : JsonElement.Parse(json);
}
