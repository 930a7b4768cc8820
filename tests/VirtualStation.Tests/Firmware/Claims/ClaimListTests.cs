using VirtualStation.Firmware.Claims;

namespace VirtualStation.Tests.Firmware.Claims;

/// <summary>The claims and their result.</summary>
[TestClass]
public sealed class ClaimListTests
{
    private readonly ClaimList _claims = new();

    [TestMethod]
    public void Set_NewClaim_IncrementsVersion()
    {
        _claims.Set(Limit(16));

        Assert.AreEqual(1, _claims.Version);
    }

    [TestMethod]
    public void Set_EqualClaim_KeepsVersion()
    {
        _claims.Set(Limit(16));
        _claims.Set(Limit(16));

        Assert.AreEqual(1, _claims.Version);
    }

    [TestMethod]
    public void Set_OtherClaimOfClient_ReplacesIt()
    {
        _claims.Set(Limit(16));
        _claims.Set(Limit(10));

        CollectionAssert.AreEqual(new List<Claim> { Limit(10) }, _claims.All.ToList());
    }

    [TestMethod]
    public void Set_LowerPriority_ComesLast()
    {
        _claims.Set(Override(new ClaimProperties(ClaimProperties.Active)));
        _claims.Set(Limit(16));

        Assert.AreEqual(Claim.ShaperClient, _claims.All[0].Client);
    }

    [TestMethod]
    public void Release_NoClaim_KeepsVersion()
    {
        _claims.Release(Claim.ShaperClient);

        Assert.AreEqual(0, _claims.Version);
    }

    [TestMethod]
    public void Release_Claim_RaisesChanged()
    {
        _claims.Set(Limit(16));
        var changes = 0;
        _claims.Changed += () => changes++;

        _claims.Release(Claim.ShaperClient);

        Assert.AreEqual(1, changes);
    }

    [TestMethod]
    public void Of_NoClaims_IsActive() => Assert.AreEqual(new ClaimTarget(new ClaimProperties("active"), null, null, null), ClaimTarget.Of([]));

    [TestMethod]
    public void Of_TwoClaims_TakesEachPropertyFromHighestPriority()
    {
        var manual = Override(new ClaimProperties("active", 32, 40));

        Assert.AreEqual(
            new ClaimTarget(new ClaimProperties("active", 32, 6), Claim.OverrideClient, Claim.OverrideClient, Claim.ShaperClient),
            ClaimTarget.Of([Limit(6), manual]));
    }

    private static Claim Limit(int amps) => new(Claim.ShaperClient, Claim.ShaperPriority, new ClaimProperties(MaximumCurrent: amps));

    private static Claim Override(ClaimProperties properties) => new(Claim.OverrideClient, Claim.OverridePriority, properties);
}
