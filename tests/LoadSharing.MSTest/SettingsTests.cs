using RestSharp;

namespace LoadSharing.MSTest;

/// <summary>The settings of load sharing in <c>/config</c>.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Config)]
public sealed class SettingsTests : LoadSharingTest
{
    [TestMethod]
    public async Task Settings_FreshStation_AreTheContracts()
    {
        var fleet = await FreshFleetAsync(1);

        var settings = await LoadSharingSettingsAsync(fleet[0]);

        settings.Keys.Should().BeEquivalentTo(Contract.Settings.Keys);
    }

    [TestMethod]
    public async Task Settings_FreshStation_HaveTheContractsDefaults()
    {
        var fleet = await FreshFleetAsync(1);

        var settings = await LoadSharingSettingsAsync(fleet[0]);

        foreach (var (name, expected) in Contract.Settings.Where(setting => setting.Value is not null && settings.ContainsKey(setting.Key)))
        {
            settings[name].Should().Be(expected, "that is the default of {0}", name);
        }
    }

    [TestMethod]
    public async Task Settings_Priority_IsStoredByContract()
    {
        var station = await StationAsync();

        await station.SetConfigAsync(new GroupSettings { Priority = 5 });

        var settings = await LoadSharingSettingsAsync(station);
        settings.GetValueOrDefault("loadsharing_priority").Should().Be(Contract.Settings.ContainsKey("loadsharing_priority") ? "5" : null);
    }

    [TestMethod]
    public async Task Settings_Priority_IsAnsweredByContract()
    {
        var station = await StationAsync();

        var answer = (await station.SendAsync(Method.Post, "/config", """{"loadsharing_priority":5}""")).ShouldBeJson();

        answer.Text("msg").Should().Be(Contract.Settings.ContainsKey("loadsharing_priority") ? "done" : "no change");
    }

    private static async Task<IReadOnlyDictionary<string, string>> LoadSharingSettingsAsync(Station station) =>
        (await station.GetConfigAsync()).EnumerateObject()
            .Where(setting => setting.Name.StartsWith("loadsharing_", StringComparison.Ordinal))
            .ToDictionary(setting => setting.Name, setting => setting.Value.GetRawText());
}
