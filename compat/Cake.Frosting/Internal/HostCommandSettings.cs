using System.ComponentModel;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Spectre.Console.Cli;

namespace Cake.Frosting.Internal;

/// <summary>The host's own switches. Whatever else stands on a command line is an argument for tasks.</summary>
internal sealed class HostCommandSettings : CommandSettings
{
    [CommandOption("-t|--target <TARGET>")]
    [DefaultValue("Default")]
    [Description("The task to run; may be given more than once.")]
    public string[] Targets { get; set; } = [];

    [CommandOption("-w|--working <PATH>")]
    [TypeConverter(typeof(Cli.DirectoryPathConverter))]
    [Description("The directory to work in.")]
    public DirectoryPath? WorkingDirectory { get; set; }

    [CommandOption("-v|--verbosity <VERBOSITY>")]
    [TypeConverter(typeof(Cli.VerbosityConverter))]
    [Description("How much to say: quiet, minimal, normal, verbose or diagnostic.")]
    public Verbosity? Verbosity { get; set; }

    [CommandOption("-e|--exclusive")]
    [Description("Run the target without what it depends on.")]
    public bool Exclusive { get; set; }

    [CommandOption("--description|--descriptions|--showdescription|--showdescriptions")]
    [Description("Show what each task is for.")]
    public bool Description { get; set; }

    [CommandOption("--tree|--showtree")]
    [Description("Show what each task depends on.")]
    public bool Tree { get; set; }

    [CommandOption("--dryrun|--noop|--whatif")]
    [Description("Show which tasks would run.")]
    public bool DryRun { get; set; }

    [CommandOption("--no-report")]
    [Description("Leave out the table of tasks at the end.")]
    public bool NoReport { get; set; }

    [CommandOption("--version|--ver")]
    [Description("Show Cake's version.")]
    public bool Version { get; set; }

    [CommandOption("--info")]
    [Description("Show more about Cake.")]
    public bool Info { get; set; }
}
