namespace Build;

/// <summary>Where things stand in this checkout.</summary>
/// <param name="Root">The checkout, as an absolute path.</param>
public sealed record Repository(string Root)
{
    private const string Marker = "LoadSharing.slnx";

    /// <summary>Everything that is built, run or measured.</summary>
    public string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>Where results go unless <c>--results</c> says otherwise.</summary>
    public string Results => Path.Combine(Artifacts, "results");

    /// <summary>What released firmware is known to do wrong.</summary>
    public string KnownDefects => Path.Combine(Root, "tests", "known-defects.json");

    /// <summary>Which fleets the tests needed last time.</summary>
    public string FleetPlan => Path.Combine(Artifacts, "fleets.json");

    /// <summary>How long each test of the suite takes, for <c>--shard</c>.</summary>
    public string Durations => Path.Combine(Root, "tests", "durations.json");

    /// <summary>Address and token of the lab that is up, for tests started from an IDE.</summary>
    public string LabConnection => LoadSharing.Lab.Contracts.LabConnection.File(Root);

    /// <summary>The virtual station's program: built along with this one, beside it.</summary>
    public static string VirtualStation => BuiltProgram("VirtualStation", OperatingSystem.IsWindows() ? "virtual-station.exe" : "virtual-station");

    /// <summary>The program that runs the suite again and again: built along with this one, beside it.</summary>
    public static string SuiteHost => BuiltProgram("SuiteHost", "suite-host.dll");

    /// <summary>The suite's assembly: built along with this one, beside it.</summary>
    public static string Suite => BuiltProgram("LoadSharing.MSTest", "LoadSharing.MSTest.dll");

    /// <summary>Finds the checkout this program was built from.</summary>
    /// <returns>The checkout.</returns>
    /// <exception cref="DirectoryNotFoundException">Neither the program nor the current directory lies inside a checkout.</exception>
    public static Repository Find()
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Environment.CurrentDirectory })
        {
            for (var directory = new DirectoryInfo(start); directory is not null; directory = directory.Parent)
            {
                if (File.Exists(Path.Combine(directory.FullName, Marker)))
                {
                    return new Repository(directory.FullName);
                }
            }
        }

        throw new DirectoryNotFoundException($"No {Marker} in or above {AppContext.BaseDirectory} and {Environment.CurrentDirectory}: run ./build.sh of a checkout.");
    }

    // artifacts/bin/Build/debug/ → artifacts/bin/PROJECT/debug/
    private static string BuiltProgram(string project, string file)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, file);
    }
}
