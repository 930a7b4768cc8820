namespace Build.Lab.Observation.Makaretu;

/// <summary>Two observers of one link, of which one may be blind to the interface that the stations are on.</summary>
/// <param name="first">Asked first.</param>
/// <param name="second">Asked if the first sees nothing at all.</param>
internal sealed class FirstThatSees(IServiceObserver first, IServiceObserver second) : IServiceObserver
{
    /// <inheritdoc />
    public string Name => $"{first.Name}, {second.Name}";

    /// <inheritdoc />
    public async Task<IReadOnlyList<SeenService>> LookAsync(string link, CancellationToken cancellation) =>
        await first.LookAsync(link, cancellation) is { Count: > 0 } seen ? seen : await second.LookAsync(link, cancellation);
}
