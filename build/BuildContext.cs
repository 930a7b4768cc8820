using LoadSharing.Lab;
using LoadSharing.Lab.Stations;
using Build.Options;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting;

namespace Build;

/// <summary>What every task works with.</summary>
public sealed class BuildContext : FrostingContext
{
    /// <summary>Reads and checks the command line: the one place the framework offers before it looks the target up.</summary>
    /// <param name="context">Cake's own context.</param>
    /// <param name="run">This run.</param>
    /// <exception cref="CommandLineException">The command line asks for something that can't be.</exception>
    public BuildContext(ICakeContext context, BuildRun run)
        : base(context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Run = run;
        Source = new OptionSource(context.Arguments, context.Environment);
        Options = BuildOptions.Read(Source);
    }

    /// <summary>This run: its token, its time, its last words.</summary>
    public BuildRun Run { get; }

    /// <summary>What the user asked for.</summary>
    public BuildOptions Options { get; }

    /// <summary>This checkout.</summary>
    public Repository Repository { get; } = Repository.Find();

    /// <summary>Where results go.</summary>
    public string Results => Options.Results ?? Repository.Results;

    /// <summary>Where each session has a directory for its logs.</summary>
    public string Logs => Path.Combine(Results, "logs");

    internal OptionSource Source { get; }

    internal LabTimeouts Timeouts => new(Options.TimeoutFactor);

    internal LabOptions LabOptions(StationKind kind) => new(kind, Timeouts, Repository.VirtualStation) { Generation = Options.Contract };

    /// <summary>Prints a line.</summary>
    /// <param name="line">The line; braces in it are text.</param>
    public void Print(string line) => Log.Information("{0}", line);
}
