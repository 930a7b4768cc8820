using System.Text.Json;
using RestSharp;

namespace LoadSharing.MSTest.Group;

/// <summary>Settings of a group that the firmware must refuse.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Group), TestCategory(GroupArea.Settings)]
public sealed class GroupSettingsTests : GroupTest
{
    private const string SafeAboveMaximum = "loadsharing_failsafe_safe_current must not exceed loadsharing_group_max_current";

    private static readonly string[] OfTheGroup =
    [
        """{"loadsharing_enabled":false}""",
        """{"loadsharing_role":"controller"}""",
        """{"loadsharing_group_id":"x"}""",
        """{"loadsharing_group_max_current":20}""",
        """{"loadsharing_safety_factor":0.5}""",
        """{"loadsharing_heartbeat_timeout":60}""",
        """{"loadsharing_failsafe_mode":"disable"}""",
        """{"loadsharing_failsafe_safe_current":32}""",
        """{"loadsharing_failsafe_peer_assumed_current":0}""",
        """{"loadsharing_rotation_interval":0}""",
        """{"loadsharing_group_max_current":-1}""",
        """{"charge_mode":"fast","loadsharing_group_id":"x"}""",
    ];

    [TestMethod]
    [DataRow("""{"loadsharing_group_max_current":-0.001}""", "loadsharing_group_max_current must be >= 0")]
    [DataRow("""{"loadsharing_safety_factor":-0.1}""", "loadsharing_safety_factor must be between 0.0 and 1.0")]
    [DataRow("""{"loadsharing_safety_factor":1.01}""", "loadsharing_safety_factor must be between 0.0 and 1.0")]
    [DataRow("""{"loadsharing_heartbeat_timeout":4}""", "loadsharing_heartbeat_timeout must be between 5 and 600 seconds")]
    [DataRow("""{"loadsharing_heartbeat_timeout":601}""", "loadsharing_heartbeat_timeout must be between 5 and 600 seconds")]
    [DataRow("""{"loadsharing_failsafe_safe_current":-1}""", "loadsharing_failsafe_safe_current must be between 0 and 80 amps")]
    [DataRow("""{"loadsharing_failsafe_safe_current":81}""", "loadsharing_failsafe_safe_current must be between 0 and 80 amps")]
    [DataRow("""{"loadsharing_failsafe_peer_assumed_current":-1}""", "loadsharing_failsafe_peer_assumed_current must be between 0 and 80 amps")]
    [DataRow("""{"loadsharing_failsafe_peer_assumed_current":81}""", "loadsharing_failsafe_peer_assumed_current must be between 0 and 80 amps")]
    [DataRow("""{"loadsharing_failsafe_mode":"off"}""", "loadsharing_failsafe_mode must be 'safe_current' or 'disable'")]
    [DataRow("""{"loadsharing_group_max_current":10,"loadsharing_failsafe_safe_current":12}""", SafeAboveMaximum)]
    [DataRow("""{"loadsharing_group_max_current":5}""", SafeAboveMaximum)]
    public async Task Config_InvalidSetting_IsRefused(string body, string message)
    {
        var station = await StationWithRolesAsync();

        var response = await station.SendAsync(Method.Post, "/config", body);

        response.ShouldBe(HttpStatusCode.BadRequest, message);
    }

    [TestMethod]
    public async Task Config_SafeCurrentAboveTheStoredMaximum_IsRefused()
    {
        var station = await StationWithRolesAsync();
        await station.SetConfigAsync(new GroupSettings { MaximumAmps = 10 });

        var response = await station.SendAsync(Method.Post, "/config", """{"loadsharing_failsafe_safe_current":12}""");

        response.ShouldBe(HttpStatusCode.BadRequest, SafeAboveMaximum);
    }

    [TestMethod]
    [DataRow("loadsharing_group_max_current", "1000")]
    [DataRow("loadsharing_safety_factor", "0")]
    [DataRow("loadsharing_heartbeat_timeout", "5")]
    [DataRow("loadsharing_heartbeat_timeout", "600")]
    [DataRow("loadsharing_failsafe_safe_current", "80")]
    [DataRow("loadsharing_failsafe_peer_assumed_current", "80")]
    [DataRow("loadsharing_failsafe_mode", "\"disable\"")]
    [DataRow("loadsharing_rotation_interval", "0")]
    public async Task Config_LimitOfASetting_IsStored(string setting, string value)
    {
        var station = await StationWithRolesAsync();

        await station.SetConfigAsync(JsonElement.Parse($$"""{"{{setting}}":{{value}}}"""));

        (await station.GetConfigAsync()).GetProperty(setting).GetRawText().Should().Be(value);
    }

    [TestMethod]
    public async Task Config_OneInvalidSetting_StoresNoOther()
    {
        var station = await StationWithRolesAsync();

        await station.SendAsync(Method.Post, "/config", """{"loadsharing_heartbeat_timeout":1,"loadsharing_enabled":true}""");

        await station.ShouldHaveSettingAsync("loadsharing_enabled", "false");
    }

    [TestMethod]
    public async Task Config_InvalidSettingWithARole_GivesNoRole()
    {
        var station = await StationWithRolesAsync();

        await station.SendAsync(
            Method.Post, "/config", """{"loadsharing_role":"member","loadsharing_controller_host":"x.local","loadsharing_heartbeat_timeout":1}""");

        await station.ShouldHaveSettingAsync("loadsharing_role", "\"\"");
    }

    [TestMethod]
    public async Task Config_OfTheGroupOnMember_IsRefused()
    {
        var member = await MemberAsync();

        foreach (var body in OfTheGroup)
        {
            (await member.SendAsync(Method.Post, "/config", body)).ShouldBe(Contract.ChangeOfMember);
        }
    }

    [TestMethod]
    public async Task Config_RefusedOnMember_ChangesNothing()
    {
        var member = await MemberAsync();

        await member.SendAsync(Method.Post, "/config", """{"loadsharing_enabled":false,"loadsharing_group_id":"x"}""");

        await member.ShouldHaveSettingAsync("loadsharing_enabled", "true");
        await member.ShouldHaveSettingAsync("loadsharing_group_id", "\"\"");
    }

    [TestMethod]
    public async Task Config_OtherSettingOnMember_IsStored()
    {
        var member = await MemberAsync();

        await member.SetConfigAsync(new { divert_enabled = true });

        await member.ShouldHaveSettingAsync("divert_enabled", "true");
    }
}
