using Cake.Core;

namespace Build;

/// <summary>The paths of a checkout, and of the programs that are built with this one.</summary>
/// <param name="Root">The absolute path of the checkout.</param>
internal sealed record Repository(string Root)
{
    private const string Solution = "LoadSharing.slnx";

    private string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>The default of <c>--results</c>.</summary>
    public string Results => Path.Combine(Artifacts, "results");

    public string KnownDefects => Path.Combine(Root, "tests", "known-defects.json");

    /// <summary>The durations of tests that <c>--shard</c> divides by.</summary>
    public string Durations => Path.Combine(Root, "tests", "durations.json");

    /// <summary>The fleets that the tests needed in earlier runs.</summary>
    public string FleetPlan => Path.Combine(Artifacts, "fleets.json");

    /// <summary>The programs of <c>--firmware-image</c>, a directory for each image.</summary>
    public string ImagePrograms => Path.Combine(Artifacts, "firmware-images");

    /// <summary>The output of <c>--target=Docs</c>.</summary>
    public string OptionsPage => Path.Combine(Root, "docs", "options.md");

    /// <summary>Address and token of a lab that <c>--target=Up</c> started, for tests started from an IDE.</summary>
    public string LabConnectionPath => LabConnection.File(Root);

    public static string VirtualStation => BuiltFile("VirtualStation", OperatingSystem.IsWindows() ? "virtual-station.exe" : "virtual-station");

    public static string SuiteHost => BuiltFile("SuiteHost", "suite-host.dll");

    public static string Suite => BuiltFile("LoadSharing.MSTest", "LoadSharing.MSTest.dll");

    /// <summary>The assembly of a test project.</summary>
    public static string TestAssembly(string project) => BuiltFile(project, $"{project}.dll");

    /// <summary>The <c>dotnet</c> that runs this process, else the one on PATH.</summary>
    public static string DotNet =>
        Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet";

    /// <summary>Finds the checkout that contains this program or the current directory.</summary>
    /// <exception cref="CakeException">Neither is inside a checkout.</exception>
    public static Repository Find()
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Environment.CurrentDirectory })
        {
            for (var directory = new DirectoryInfo(start); directory is not null; directory = directory.Parent)
            {
                if (File.Exists(Path.Combine(directory.FullName, Solution)))
                {
                    return new Repository(directory.FullName);
                }
            }
        }

        throw new CakeException($"No {Solution} in or above {AppContext.BaseDirectory} and {Environment.CurrentDirectory}. Run ./build.sh in a checkout.");
    }

    // artifacts/bin/Build/debug/ → artifacts/bin/PROJECT/debug/
    private static string BuiltFile(string project, string file)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, file);
    }
}
