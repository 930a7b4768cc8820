using VirtualStation.Firmware.Charging;
using VirtualStation.Firmware.Claims;

namespace VirtualStation.Tests.Firmware.Claims;

/// <summary>The claim that a limit of load sharing becomes, with the recorded values.</summary>
[TestClass]
public sealed class LoadSharingShaperTests
{
    private readonly LoadSharingLimit _limit = new();
    private readonly ClaimList _claims = new();
    private ChargerReading _reading = new() { MinimumAmps = 6, ConfiguredMaximumAmps = 32 };

    [TestMethod]
    [DataRow(13.7, false, null, 13)]
    [DataRow(6, false, null, 6)]
    [DataRow(5.9, false, "disabled", 5)]
    [DataRow(0, false, "disabled", 0)]
    [DataRow(20, true, "disabled", 20)]
    public void Apply_Limit_SetsClaim(double amps, bool disable, string? state, int maximum)
    {
        _limit.Set(amps, disable);

        Apply();

        Assert.AreEqual(new Claim(65548, 5000, new ClaimProperties(state, MaximumCurrent: maximum)), _claims.All.Single());
    }

    [TestMethod]
    public void Apply_MinimumUnknown_SetsNoState()
    {
        _reading = new ChargerReading();
        _limit.Set(0, false);

        Apply();

        Assert.IsNull(_claims.All.Single().Properties.State);
    }

    [TestMethod]
    public void Apply_LimitCleared_ReleasesClaim()
    {
        _limit.Set(16, false);
        Apply();
        _limit.Clear();

        Apply();

        Assert.IsEmpty(_claims.All);
    }

    private void Apply() => new LoadSharingShaper(_limit, _claims, () => _reading, TimeProvider.System).Apply();
}
