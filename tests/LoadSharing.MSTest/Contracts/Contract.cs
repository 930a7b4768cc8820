namespace LoadSharing.MSTest.Contracts;

/// <summary>
/// The expected values of a generation of the firmware's API where the generations differ: one record for each, in a file of its own.
/// A difference that one test alone is about stands in that test, as an argument of <see cref="Expect{T}"/>.
/// </summary>
public sealed record Contract
{
    /// <summary>The name of the generation, as <c>--contract</c> takes it.</summary>
    public required string Generation { get; init; }

    /// <summary>The fields of a row of <c>GET /loadsharing/peers</c>, without others.</summary>
    public required IReadOnlyList<string> PeerFields { get; init; }

    /// <summary>The <c>id</c> in the row of a discovered station.</summary>
    public required Func<StationDocument, string> PeerId { get; init; }

    /// <summary>The <c>name</c> in the row of a discovered station.</summary>
    public required Func<StationDocument, string> PeerName { get; init; }

    /// <summary>The <c>host</c> in the row of a station that was discovered twice. After the first discovery it may be <c>name.local</c>.</summary>
    public required Func<StationDocument, string> SettledHost { get; init; }

    /// <summary>When and where a station lists itself.</summary>
    public required OwnRow OwnRow { get; init; }

    /// <summary>Whether a row that is not joined stays listed: of a deleted host until the next start, of a stopped station as offline.</summary>
    public required bool KeepsRows { get; init; }

    /// <summary>Whether a station pushes an add or a delete to the other station (reciprocal update).</summary>
    public required bool PushesUpdates { get; init; }

    /// <summary>Whether <c>{host}</c> in a path is percent-decoded.</summary>
    public required bool DecodesPath { get; init; }

    /// <summary>Whether <c>GET /loadsharing/status</c> exists.</summary>
    public required bool HasStatus { get; init; }

    /// <summary>The answer to an add of a joined host.</summary>
    public required Answer AddJoinedHost { get; init; }

    /// <summary>The answer to an add of the station's own host.</summary>
    public required Answer AddOwnHost { get; init; }

    /// <summary>The answer to an add or a delete on a member of a group, which only its controller may change.</summary>
    public required Answer ChangeOfMember { get; init; }

    /// <summary>The port in the SRV record of a station.</summary>
    public required Func<StationDocument, int> PublishedPort { get; init; }

    /// <summary>The TXT record of a station; a null value stands for any text that is not empty.</summary>
    public required Func<StationDocument, IReadOnlyDictionary<string, string?>> PublishedText { get; init; }

    private static IReadOnlyList<Contract> All => [Contract202602.Values, Contract202607.Values];

    /// <summary>The contract of a generation.</summary>
    /// <exception cref="AssertFailedException">The suite does not know the generation.</exception>
    public static Contract Of(string generation) => All.FirstOrDefault(contract => contract.Generation == generation)
        ?? throw new AssertFailedException(
            $"The stations have API generation {generation}. The suite knows {string.Join(", ", All.Select(contract => contract.Generation))}.");

    /// <summary>The expected value of this generation, or of the latest one before it that has a value.</summary>
    public T Expect<T>(T v202602, T v202607) => ReferenceEquals(this, Contract202602.Values) ? v202602 : v202607;

    /// <summary>Skips the test where the generation lacks the feature under test.</summary>
    /// <param name="hasFeature">Whether the generation has the feature.</param>
    /// <param name="feature">The feature, for the report.</param>
    /// <exception cref="AssertInconclusiveException">The generation lacks it.</exception>
    public void SkipUnless(bool hasFeature, string feature)
    {
        if (!hasFeature)
        {
            throw new AssertInconclusiveException($"API generation {Generation} has no {feature}.");
        }
    }

    public override string ToString() => Generation;
}
