using Build.Options;
using Build.Suite;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting;
using LoadSharing.Lab;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;

namespace Build;

/// <summary>The context of every task: the checked options, and the paths and timeouts that follow from them.</summary>
public sealed class BuildContext : FrostingContext
{
    /// <summary>Checks the command line before Cake looks the target up.</summary>
    /// <param name="context">Cake's context.</param>
    /// <param name="run">The run of this process.</param>
    /// <exception cref="CakeException">The command line is invalid.</exception>
    public BuildContext(ICakeContext context, BuildRun run)
        : base(context)
    {
        Run = run;
        Options = BuildOptions.Read(new OptionSource(Arguments, Environment));
    }

    internal BuildRun Run { get; }

    internal BuildOptions Options { get; }

    /// <summary>The program of <c>--firmware-image</c>, once it is extracted.</summary>
    internal ImageProgram? ImageProgram { get; set; }

    internal Repository Repository { get; } = Repository.Find();

    /// <summary>Directory for results and reports.</summary>
    internal string Results => Options.Results ?? Repository.Results;

    /// <summary>Directory with a directory of logs for each session.</summary>
    internal string Logs => Path.Combine(Results, "logs");

    internal LabTimeouts Timeouts => new(Options.TimeoutFactor);

    /// <summary>Creates an empty directory in place of an earlier run's.</summary>
    internal static void Recreate(string directory)
    {
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }

        Directory.CreateDirectory(directory);
    }

    /// <summary>The file of known defects of a build; null for none. In the repository's file, some name the virtual firmware too.</summary>
    internal string? KnownDefectsOf(BuildOptions options) => options.KnownDefects.IsRepository
        ? Repository.KnownDefects
        : options.KnownDefects.Path;

    /// <summary>Begins a session that a supervisor cleans up after if this build is killed.</summary>
    /// <param name="purpose">The name of the target.</param>
    /// <param name="logs">The directory in which a directory for the session's logs is created.</param>
    internal Session BeginSession(string purpose, string logs)
    {
        Run.Supervise(Logs, Timeouts);
        var session = Session.Begin(purpose, Repository.Root, logs, Timeouts);
        if (!session.IsContained)
        {
            DetachedProcesses.Adopt();
        }

        return session;
    }

    /// <summary>Writes or deletes files that no result depends on. A failure costs a warning.</summary>
    /// <param name="what">The files in the warning.</param>
    /// <param name="write">Writes or deletes them.</param>
    internal void TryWrite(string what, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Log.Warning("{0}", $"{what} cannot be written: {error.Message}");
        }
    }

    /// <summary>Prints a line, in which braces and control characters have no special meaning.</summary>
    internal void Print(string line) => Log.Information("{0}", ControlCharacters.Escape(line));
}
