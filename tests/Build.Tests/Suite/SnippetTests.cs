using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Build.Tests.Suite;

/// <summary>The examples of the documentation compile in the suite.</summary>
[TestClass]
public sealed partial class SnippetTests : BuildTest
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(OwnPath())!, "..", "..", ".."));

    [TestMethod]
    public async Task Snippets_OfTheDocuments_CompileInTheSuite()
    {
        var scratch = Keep(new Scratch());
        foreach (var page in (string[])["README.md", "docs/adding-a-test.md"])
        {
            var snippets = Snippet().Matches(await File.ReadAllTextAsync(Path.Combine(Root, page), Token)).Select(match => match.Groups[1].Value).ToList();
            Assert.IsNotEmpty(snippets, $"{page} shows no test");
            foreach (var (number, snippet) in snippets.Index())
            {
                await File.WriteAllTextAsync(scratch.Combine($"{Path.GetFileNameWithoutExtension(page)}-{number + 1}.cs"), InAClass(snippet, number), Token);
            }
        }

        var (exitCode, output) = await CompileAsync(scratch.Path);

        Assert.AreEqual(0, exitCode, output);
    }

    // Methods without a class are tests of one.
    private static string InAClass(string snippet, int number) => !snippet.StartsWith("[TestMethod]", StringComparison.Ordinal)
        ? snippet
        : $"namespace LoadSharing.MSTest;\n\n[LoadSharingTestClass]\npublic sealed class Snippet{number} : LoadSharingTest\n{{\n{snippet}\n}}\n";

    // The compiler alone: packages were restored and the referenced project was built along with this test.
    private async Task<(int ExitCode, string Output)> CompileAsync(string snippets)
    {
        var artifacts = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.Parent!.FullName;
        var start = new ProcessStartInfo(
            Repository.DotNet,
            [
                "msbuild", Path.Combine(Root, "tests", "LoadSharing.MSTest"), "-t:Compile", "-nologo", "-v:q", "-tl:off", "-nodeReuse:false",
                $"-p:ArtifactsPath={artifacts}", "-p:RunAnalyzers=false", $"-p:Snippets={snippets}",
                $"-p:IntermediateOutputPath={Path.Combine(snippets, "obj")}{Path.DirectorySeparatorChar}", "-p:UseSharedCompilation=false",
                "-p:BuildProjectReferences=false", "-p:ProduceReferenceAssembly=false",
            ])
        {
            RedirectStandardOutput = true,
        };
        using var compiler = Process.Start(start)!;
        var output = await compiler.StandardOutput.ReadToEndAsync(Token);
        await compiler.WaitForExitAsync(Token);
        return (compiler.ExitCode, output);
    }

    private static string OwnPath([CallerFilePath] string path = "") => path;

    [GeneratedRegex("^```csharp\r?\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Snippet();
}
