namespace LoadSharing.MSTest.Contracts;

/// <summary>
/// The expected values of a generation of the firmware's API where the generations differ: one record for each, in a file of its own.
/// A difference that one test alone is about stands in that test, as an argument of <see cref="Expect{T}"/>.
/// </summary>
public sealed record Contract
{
    public required ApiGeneration Generation { get; init; }

    /// <summary>The fields of a row of <c>GET /loadsharing/peers</c>, without others.</summary>
    public IReadOnlyList<string> PeerFields => Generation.PeerFields;

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

    /// <summary>Whether rows have a priority, which <c>PUT /loadsharing/peers/{host}</c> sets.</summary>
    public bool HasPriorities { get; init; }

    /// <summary>Whether a station browses without a request only while load sharing is enabled.</summary>
    public bool SweepsOnlyWhileEnabled { get; init; }

    /// <summary>
    /// Seconds from a discover to its question on the link. The task that asks wakes every 2 s. The rest is for a busy machine, and short enough that a
    /// periodic sweep comes later.
    /// </summary>
    public int SecondsToQuestion { get; init; } = 4;

    /// <summary>The traffic budget: questions for stations in 10 s. A sweep, of up to 5 s, asks after 0, 1 and 3 s (RFC 6762, section 5.2).</summary>
    public int QuestionsInTenSeconds { get; init; } = 3;

    /// <summary>Whether a station that is added under an address of its own stays listed.</summary>
    public bool ListsOwnAddress { get; init; } = true;

    /// <summary>Whether two hosts of one device become one row once the station has read the device's id.</summary>
    public bool MergesSpellings { get; init; }

    /// <summary>Whether a member that leaves its group un-joins a controller that is listed under another host than the setting has.</summary>
    public bool LeavesAnyController { get; init; }

    /// <summary>Whether a station can be a controller or a member.</summary>
    internal bool HasRoles => Settings.ContainsKey("loadsharing_role");

    /// <summary>The allocation of a station without a car, in A.</summary>
    public double IdleAmps { get; init; }

    /// <summary>Whether the loss of one member limits every other one to the safe current.</summary>
    public bool LimitsAllInFailsafe { get; init; }

    /// <summary>Whether a controller pushes the group's maximum to its members.</summary>
    public bool PushesMaximum { get; init; }

    /// <summary>Whether <c>GET /loadsharing/status</c> exists.</summary>
    public bool HasStatus => StatusFields.Count > 0;

    /// <summary>The fields of <c>GET /loadsharing/status</c>; none if it does not exist.</summary>
    public IReadOnlyList<string> StatusFields { get; init; } = [];

    /// <summary>Further fields of <c>GET /loadsharing/status</c> while failsafe is active.</summary>
    public IReadOnlyList<string> StatusFieldsInFailsafe { get; init; } = [];

    /// <summary>The fields of each row of <c>GET /loadsharing/status</c>.</summary>
    public IReadOnlyList<string> StatusRowFields { get; init; } = [];

    /// <summary>Further fields of the station's own row.</summary>
    public IReadOnlyList<string> StatusRowFieldsOfOwn { get; init; } = [];

    /// <summary>Further fields of a joined row that is offline and was never online.</summary>
    public IReadOnlyList<string> StatusRowFieldsOfUnreachable { get; init; } = [];

    /// <summary>The fields of a row's <c>status</c>.</summary>
    public IReadOnlyList<string> PeerStatusFields { get; init; } = [];

    /// <summary>The fields of <c>GET /status</c> that belong to load sharing.</summary>
    public IReadOnlyList<string> ChargerStatusFields { get; init; } = [];

    /// <summary>The settings of load sharing in <c>GET /config</c> with the JSON text of their default; null for a number that counts changes.</summary>
    public required IReadOnlyDictionary<string, string?> Settings { get; init; }

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

    /// <summary>The contracts of the known generations, oldest first.</summary>
    internal static IReadOnlyList<Contract> All => [Contract202602.Values, Contract202607.Values, Contract202609.Values];

    /// <summary>The contract of a generation.</summary>
    /// <exception cref="AssertFailedException">The suite does not know the generation.</exception>
    public static Contract Of(string generation) => All.FirstOrDefault(contract => contract.Generation.Name == generation)
        ?? throw new AssertFailedException(
            $"The stations have API generation {generation}. The suite knows {string.Join(", ", All.Select(contract => contract.Generation))}.");

    /// <summary>The expected value of this generation, or of the latest one before it that has a value.</summary>
    public T Expect<T>(T v202602, T v202607) => Generation == ApiGeneration.February2026 ? v202602 : v202607;

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

    public override string ToString() => Generation.Name;
}
