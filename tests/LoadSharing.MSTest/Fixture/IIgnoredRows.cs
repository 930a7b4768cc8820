namespace LoadSharing.MSTest.Fixture;

/// <summary>Rows of a station's peer list that are no test's business.</summary>
internal interface IIgnoredRows
{
    /// <summary>The list without them.</summary>
    PeerList Without(PeerList list);
}
