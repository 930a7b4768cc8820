using LoadSharing.Lab.Components;
using Build.Containers;
using Build.Options;

namespace Build.Prerequisites;

/// <summary>The image of <c>--emulator=docker</c>. Mirrors, proxies and logins are the engine's own: whether it can have an image only its pull tells, so that is the check.</summary>
internal static class EmulatorImage
{
    private const string Remedy = "check the name in --emulator-image and the network; or docker load it, and give --pull=never";

    /// <summary>The image that the user asked for.</summary>
    public static Prerequisite Of(BuildContext context) => new("emulator image", "is the emulator", Remedy, Remedy, async cancellation =>
    {
        var answer = await ToolCheck.AskAsync("docker", ["version"], cancellation);
        return answer.IsMet ? await Task.Run(() => Get(context, DockerEngine.OfEnvironment(context)), cancellation) : Finding.Missing("no engine to ask");
    });

    private static Finding Get(BuildContext context, DockerEngine engine)
    {
        var (image, pull) = (context.Options.EmulatorImage, context.Options.Pull);
        try
        {
            if (pull != PullPolicy.Always && engine.HasImage(image))
            {
                return Finding.Met($"{image} is there");
            }

            if (pull == PullPolicy.Never)
            {
                return Finding.Missing($"the engine does not have {image}, and --pull=never forbids to fetch it");
            }

            context.Print($"Pulling {image}");
            engine.Pull(image);
            return Finding.Met($"{image}, pulled just now");
        }
        catch (ContainerEngineException error)
        {
            return Finding.Missing(error.Message);
        }
    }
}
