namespace LoadSharing.MSTest.Clients;

/// <summary>How a fleet is given back.</summary>
internal enum Returned
{
    /// <summary>The stations may be in any state: the lab ends them.</summary>
    Used,

    /// <summary>The next test may have them.</summary>
    AsGoodAsNew,

    /// <summary>The lab may have been told to keep them for a look.</summary>
    Failed,
}
