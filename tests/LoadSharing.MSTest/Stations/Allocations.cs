using System.Collections;
using System.Text.Json;

namespace LoadSharing.MSTest.Stations;

/// <summary>The <c>allocations</c> of <c>GET /loadsharing/status</c> on a controller: its own first, then its members'.</summary>
public sealed class Allocations : IReadOnlyList<Allocation>
{
    private readonly IReadOnlyList<Allocation> _rows;

    private Allocations(IReadOnlyList<Allocation> rows) => _rows = rows;

    public int Count => _rows.Count;

    /// <summary>The sum of all allocations, in A.</summary>
    public double Sum => _rows.Sum(row => row.Amps);

    public Allocation this[int index] => _rows[index];

    internal static Allocations Read(IReadOnlyList<JsonElement> rows) => new([.. rows.Select(Allocation.Read)]);

    /// <summary>The allocation of a station; asserts that there is one.</summary>
    public Allocation Of(Station station) =>
        _rows.Where(row => HostNames.AreEqual(HostNames.WithoutPortAndDomain(row.Host), station.Hostname)).ToList() is [var only]
            ? only
            : throw new AssertFailedException($"Expected one allocation for {station}, but the allocations are {this}");

    /// <summary>Asserts the allocation of each station of a group, in the order of the fleet.</summary>
    public void ShouldBe(Fleet fleet, params (double Amps, string Reason)[] expected)
    {
        var expectation = string.Join(", ", expected.Select((each, index) => $"{fleet[index].Role} {Format(each.Amps)} A {each.Reason}"));
        var actual = fleet.Select(Of).ToList();
        if (Count != expected.Length || actual.Zip(expected).Any(pair => !pair.First.Is(pair.Second.Amps, pair.Second.Reason)))
        {
            throw new AssertFailedException(
                $"Expected the allocations {expectation}, but they are "
                + string.Join(", ", actual.Zip(fleet, (row, station) => $"{station.Role} {Format(row.Amps)} A {row.Reason}")));
        }
    }

    /// <summary>Asserts the sum of all allocations.</summary>
    /// <param name="amps">In A.</param>
    public void ShouldSumTo(double amps)
    {
        if (Math.Abs(Sum - amps) > Allocation.Precision)
        {
            throw new AssertFailedException($"Expected the sum of the allocations to be {Format(amps)} A, but it is {Format(Sum)} A: {this}");
        }
    }

    public IEnumerator<Allocation> GetEnumerator() => _rows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => Count == 0 ? "empty" : string.Join(", ", _rows);

    internal static string Format(double amps) => amps.ToString("0.##");
}

/// <summary>The current that a controller has given a station.</summary>
/// <param name="Host">The station, as the peer list names it.</param>
/// <param name="Amps">In A; it may have a fraction.</param>
/// <param name="Reason">The reason, such as <c>equal_share</c>.</param>
public sealed record Allocation(string Host, double Amps, string Reason)
{
    // The document has ten significant digits.
    internal const double Precision = 0.01;

    internal static Allocation Read(JsonElement row) => new(row.Text("id") ?? "", row.Number("target_current") ?? double.NaN, row.Text("reason") ?? "");

    /// <summary>Whether it has a current and a reason.</summary>
    public bool Is(double amps, string reason) => Math.Abs(Amps - amps) < Precision && Reason == reason;

    public override string ToString() => $"{Host} {Allocations.Format(Amps)} A {Reason}";
}
