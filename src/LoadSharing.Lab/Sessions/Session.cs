using System.Security.Cryptography;
using System.Text.RegularExpressions;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Sessions;

/// <summary>The lifetime of a lab: an id, a directory for the stations' state, a directory for logs, and a manifest of all resources.</summary>
public sealed partial class Session : IDisposable
{
    /// <summary>The environment variable with the session's id that every process of a session has.</summary>
    public const string EnvironmentMark = "OPENEVSE_LAB_SESSION";

    /// <summary>The label with the session's id that every container of a session has.</summary>
    public const string ContainerLabel = "org.openevse.load-sharing.session";

    private readonly Manifest _manifest;
    private readonly LabTimeouts _timeouts;
    private readonly ControlGroup? _group;

    private Session(string id, string directory, string logs, LabTimeouts timeouts)
    {
        Id = id;
        Directory = directory;
        Logs = logs;
        _timeouts = timeouts;
        _manifest = Manifest.Open(directory);
        _group = CreateGroup();
    }

    /// <summary>The session's id: its start time in UTC and six random hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>The directory of the manifest and the stations' state. It is removed when the session ends.</summary>
    public string Directory { get; }

    /// <summary>The directory of the log files. It outlives the session.</summary>
    public string Logs { get; }

    /// <summary>Whether a control group contains the session's processes, so that none of them can escape.</summary>
    public bool IsContained => _group is not null;

    /// <summary>Begins a session of this process.</summary>
    /// <param name="purpose">The purpose of the session, for example the name of a target.</param>
    /// <param name="checkout">The checkout that the session belongs to.</param>
    /// <param name="logsRoot">The directory in which a directory for the session's logs is created.</param>
    /// <param name="timeouts">The timeouts for stopping its processes.</param>
    /// <exception cref="LabException">The directory of sessions does not belong to this user alone.</exception>
    /// <exception cref="IOException">A directory or the manifest cannot be created.</exception>
    public static Session Begin(string purpose, string checkout, string logsRoot, LabTimeouts timeouts)
    {
        var id = $"{DateTime.UtcNow:yyyyMMdd-HHmmss}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
        var directory = Path.Combine(SessionsDirectory.Current, id);
        var logs = Path.Combine(logsRoot, id);
        System.IO.Directory.CreateDirectory(logs);

        // The directory is renamed when its manifest has an owner, so that a concurrent clean-up never finds a session without one.
        var unnamed = directory + SessionRecord.UnnamedSuffixOf(Environment.ProcessId);
        PrivateFiles.CreateDirectory(unnamed);
        Manifest.Create(unnamed, new OwnerEntry(ProcessIdentity.Current, purpose, checkout, logs, DateTimeOffset.UtcNow));
        System.IO.Directory.Move(unnamed, directory);
        return new Session(id, directory, logs, timeouts);
    }

    /// <summary>Whether a text has the form of a session's id.</summary>
    public static bool IsId(string name) => IdPattern().IsMatch(name);

    /// <summary>The name of a session's control group.</summary>
    internal static string GroupName(string id) => $"openevse-{id}";

    /// <summary>Appends an entry to the manifest. Call it before the resource is created.</summary>
    public void Record(ManifestEntry entry) => _manifest.Add(entry);

    /// <summary>Starts a process of this session and records it in the manifest.</summary>
    /// <param name="command">The command.</param>
    /// <param name="station">The station, or one of the constants of <see cref="ProcessEntry"/>.</param>
    /// <param name="component">The component of the station.</param>
    /// <param name="log">The path of the log file.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public ChildProcess Start(ProcessCommand command, string station, string component, string log)
    {
        var marked = command with { Environment = new Dictionary<string, string?>(command.Environment) { [EnvironmentMark] = Id } };
        var process = ChildProcess.Start(marked, log, _timeouts, command.Group is { } name ? Group(name) : _group);
        _manifest.Add(new ProcessEntry(process.Identity, station, component));
        return process;
    }

    /// <summary>The control group of the commands with this <see cref="ProcessCommand.Group"/>; null if the session has none.</summary>
    internal ControlGroup? Group(string name) => _group?.Child(name);

    /// <summary>The path of a log file. Its name is the given names, joined by dots; the first is the station or tool.</summary>
    public string LogFile(params IEnumerable<string> names) => Path.Combine(Logs, string.Join('.', names) + ".log");

    /// <summary>Kills the processes that components have left behind, and removes the session's directory. All components must have been stopped.</summary>
    /// <exception cref="LabException">A process still runs. The directory remains, so that a clean-up finds the process.</exception>
    /// <param name="keepManifest">Whether the directory remains, so that a clean-up finds what could not be removed.</param>
    public async Task EndAsync(bool keepManifest = false)
    {
        try
        {
            await Task.WhenAll(new SessionMark(Id).Processes().Select(process => ProcessTree.StopAsync(process, ProcessSignal.Kill, _timeouts)));
            await (_group?.RemoveAsync(_timeouts) ?? Task.CompletedTask);
        }
        finally
        {
            _manifest.Dispose();
        }

        if (!keepManifest)
        {
            PrivateFiles.DeleteDirectory(Directory);
        }
    }

    /// <summary>Closes the manifest. The session's resources and its directory remain, for kept fleets.</summary>
    public void Dispose() => _manifest.Dispose();

    private ControlGroup? CreateGroup()
    {
        foreach (var group in ControlGroup.Candidates(GroupName(Id)))
        {
            Record(new ControlGroupEntry(group.Path));
            if (group.TryCreate())
            {
                return group;
            }
        }

        return null;
    }

    [GeneratedRegex("^[0-9]{8}-[0-9]{6}-[0-9a-f]{6}\\z")]
    private static partial Regex IdPattern();
}
