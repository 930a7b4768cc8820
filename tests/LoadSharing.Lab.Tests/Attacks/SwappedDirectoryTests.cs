namespace LoadSharing.Lab.Tests.Attacks;

/// <summary>Directories that are replaced by links while they are deleted. The delete went on in the directory behind the link.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class SwappedDirectoryTests : ProcessTest
{
    private const int Attempts = 30;
    private const int Directories = 20;

    // Replaces each directory by a link to the victim, and back, as fast as a shell can.
    private const string Swap =
        """
        cd "$1"
        while :; do
          for name in d*; do
            mv -T "$name" "x$name" && ln -s "$2" "$name"; rm -f "$name"; mv -T "x$name" "$name"
          done
        done 2>/dev/null
        """;

    [TestMethod]
    public async Task DeleteDirectory_SwappedMeanwhile_DoesNotFollowTheLink()
    {
        var attacker = SecondUser.Require();
        var shared = Keep(SecondUser.NewSharedDirectory());
        var victim = Keep(new Scratch());
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await File.WriteAllTextAsync(victim.Combine("precious"), "", Token);
            var tree = shared.Combine($"tree-{attempt}");
            await attacker.RunAsync($"for n in $(seq {Directories}); do mkdir -p \"$1/d$n\"; touch \"$1/d$n/file\"; done", [tree], Token);
            using var swapper = attacker.Start(Swap, tree, victim.Path);
            try
            {
                PrivateFiles.DeleteDirectory(tree);
            }
            catch (IOException)
            {
                // The attacker has created an entry after its directory was listed.
            }
            finally
            {
                swapper.Kill(entireProcessTree: true);
                await swapper.WaitForExitAsync(Token);
            }

            Assert.IsTrue(File.Exists(victim.Combine("precious")), $"Attempt {attempt}: the delete followed a link");
        }
    }

    [TestMethod]
    public void DeleteDirectory_LinkInIt_DeletesTheLinkOnly()
    {
        var (scratch, victim) = (Keep(new Scratch()), Keep(new Scratch()));
        File.WriteAllText(victim.Combine("precious"), "");
        Directory.CreateDirectory(scratch.Combine("tree", "sub"));
        File.CreateSymbolicLink(scratch.Combine("tree", "sub", "link"), victim.Path);

        PrivateFiles.DeleteDirectory(scratch.Combine("tree"));

        Assert.IsFalse(Directory.Exists(scratch.Combine("tree")));
        Assert.IsTrue(File.Exists(victim.Combine("precious")));
    }
}
