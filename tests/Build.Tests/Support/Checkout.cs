using System.Collections;
using System.Diagnostics;

namespace Build.Tests.Support;

/// <summary>A directory that the build takes for its checkout, with sessions of its own. Disposing of it kills all processes of its builds.</summary>
internal sealed class Checkout : IAsyncDisposable
{
    private static readonly string[] Foreign =
        ["LOADSHARING_", "OPENEVSE_", "GITHUB_", "DOCKER_", "NATIVE_BINARY_PATH", "NO_COLOR", "DBUS_SYSTEM_BUS_ADDRESS", "OTEL_"];

    private readonly Installation _installation;
    private readonly TestContext _test;
    private readonly Scratch _scratch = new();
    private readonly List<RunningBuild> _builds = [];

    public Checkout(Installation installation, string? sessions, TestContext test)
    {
        _installation = installation;
        _test = test;
        SessionsDirectory = sessions ?? _scratch.Combine("sessions");
        File.WriteAllText(_scratch.Combine("LoadSharing.slnx"), "<Solution />");
        Directory.CreateDirectory(Path.Combine(Root, "tests"));
        File.Copy(Repository.Find().KnownDefects, Path.Combine(Root, "tests", "known-defects.json"));
        PrivateFiles.CreateDirectory(SessionsDirectory);
        Directory.CreateDirectory(PathDirectory);
        Environment["PATH"] = $"{PathDirectory}{Path.PathSeparator}{System.Environment.GetEnvironmentVariable("PATH")}";
    }

    public string Root => _scratch.Path;

    public string Results => Path.Combine(Root, "artifacts", "results");

    public string LabConnection => Path.Combine(Root, "artifacts", "lab.json");

    /// <summary>The directory of its sessions, which another checkout may share, as on a real machine.</summary>
    public string SessionsDirectory { get; }

    /// <summary>The first directory on the PATH of its builds.</summary>
    public string PathDirectory => Path.Combine(Root, "path");

    /// <summary>Environment variables for its builds, in addition to those of the machine.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    /// <summary>The network of its builds; null for that of the machine.</summary>
    public ForeignNamespace? Network { get; set; }

    /// <summary>The words before the command of its builds, such as those of a program that sets a limit and replaces itself.</summary>
    public IReadOnlyList<string> Launcher { get; set; } = [];

    public IReadOnlyList<SessionRecord> Sessions => SessionList.In(SessionsDirectory).Sessions;

    /// <summary>The running processes that descend from its builds.</summary>
    public IReadOnlyList<ProcessIdentity> Processes => ProcessSearch.WithVariable(LoadSharing.Lab.Sessions.SessionsDirectory.Variable, SessionsDirectory);

    /// <summary>Creates the session of a killed build.</summary>
    public OrphanedSession AddOrphan(params IEnumerable<ManifestEntry> entries) => OrphanedSession.Create(SessionsDirectory, Root, entries);

    /// <summary>Writes a shell script into <see cref="PathDirectory"/>.</summary>
    public Task<string> AddProgramAsync(string name, string script) => Script.WriteAsync(Path.Combine(PathDirectory, name), script, _test.CancellationToken);

    public RunningBuild Start(params IEnumerable<string> arguments) => Start(arguments, inAGroup: false);

    /// <summary>Starts a build in a process group of its own, as a shell does in a terminal.</summary>
    public RunningBuild StartInAGroup(params IEnumerable<string> arguments) => Start(arguments, inAGroup: true);

    private RunningBuild Start(IEnumerable<string> arguments, bool inAGroup)
    {
        var environment = WithoutForeign();
        environment[LoadSharing.Lab.Sessions.SessionsDirectory.Variable] = SessionsDirectory;
        environment["LOADSHARING_OWN_PROCESSES"] = _installation.OwnProcesses ? "true" : null;

        // Many builds run at once, and share the cores.
        environment["LOADSHARING_PARALLEL"] = $"{4 * System.Environment.ProcessorCount}";
        environment[LoadSharing.Lab.Contracts.LabConnection.TimeoutFactorVariable] = $"{TimeoutFactors.Generous}";
        foreach (var (name, value) in Environment)
        {
            environment[name] = value;
        }

        var build = RunningBuild.Start([.. Launcher, Repository.DotNet, _installation.Program, .. arguments], Root, environment, Network, inAGroup);
        _builds.Add(build);
        return build;
    }

