using System.Diagnostics;

namespace Compat.Tests;

/// <summary>What <c>build.sh</c> takes from the NuGet feed, and what it does without, by what the feed answers.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class PackageChoiceTests
{
    private const string NoFrosting = "error NU1101: Unable to find package Cake.Frosting. No packages exist with this id in source(s): feed";
    private const string OldFrosting = "error NU1102: Unable to find package Cake.Frosting with version (>= 7.0.0)\nbuild/Build.csproj : error NU1102:   - Found 1 version(s) in feed [ Nearest version: 6.0.0 ]";
    private const string NoMakaretu = "error NU1101: Unable to find package Makaretu.Dns.Multicast. No packages exist with this id in source(s): feed";
    private const string OtherNetwork = "error NU1603: Warning As Error: Makaretu.Dns.Multicast 0.27.0 depends on IPNetwork2 (>= 2.1.2) but IPNetwork2 2.1.2 was not found. IPNetwork2 5.0.0 was resolved instead.";
    private const string NoNetwork = "error NU1101: Unable to find package IPNetwork2. No packages exist with this id in source(s): feed";
    private const string Offline = "error NU1301: Unable to load the service index for source feed.";

    public required TestContext TestContext { get; init; }

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [TestMethod]
    [DataRow("", "", "", "", "false", "true", "Cake and Makaretu.Dns.Multicast from NuGet")]
    [DataRow(NoMakaretu, "", "", "", "false", "false", "Cake from NuGet, no Makaretu.Dns.Multicast (the NuGet feed lacks Makaretu.Dns.Multicast)")]
    [DataRow(OtherNetwork, "", "", "", "false", "false", "Cake from NuGet, no Makaretu.Dns.Multicast (the NuGet feed lacks IPNetwork2 2.1.2)")]
    [DataRow(NoNetwork, "", "", "", "false", "false", "Cake from NuGet, no Makaretu.Dns.Multicast (the NuGet feed lacks IPNetwork2)")]
    [DataRow(NoFrosting, NoFrosting, "", "", "true", "true", "Cake from compat/, Makaretu.Dns.Multicast from NuGet (the NuGet feed lacks Cake.Frosting)")]
    [DataRow(OldFrosting, OldFrosting, "", "", "true", "true", "Cake from compat/, Makaretu.Dns.Multicast from NuGet (the NuGet feed lacks Cake.Frosting)")]
    [DataRow($"{NoFrosting}\nbuild/Build.csproj : {OtherNetwork}", NoFrosting, OtherNetwork, "", "true", "false", "Cake from compat/, no Makaretu.Dns.Multicast (the NuGet feed lacks Cake.Frosting, IPNetwork2 2.1.2)")]
    [DataRow($"{NoFrosting}\nbuild/Build.csproj : {NoMakaretu}", NoFrosting, NoMakaretu, "", "true", "false", "Cake from compat/, no Makaretu.Dns.Multicast (the NuGet feed lacks Cake.Frosting, Makaretu.Dns.Multicast)")]
    public async Task Feed_HasThese_TheyAreTaken(string all, string cakeAlone, string makaretuAlone, string neither, string useCompat, string useMakaretu, string told)
    {
        using var checkout = new Checkout(all, cakeAlone, makaretuAlone, neither);

        var run = await checkout.BuildAsync(Cancellation);

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.Contains($"Packages: {told}\n", run.Output);
        var decision = await File.ReadAllTextAsync(checkout.Decision, Cancellation);
        Assert.Contains($"<UseCakeCompat>{useCompat}</UseCakeCompat>", decision);
        Assert.Contains($"<UseMakaretu>{useMakaretu}</UseMakaretu>", decision);
        Assert.EndsWith("the build ran\n", run.Output);
    }

    [TestMethod]
    [DataRow(Offline)]
    [DataRow($"{NoFrosting}\nbuild/Build.csproj : {Offline}")]
    [DataRow("Segmentation fault")]
    public async Task Feed_FailsForAnotherReason_IsShownAndNothingDecided(string answer)
    {
        using var checkout = new Checkout(answer, answer, answer, answer);

        var run = await checkout.BuildAsync(Cancellation);

        Assert.AreEqual(1, run.ExitCode, run.Output);
        Assert.Contains(answer, run.Output);
        Assert.EndsWith("build.sh: the restore failed for another reason than packages that the NuGet feed may lack (see above)\n", run.Output);
        Assert.IsFalse(File.Exists(checkout.Decision), "Something was decided.");
    }

    [TestMethod]
    public async Task Feed_LacksWhatNothingReplaces_IsShownAndNothingDecided()
    {
        const string NoRestSharp = "error NU1101: Unable to find package RestSharp. No packages exist with this id in source(s): feed";
        using var checkout = new Checkout(NoRestSharp, NoRestSharp, NoRestSharp, NoRestSharp);

        var run = await checkout.BuildAsync(Cancellation);

        Assert.AreEqual(1, run.ExitCode, run.Output);
        Assert.Contains(NoRestSharp, run.Output);
        Assert.IsFalse(File.Exists(checkout.Decision), "Something was decided.");
    }

    [TestMethod]
    [DataRow("nuget", "false", "true")]
    [DataRow("compat", "true", "false")]
    public async Task Variable_IsSet_DecidesWithoutAskingTheFeed(string cake, string useCompat, string useMakaretu)
    {
        using var checkout = new Checkout(Offline, Offline, Offline, Offline);

        var run = await checkout.BuildAsync(Cancellation, cake);

        Assert.AreEqual(0, run.ExitCode, run.Output);
        var decision = await File.ReadAllTextAsync(checkout.Decision, Cancellation);
        Assert.Contains($"<UseCakeCompat>{useCompat}</UseCakeCompat>", decision);
        Assert.Contains($"<UseMakaretu>{useMakaretu}</UseMakaretu>", decision);
    }

    /// <summary>The script in a directory of its own, with a <c>dotnet</c> whose restore answers what a feed would have it answer.</summary>
    private sealed class Checkout : IDisposable
    {
        private static readonly string[] Directories = ["build", "compat", "src", "tests/LoadSharing.MSTest", "bin"];
        private static readonly string[] Files = ["Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig"];
        private static readonly string[] Questions = ["false-true", "false-false", "true-true", "true-false"];

        private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("package-choice-");

        /// <param name="answers">What the restore prints as it fails, or nothing if it succeeds: with all packages, without Makaretu, without Cake's, without both.</param>
        public Checkout(params string[] answers)
        {
            foreach (var directory in Directories)
            {
                _directory.CreateSubdirectory(directory);
            }

            foreach (var file in Files)
            {
                File.WriteAllText(PathOf(file), "");
            }

            File.Copy(Path.Combine(AppContext.BaseDirectory, "build.sh"), PathOf("build.sh"));
            foreach (var (question, answer) in Questions.Zip(answers))
            {
                if (answer.Length > 0)
                {
                    File.WriteAllText(PathOf($"bin/{question}"), answer.StartsWith("error ", StringComparison.Ordinal) ? $"build/Build.csproj : {answer}\n" : $"{answer}\n");
                }
            }

            File.WriteAllText(PathOf("bin/dotnet"), """
                #!/bin/sh
                case $1 in
                  restore)
                    for argument; do
                      case $argument in
                        -p:UseCakeCompat=*) compat=${argument#*=} ;;
                        -p:UseMakaretu=*) makaretu=${argument#*=} ;;
                      esac
                    done
                    if [ -f "${0%dotnet}$compat-$makaretu" ]; then
                      cat "${0%dotnet}$compat-$makaretu"
                      exit 1
                    fi
                    ;;
                  *Build.dll) echo 'the build ran' ;;
                esac

                """);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(PathOf("bin/dotnet"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        /// <summary>Gets the file that remembers the answer.</summary>
        public string Decision => PathOf(".feed.props");

        public async Task<(int ExitCode, string Output)> BuildAsync(CancellationToken cancellation, string? cake = null)
        {
            var start = new ProcessStartInfo("bash", ["-c", "exec bash ./build.sh --target=Help 2>&1"])
            {
                RedirectStandardOutput = true,
                WorkingDirectory = _directory.FullName,
                Environment =
                {
                    ["PATH"] = $"{PathOf("bin")}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
                    ["LOADSHARING_CAKE"] = cake ?? "",
                },
            };
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, output);
        }

        public void Dispose() => _directory.Delete(recursive: true);

        private string PathOf(string name) => Path.Combine(_directory.FullName, name);
    }
}
