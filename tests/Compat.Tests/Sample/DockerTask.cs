using Cake.Common;
using Cake.Core;
using Cake.Docker;
using Cake.Frosting;

namespace Compat.Tests.Sample;

/// <summary>Calls each <c>--alias</c> and logs its name and result.</summary>
[TaskName("Docker")]
public sealed class DockerTask : FrostingTask<SampleContext>
{
    private static readonly Dictionary<string, Func<ICakeContext, IEnumerable<string>>> Aliases = new()
    {
        ["pull"] = context => NoResult(() => context.DockerPull("image:1")),
        ["pull-platform"] = context => NoResult(() => context.DockerPull(new DockerImagePullSettings { Platform = "linux/amd64", AllTags = true }, "image")),
        ["run"] = context => [context.DockerRun("image", string.Empty)!],
        ["run-command"] = context => [context.DockerRun(new DockerContainerRunSettings { Rm = true }, "image", "sh", "-c", "\"echo a b\"")!],
        ["run-settings"] = context => [context.DockerRun(RunSettings, "image", string.Empty)!],
        ["run-null"] = context => [context.DockerRun((DockerContainerRunSettings?)null, "image", "true")!],
        ["run-without-result"] = context => NoResult(() => context.DockerRunWithoutResult(new DockerContainerRunSettings { Detach = true }, "image", "true")),
        ["create"] = context => [context.DockerCreate("image", string.Empty)!],
        ["create-settings"] = context =>
        [
            context.DockerCreate(
                new DockerContainerCreateSettings { Name = "one", Label = ["session=a"], CapDrop = ["ALL"], Network = "none" }, "--", "image", "true")!,
        ],
        ["cp"] = context => NoResult(() => context.DockerCp("one:/file", "\"/a b\"")),
        ["cp-settings"] = context => NoResult(() => context.DockerCp("one:/file", "file", new DockerContainerCpSettings { FollowLink = true })),
        ["stop"] = context => NoResult(() => context.DockerStop("one", "two")),
        ["stop-time"] = context => NoResult(() => context.DockerStop(new DockerContainerStopSettings { Time = 2 }, "one")),
        ["stop-nothing"] = context => NoResult(() => context.DockerStop()),
        ["stop-timeout"] = context => NoResult(() => context.DockerStop(new DockerContainerStopSettings { ToolTimeout = TimeSpan.FromMinutes(1.5) }, "one")),
        ["rm"] = context => NoResult(() => context.DockerRm("one")),
        ["rm-force"] = context => NoResult(() => context.DockerRm(new DockerContainerRmSettings { Force = true, Volumes = true, Link = false }, "one", "two")),
        ["ps"] = context => context.DockerPs(
            new DockerContainerPsSettings { All = true, Filter = "label=a=b c", Format = "{{.ID}} {{.Names}}", NoTrunc = true }).Split('\n'),
        ["logs"] = context => context.DockerLogs("one"),
        ["logs-settings"] = context => context.DockerLogs(new DockerContainerLogsSettings { Since = "42m", Tail = "20", Timestamps = true }, "one"),
        ["custom"] = context => context.DockerCustomCommand("inspect --format \"{{.State.Status}} {{.Id}}\" one"),
        ["custom-settings"] = context => context.DockerCustomCommand(new DockerCustomCommandSettings(), "info"),
        ["tool-path"] = context => context.DockerCustomCommand(new DockerCustomCommandSettings { ToolPath = "/no/such/docker" }, "info"),
    };

    /// <summary>The names of the aliases.</summary>
    public static IEnumerable<string> Names => Aliases.Keys;

    private static DockerContainerRunSettings RunSettings => new()
    {
        Detach = true,
        Rm = true,
        Init = false,
        Name = "emulator_0",
        Publish = ["127.0.0.1:8080:8080", "8023:8023"],
        Env = ["SERIAL_MODE=tcp", "NAME=two words", "QUOTED=say \"hi\""],
        Label = ["session=a", "owner=b"],
        AddHost = [],
        Memory = string.Empty,
        StopTimeout = 3,
        Workdir = "/a b",
    };

    public override void Run(SampleContext context)
    {
        foreach (var alias in context.Arguments<string>("alias"))
        {
            context.Events.AddTaskEvent(alias);
            foreach (var line in Aliases[alias](context))
            {
                context.Events.AddTaskEvent($"returned {line}");
            }
        }
    }

    private static string[] NoResult(Action call)
    {
        call();
        return [];
    }
}
