using Build.Options;
using Build.Tests.Support;
using Cake.Core;

namespace Build.Tests.Options;

/// <summary>The values of <c>--time-factor</c>.</summary>
[TestClass]
public sealed class TimeFactorTests
{
    [TestMethod]
    [DataRow("0.5", "not a number from 1 to 100. Example: --time-factor=5.")]
    [DataRow("fast", "not a number from 1 to 100. Example: --time-factor=5.")]
    public void Read_InvalidFactor_IsRejected(string text, string reason)
    {
        var error = Assert.ThrowsExactly<CakeException>(() => BuildOptions.Read(Given.CommandLine($"--time-factor={text}")));

        Assert.AreEqual($"--time-factor={text}: {reason}", error.Message);
    }
}
