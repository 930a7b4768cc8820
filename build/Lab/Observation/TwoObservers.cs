namespace Build.Lab.Observation;

/// <summary>Two observers of one link, each of which may be blind to the interface that stations are on: what either sees is there.</summary>
/// <param name="one">The one.</param>
/// <param name="other">The other; a service that both see is one.</param>
internal sealed class TwoObservers(IServiceObserver one, IServiceObserver other) : IServiceObserver
{
    /// <inheritdoc />
    public string Name => $"{one.Name}, {other.Name}";

    /// <inheritdoc />
    public async Task<IReadOnlyList<SeenService>> LookAsync(CancellationToken cancellation) =>
        [.. (await Task.WhenAll(one.LookAsync(cancellation), other.LookAsync(cancellation))).SelectMany(seen => seen).Distinct()];
}
