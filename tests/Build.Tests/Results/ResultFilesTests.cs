namespace Build.Tests.Results;

[TestClass]
public sealed class ResultFilesTests : BuildTest
{
    [TestMethod]
    public void DeleteEarlier_ResultsOfRounds_KeepsOtherFiles()
    {
        var scratch = Keep(new Scratch());
        string[] results =
        [
            "load-sharing.trx", "load-sharing.junit.xml", "load-sharing-2.trx", "load-sharing-2.junit.xml", "load-sharing-100.trx", "summary.md", "times.json",
        ];
        string[] others = ["load-sharing-notes.trx", "load-sharing-2.txt", "my.trx", "SUMMARY.md.bak"];
        foreach (var file in results.Concat(others))
        {
            File.WriteAllText(scratch.Combine(file), "");
        }

        new ResultFiles(scratch.Path).DeleteEarlier();

        Expect.Set(Directory.GetFiles(scratch.Path).Select(file => Path.GetFileName(file)), others);
    }

    [TestMethod]
    public void Paths_LaterRound_HaveItsNumber()
    {
        var files = new ResultFiles("d");

        Assert.AreEqual(Path.Combine("d", "load-sharing.trx"), files.Trx(1));
        Assert.AreEqual(Path.Combine("d", "load-sharing-2.junit.xml"), files.JUnit(2));
    }
}
