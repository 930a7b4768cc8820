using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Sessions;

/// <summary>One lab's life: an id, a directory with the stations' state, a manifest of all that it started.</summary>
internal sealed partial class Session : IDisposable
{
    /// <summary>Marks every process of a session, so that one whose manifest line was never written is found too.</summary>
    public const string EnvironmentMark = "OPENEVSE_LAB_SESSION";

    /// <summary>Labels every container of a session.</summary>
    public const string ContainerLabel = "org.openevse.load-sharing.session";

    private readonly Manifest _manifest;
    private readonly LabTimeouts _timeouts;

    private Session(string id, string directory, string logs, LabTimeouts timeouts)
    {
        Id = id;
        Directory = directory;
        Logs = logs;
        _timeouts = timeouts;
        _manifest = Manifest.Open(directory);
    }

    /// <summary>The session's id: when it began and six random digits.</summary>
    public string Id { get; }

    /// <summary>Its directory: manifest and the stations' state; gone with the session.</summary>
    public string Directory { get; }

    /// <summary>Where the logs of its stations are; they stay.</summary>
    public string Logs { get; }

    /// <summary>Begins a session.</summary>
    /// <param name="purpose">The target that needs it.</param>
    /// <param name="checkout">The checkout it belongs to.</param>
    /// <param name="logsRoot">Where it may make a directory for logs.</param>
    /// <param name="timeouts">The time-outs of its processes.</param>
    public static Session Begin(string purpose, string checkout, string logsRoot, LabTimeouts timeouts)
    {
        var id = string.Create(
            CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyyMMdd-HHmmss}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");
        var logs = Path.Combine(logsRoot, id);
        System.IO.Directory.CreateDirectory(logs);

        // The directory gets its name when its first line is on disk: a Cleanup elsewhere never meets a session without an owner.
        var directory = Path.Combine(MachineDirectory.Sessions, id);
        var unnamed = directory + SessionRecord.UnnamedSuffix;
        System.IO.Directory.CreateDirectory(unnamed);
        Manifest.Create(unnamed, new OwnerEntry(ProcessIdentity.Current, purpose, checkout, logs, DateTimeOffset.UtcNow));
        System.IO.Directory.Move(unnamed, directory);
        return new Session(id, directory, logs, timeouts);
    }

    /// <summary>Whether a name is a session's id.</summary>
    public static bool IsId(string name) => IdPattern().IsMatch(name);

    /// <summary>Notes something before it is started.</summary>
    public void Note(ManifestEntry entry) => _manifest.Add(entry);

    /// <summary>Starts a process of this session.</summary>
    /// <param name="command">What to start.</param>
    /// <param name="station">The station it is part of, or the tool it is.</param>
    /// <param name="part">Which part.</param>
    /// <param name="log">The file that gets its output.</param>
    public ChildProcess Start(ProcessCommand command, string station, string part, string log)
    {
        var marked = command with { Environment = new Dictionary<string, string?>(command.Environment) { [EnvironmentMark] = Id } };
        var process = ChildProcess.Start(marked, log, _timeouts);
        _manifest.Add(new ProcessEntry(process.Identity, station, part));
        return process;
    }

    /// <summary>A log: its name begins with the station or tool whose log it is.</summary>
    public string LogFile(params IEnumerable<string> names) => Path.Combine(Logs, string.Join('.', names) + ".log");

    /// <summary>Removes the session's directory: everything it names has been stopped, and what that had started and left behind ends here.</summary>
    public async Task EndAsync()
    {
        await Task.WhenAll(MarkedProcesses.Of(Id).Select(process => ProcessTree.StopAsync(process, ProcessSignal.Kill, _timeouts)));
        _manifest.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    /// <summary>Lets go of the manifest and leaves everything as it is, for <c>--keep</c>.</summary>
    public void Dispose() => _manifest.Dispose();

    [GeneratedRegex("^[0-9]{8}-[0-9]{6}-[0-9a-f]{6}$")]
    private static partial Regex IdPattern();
}
