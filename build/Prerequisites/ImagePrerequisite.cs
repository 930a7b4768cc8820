using Build.Containers;
using Build.Options;
using LoadSharing.Lab.Components;

namespace Build.Prerequisites;

/// <summary>The prerequisite of an image. Only a pull shows whether the engine can get it, with its mirrors, proxies and logins.</summary>
internal static class ImagePrerequisite
{
    /// <param name="context">The build, whose <c>--pull</c> applies.</param>
    /// <param name="name">The prerequisite's name.</param>
    /// <param name="purpose">The image's purpose.</param>
    /// <param name="option">The option that names the image.</param>
    /// <param name="image">The image.</param>
    public static Prerequisite Of(BuildContext context, string name, string purpose, string option, string image)
    {
        var remedy = $"check {option} and the network; or load the image with docker load and give --pull=never";
        return new Prerequisite(name, purpose, remedy, remedy, async cancellation =>
        {
            var engine = await ToolCheck.RunAsync("docker", ["version"], cancellation);
            return engine.IsMet
                ? await Task.Run(() => FindOrPull(context, DockerEngine.OfEnvironment(context), image), cancellation)
                : Finding.Missing("no Docker engine");
        });
    }

    private static Finding FindOrPull(BuildContext context, DockerEngine engine, string image)
    {
        var pull = context.Options.Pull;
        try
        {
            if (pull != PullPolicy.Always && engine.HasImage(image))
            {
                return Finding.Met($"{image}, present");
            }

            if (pull == PullPolicy.Never)
            {
                return Finding.Missing($"{image} is not present, and --pull=never forbids to pull it");
            }

            context.Print($"Pulling {image}");
            engine.Pull(image);
            return Finding.Met($"{image}, pulled");
        }
        catch (ContainerEngineException error)
        {
            return Finding.Missing(error.Message);
        }
    }
}
