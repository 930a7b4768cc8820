namespace Build.Tests;

/// <summary>The layers of build/, where each namespace uses only those below it, and the size of all source files.</summary>
[TestClass]
public sealed partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Tasks"] = ["Compare", "Benchmark", "Drift", "Campaign", "MutationTest", "Suite", "Prerequisites", "Options"],
        ["Compare"] = ["Benchmark", "MutationTest", "Suite", "Results", "Options"],
        ["Benchmark"] = ["Suite", "Results", "Options"],
        ["Drift"] = ["Suite", "Results"],
        ["Campaign"] = ["Suite", "Results", "Options"],
        ["MutationTest"] = ["Suite", "Results", "Options"],
        ["Suite"] = ["Containers", "Results", "Options"],
        ["Prerequisites"] = ["Containers", "Options"],
        ["Containers"] = [],
        ["Results"] = [],
        ["Options"] = [],
    };

    // They can be used without BuildContext and BuildRun, which know the whole build.
    private static readonly string[] WithoutContext = ["Containers", "Results", "Options"];

    private static string Root => Path.Combine(Repository.Find().Root, "build");

    [TestMethod]
    public void Folders_OfTheBuild_AreTheKnownNamespaces() => CollectionAssert.AreEquivalent(
        Allowed.Keys, Directory.GetDirectories(Root).Select(directory => Path.GetFileName(directory)).Except(["bin", "obj"]).ToList());

    [TestMethod]
    public void Namespaces_OfTheBuild_UseOnlyThoseBelowThem() => Assert.IsEmpty(
        Allowed.Keys.SelectMany(from => Uses(from)
            .Where(use => use.To != from && !Allowed[from].Contains(use.To))
            .Select(use => $"{use.File} uses Build.{use.To}")));

    [TestMethod]
    public void OptionsResultsAndContainers_OfTheBuild_DoNotUseTheContext() => Assert.IsEmpty(
        WithoutContext.SelectMany(Sources).Where(file => Context().IsMatch(File.ReadAllText(file))).Select(file => Path.GetRelativePath(Root, file)));

    [TestMethod]
    public void Files_OfTheRepository_HaveAtMost300Lines() => AssertNone(
        CodeFiles().Select(file => (Path: file, Lines: File.ReadAllLines(file).Length)).Where(file => file.Lines > 300).Select(file => $"{file}"));

    [TestMethod]
    public void Lines_OfTheRepository_HaveAtMost160Characters() => AssertNone(
        CodeFiles().SelectMany(file => File.ReadLines(file).Index().Where(line => line.Item.Length > 160).Select(line => $"{file}:{line.Index + 1}")));

    private static void AssertNone(IEnumerable<string> found) => Assert.IsEmpty(found, string.Join('\n', found));

    // The scripts of .ci have no extension.
    private static IEnumerable<string> CodeFiles()
    {
        var repository = Repository.Find().Root;
        var folders = ((string[])["build", "compat", "src", "tests", ".ci"]).Select(folder => new DirectoryInfo(Path.Combine(repository, folder)));
        return folders.SelectMany(folder => folder.EnumerateFiles("*", SearchOption.AllDirectories))
            .Where(file => file.Extension is ".cs" or ".bash" or "")
            .Select(file => file.FullName)
            .Append(Path.Combine(repository, "build.sh"));
    }

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories);

    // With a using directive, or by a name that begins with the namespace.
    private static IEnumerable<(string File, string To)> Uses(string folder) => Sources(folder).SelectMany(file => Namespaces().Matches(File.ReadAllText(file))
        .Select(match => (Path.GetRelativePath(Root, file), match.Groups["to"].Value))
        .Where(use => Allowed.ContainsKey(use.Value)));

    [GeneratedRegex(@"^using Build\.(?<to>\w+)|(?<=[\s(<]|Build\.)(?<to>\w+)\.(?=[A-Z])", RegexOptions.Multiline)]
    private static partial Regex Namespaces();

    [GeneratedRegex(@"\b(BuildContext|BuildRun)\b")]
    private static partial Regex Context();
}
