using Cake.Core;
using LoadSharing.Lab.Sessions;

namespace Build.Containers;

/// <summary>Removes the containers of killed builds.</summary>
internal sealed class DockerCleaner(ICakeContext context) : IContainerCleaner
{
    /// <inheritdoc />
    public Task<IReadOnlyList<string>> RemoveAsync(string sessionId, IReadOnlyList<ContainerEntry> containers) => Task.Run<IReadOnlyList<string>>(() =>
    {
        var removed = new List<string>();
        foreach (var host in containers.GroupBy(container => container.DockerHost))
        {
            var engine = new DockerEngine(context, host.Key);
            var label = $"{Session.ContainerLabel}={sessionId}";
            foreach (var name in host.Select(container => container.Name).Distinct())
            {
                var ids = engine.WithLabel(label, name);
                if (ids.Count > 0)
                {
                    engine.Remove([.. ids]);
                    removed.Add(name);
                }
            }
        }

        return removed;
    });
}
