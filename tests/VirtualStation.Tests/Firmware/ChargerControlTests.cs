using VirtualStation.Firmware.Charging;
using VirtualStation.Firmware.Claims;

namespace VirtualStation.Tests.Firmware;

/// <summary>The commands that make the charger follow the claims.</summary>
[TestClass]
public sealed class ChargerControlTests
{
    private static readonly ChargerReading Awake = new() { IsConnected = true, State = 3, MinimumAmps = 6, ConfiguredMaximumAmps = 32, PilotAmps = 32 };

    [TestMethod]
    [DataRow(3, "FS")]
    [DataRow(253, "FS")]
    [DataRow(254, null)]
    public void SleepOrWake_Disabled_SleepsUnlessStateIs254(int state, string? command) =>
        Assert.AreEqual(command, ChargerControl.SleepOrWake(Target(new ClaimProperties("disabled")), Awake with { State = state }));

    [TestMethod]
    [DataRow(3, null)]
    [DataRow(253, null)]
    [DataRow(254, "FE")]
    public void SleepOrWake_Active_WakesOnlyFromState254(int state, string? command) =>
        Assert.AreEqual(command, ChargerControl.SleepOrWake(Target(), Awake with { State = state }));

    [TestMethod]
    [DataRow(16, null, "SC 16 V")]
    [DataRow(6, 32, "SC 6 V")]
    [DataRow(20, 10, "SC 10 V")]
    [DataRow(0, null, "SC 6 V")]
    [DataRow(80, null, null)]
    [DataRow(null, null, null)]
    public void SetPilot_Claims_SendsLowestAboveMinimum(int? maximum, int? charge, string? command) =>
        Assert.AreEqual(command, ChargerControl.SetPilot(Target(new ClaimProperties(null, charge, maximum)), Awake));

    [TestMethod]
    public void SetPilot_KnownPilot_SendsNothing() =>
        Assert.IsNull(ChargerControl.SetPilot(Target(new ClaimProperties(MaximumCurrent: 10)), Awake with { PilotAmps = 10 }));

    [TestMethod]
    public void VerifyPilot_ChargerOffersMore_RepeatsKnownPilot() => Assert.AreEqual("SC 6 V", ChargerControl.VerifyPilot(Awake with { PilotAmps = 6 }, Awake));

    [TestMethod]
    public void VerifyPilot_ChargerOffersKnownPilot_SendsNothing() => Assert.IsNull(ChargerControl.VerifyPilot(Awake, Awake));

    private static ClaimTarget Target(params IEnumerable<ClaimProperties> claims) =>
        ClaimTarget.Of([.. claims.Select((properties, n) => new Claim(n, Claim.ShaperPriority, properties))]);
}
