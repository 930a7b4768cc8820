using Cake.Core;
using LoadSharing.Lab.Sessions;

namespace Build.Containers;

/// <summary>Removes the containers of killed builds.</summary>
internal sealed class DockerCleaner(ICakeContext context) : IContainerCleaner
{
    private readonly DockerEngine _engine = DockerEngine.OfEnvironment(context);

    /// <inheritdoc />
    public string Engine => _engine.Address;

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> RemoveAsync(string sessionId, IReadOnlyList<string> names) => Task.Run<IReadOnlyList<string>>(() =>
    {
        var removed = new List<string>();
        foreach (var name in names)
        {
            var ids = _engine.WithLabel($"{Session.ContainerLabel}={sessionId}", name);
            if (ids.Count > 0)
            {
                _engine.Remove([.. ids]);
                removed.Add(name);
            }
        }

        return removed;
    });
}
