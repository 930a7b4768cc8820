using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Compat.Tests;

/// <summary>A checkout with <c>build.sh</c>, <c>build.ps1</c>, one source file, and a <c>dotnet</c> that fails as the test says.</summary>
internal sealed class ScriptCheckout : IDisposable
{
    private const string FakeDotNet = """
        fail_if() {
          if [ -f "${0%dotnet}$1" ]; then
            cat "${0%dotnet}$1"
            exit 1
          fi
        }
        echo "$1" >>"${0%dotnet}calls"
        case $1 in
          --version) fail_if version ;;
          restore)
            case $* in
              *UseCakeCompat=false*) fail_if restore-nuget ;;
              *) fail_if restore-compat ;;
            esac
            ;;
          build)
            fail_if build
            echo '  MulticastDns -> MulticastDns.dll'
            mkdir -p artifacts/bin/Build/debug
            touch artifacts/bin/Build/debug/Build.dll
            ;;
          *Build.dll)
            shift
            echo 'Build.dll was started'
            printf '[%s]\n' "$@"
            exit 3
            ;;
        esac

        """;

    private static readonly string[] Directories = ["build", "compat", "src", "tests/LoadSharing.MSTest", "bin"];
    private static readonly string[] Files =
        ["Directory.Build.props", "Directory.Packages.props", "tests/Directory.Build.props", "global.json", ".editorconfig", "src/Source.cs"];

    // Not the one on the PATH, which this class replaces.
    private static readonly string DotNet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..", "dotnet"));

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("script-checkout-");

    public ScriptCheckout()
    {
        foreach (var directory in Directories)
        {
            _directory.CreateSubdirectory(directory);
        }

        foreach (var file in Files)
        {
            File.WriteAllText(PathOf(file), "");
        }

        foreach (var script in (string[])["build.sh", "build.ps1"])
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, script), PathOf(script));
        }

        Script.Write(PathOf("bin/dotnet"), FakeDotNet);
    }

    /// <summary>Gets the stored choice of packages; null if there is none.</summary>
    public string? Choice => File.Exists(PathOf(".feed.props")) ? File.ReadAllText(PathOf(".feed.props")) : null;

    /// <summary>Gets the first arguments of all calls of <c>dotnet</c>, but for those that start the built program.</summary>
    public string[] Calls => [.. File.ReadAllLines(PathOf("bin/calls")).Where(call => !call.EndsWith("Build.dll", StringComparison.Ordinal))];

    /// <summary>Gets or sets shell commands that run before <c>build.sh</c>, in the shell that is replaced by it.</summary>
    public string Before { get; set; } = ":";

    /// <summary>Makes a command fail from now on.</summary>
    /// <param name="command"><c>version</c>, <c>restore-nuget</c>, <c>restore-compat</c> or <c>build</c>.</param>
    /// <param name="output">Output of the command; an empty text makes it succeed again.</param>
    public void Fail(string command, string output)
    {
        File.Delete(PathOf($"bin/{command}"));
        if (output.Length > 0)
        {
            File.WriteAllText(PathOf($"bin/{command}"), $"{output}\n");
        }
    }

    public void Change(string file) => File.WriteAllText(PathOf(file), "changed");

    public void Delete(string file) => File.Delete(PathOf(file));

    /// <summary>Runs a script with <c>--target=Help</c> and returns its exit code and both its outputs.</summary>
    public Task<(int ExitCode, string Output)> RunAsync(string script, CancellationToken cancellation, string cake = "") =>
        RunAsync(script, ["--target=Help"], cancellation, cake);

    public async Task<(int ExitCode, string Output)> RunAsync(string script, string[] arguments, CancellationToken cancellation, string cake = "")
    {
        // The tool is found through the manifest of this repository, so its working directory is not this checkout.
        string[] command = script == "build.sh"
            ? ["bash", "-c", $"{Before}; exec bash \"$0\" \"$@\"", PathOf(script)]
            : [DotNet, "tool", "run", "pwsh", "-NoProfile", "-File", PathOf(script)];
        var start = new ProcessStartInfo(command[0], [.. command[1..], .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
            Environment =
            {
                ["PATH"] = $"{PathOf("bin")}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
                ["LOADSHARING_CAKE"] = cake,
                ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
            },
        };
        using var process = Process.Start(start)!;
        var outputs = await Task.WhenAll(process.StandardError.ReadToEndAsync(cancellation), process.StandardOutput.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation);
        var output = string.Concat(outputs).ReplaceLineEndings("\n");
        if (output.Contains("dotnet tool restore"))
        {
            Assert.Inconclusive("build.ps1 needs PowerShell: run dotnet tool restore.");
        }

        return (process.ExitCode, output);
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private string PathOf(string name) => Path.Combine(_directory.FullName, name);
}