    /// <summary>Starts <c>--target=Up</c> and waits until its lab is up and lab.json is written.</summary>
    public Task<RunningBuild> UpAsync(params IEnumerable<string> options) => IsUpAsync(Start(["--target=Up", .. options]));

    /// <summary>Waits until the lab of a build is up and lab.json is written.</summary>
    public async Task<RunningBuild> IsUpAsync(RunningBuild up)
    {
        await up.PrintsAsync("Ctrl-C stops it.", _test.CancellationToken);
        await up.StillRunsUntilAsync("lab.json exists", () => File.Exists(LabConnection) ? null : "it does not", _test.CancellationToken);
        return up;
    }

    /// <summary>Kills a build and its supervisor, so that its orphans remain.</summary>
    public Task<BuildResult> KillAsync(RunningBuild build)
    {
        var argument = $"--build={build.Identity.Id}";
        foreach (var process in Processes.Where(process => ProcessSearch.Describe([process]).Contains(argument, StringComparison.Ordinal)))
        {
            Signals.Send(process, Signals.Kill);
        }

        build.Signal(Signals.Kill);
        return build.ExitAsync(_test.CancellationToken);
    }

    public async Task<BuildResult> RunAsync(params IEnumerable<string> arguments) => await Start(arguments).ExitAsync(_test.CancellationToken);

    /// <summary>Runs the suite without the build, as an IDE does.</summary>
    /// <returns>Its output.</returns>
    public static async Task<string> SuiteAsync(string suite, string filter, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Repository.DotNet, ["test", suite, "--filter", filter]) { RedirectStandardOutput = true };
        foreach (var name in WithoutForeign().Keys)
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        return await process.StandardOutput.ReadToEndAsync(cancellation);
    }

    /// <summary>Orphans of this checkout's builds: processes with their command lines, sessions, lab.json.</summary>
    public IReadOnlyList<string> Orphans =>
    [
        .. Processes.Select(process => $"process {ProcessSearch.Describe([process])}"),
        .. Directory.EnumerateFileSystemEntries(SessionsDirectory).Select(session => $"session {session}"),
        .. ((string[])[LabConnection]).Where(File.Exists),
    ];

    public void IsClean() => Assert.IsEmpty(Orphans, string.Join('\n', Orphans));

    private static Dictionary<string, string?> WithoutForeign() => System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Select(variable => (string)variable.Key)
        .Where(name => Foreign.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
        .ToDictionary(name => name, _ => null as string);

    public async ValueTask DisposeAsync()
    {
        if (_test.CurrentTestOutcome is not (UnitTestOutcome.Passed or UnitTestOutcome.InProgress))
        {
            _builds.ForEach(build => _test.WriteLine($"--- build {build.Identity.Id} printed\n{build.Output}"));
        }

        var recorded = Sessions.SelectMany(session => session.Entries.OfType<ProcessEntry>()).Select(entry => entry.Process).ToList();
        var groups = Sessions.SelectMany(session => session.Entries.OfType<ControlGroupEntry>()).Select(entry => new ControlGroup(entry.Path)).ToList();
        foreach (var build in _builds)
        {
            await build.DisposeAsync();
        }

        // Processes may start others while they are being killed.
        await Eventually.HoldsAsync(
            "the processes of this checkout exit",
            async () =>
            {
                var running = Processes.Union(recorded.Where(process => process.IsAlive)).ToList();
                await Task.WhenAll(running.Select(process => ProcessTree.StopAsync(process, ProcessSignal.Kill, new LabTimeouts(TimeoutFactors.Generous))));
                return running.Count == 0 ? null : ProcessSearch.Describe(running);
            },
            CancellationToken.None);
        foreach (var group in groups.Where(group => group.Exists))
        {
            await group.RemoveAsync(new LabTimeouts(TimeoutFactors.Generous));
        }

        await _scratch.DisposeAsync();
    }
}
