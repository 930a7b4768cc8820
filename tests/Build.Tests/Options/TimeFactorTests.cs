using LoadSharing.Lab.Firmware;
using LoadSharing.Lab.Hosting;
using Build.Options;
using Build.Tests.Support;

namespace Build.Tests.Options;

/// <summary><c>--time-factor</c>: what it takes, and that no report is silent about it.</summary>
[TestClass]
public sealed class TimeFactorTests
{
    [TestMethod]
    [DataRow("0.5", "'0.5' is not a number from 1 to 100.")]
    [DataRow("fast", "'fast' is not a number from 1 to 100.")]
    public void Option_ThatIsNoFactor_IsRefused(string text, string reason)
    {
        var error = Assert.ThrowsExactly<CommandLineException>(() => BuildOptions.Read(Given.CommandLine($"--time-factor={text}")));

        Assert.AreEqual($"--time-factor={text}: {reason}", error.Message);
    }

    [TestMethod]
    public void Report_OfFasterTime_SaysSo()
    {
        Assert.AreEqual("virtual stations", Kinds.Virtual.Description);
        Assert.AreEqual("virtual stations, time x 2.5", Kinds.Of(new VirtualProgram(Repository.VirtualStation) { TimeFactor = 2.5 }).Description);
    }

    [TestMethod]
    public void NativeFirmware_GetsTheLibraryAndTheFactor_OrNothingIsStarted()
    {
        if (FakeTime.Library is not { } library)
        {
            Assert.ThrowsExactly<InvalidOperationException>(() => FakeTime.Environment(2.5));
            return;
        }

        var environment = FakeTime.Environment(2.5);
        Assert.AreEqual(library, environment["LD_PRELOAD"]);
        Assert.AreEqual("+0 x2.5", environment["FAKETIME"]);
    }
}
