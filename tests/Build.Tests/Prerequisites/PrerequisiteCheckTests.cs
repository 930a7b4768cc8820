using Build.Prerequisites;
using Build.Tests.Support;
using LoadSharing.Tests;

namespace Build.Tests.Prerequisites;

/// <summary>Looks for what no installation brings: a device, a directory.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class PrerequisiteCheckTests : BuildTest
{
    [TestMethod]
    public void PseudoTerminal_Available_IsMet() =>
        Assert.AreEqual(Finding.Met("/dev/ptmx"), FileChecks.PseudoTerminal(FileChecks.PtyMultiplexer));

    [TestMethod]
    public void PseudoTerminal_NotAvailable_IsMissing()
    {
        var scratch = Keep(new Scratch());

        foreach (var device in new[] { scratch.Path, scratch.Combine("ptmx") })
        {
            var finding = FileChecks.PseudoTerminal(device);

            Assert.IsFalse(finding.IsMet, $"{device}: {finding.Detail}");
            Assert.Contains(device, finding.Detail);
        }
    }

    [TestMethod]
    public void Directories_Writable_AreMet()
    {
        var scratch = Keep(new Scratch());

        Assert.AreEqual(Finding.Met(scratch.Path), FileChecks.WritableDirectories(() => [scratch.Path]));

        Assert.IsEmpty(Directory.GetFileSystemEntries(scratch.Path), "The probe is left");
    }

    [TestMethod]
    public void Directories_OneNotWritable_AreMissing()
    {
        var scratch = Keep(new Scratch());

        var finding = FileChecks.WritableDirectories(() => [scratch.Path, scratch.Combine("missing")]);

        Assert.IsFalse(finding.IsMet, finding.Detail);
        Assert.Contains(scratch.Combine("missing"), finding.Detail);
    }
}
