using Build.Options;
using Build.Tests.Support;

namespace Build.Tests.Options;

/// <summary>What <c>--time-factor</c> takes.</summary>
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
}
