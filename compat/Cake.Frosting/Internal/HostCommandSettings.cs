using System.ComponentModel;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Spectre.Console.Cli;

namespace Cake.Frosting.Internal;

/// <summary>The options of the host. Other options are arguments of tasks.</summary>
internal sealed class HostCommandSettings : CommandSettings
{
    [CommandOption("-t|--target <TARGET>")]
    [DefaultValue("Default")]
    [Description("The task to run. May be repeated.")]
    public string[] Targets { get; set; } = [];

    [CommandOption("-w|--working <PATH>")]
    [TypeConverter(typeof(Cli.DirectoryPathConverter))]
    [Description("The working directory.")]
    public DirectoryPath? WorkingDirectory { get; set; }

    [CommandOption("-v|--verbosity <VERBOSITY>")]
    [TypeConverter(typeof(Cli.VerbosityConverter))]
    [Description("The verbosity of the log: quiet, minimal, normal, verbose or diagnostic.")]
    public Verbosity? Verbosity { get; set; }

    [CommandOption("-e|--exclusive")]
    [Description("Run the target without its dependencies.")]
    public bool Exclusive { get; set; }

    [CommandOption("--description|--descriptions|--showdescription|--showdescriptions")]
    [Description("Show the description of each task.")]
    public bool Description { get; set; }

    [CommandOption("--tree|--showtree")]
    [Description("Show the dependencies of each task.")]
    public bool Tree { get; set; }

    [CommandOption("--dryrun|--noop|--whatif")]
    [Description("Show the tasks without running them.")]
    public bool DryRun { get; set; }

    [CommandOption("--no-report")]
    [Description("Do not print the table of tasks at the end.")]
    public bool NoReport { get; set; }

    [CommandOption("--version|--ver")]
    [Description("Show the version of Cake.")]
    public bool Version { get; set; }

    [CommandOption("--info")]
    [Description("Show information about Cake.")]
    public bool Info { get; set; }
}
