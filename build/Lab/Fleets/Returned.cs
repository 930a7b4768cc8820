namespace Build.Lab.Fleets;

/// <summary>How a test gives its fleet back.</summary>
internal enum Returned
{
    /// <summary>Its stations may be in any state.</summary>
    Used,

    /// <summary>Its stations run, and the test left nothing on them that another one could stumble over.</summary>
    AsGoodAsNew,

    /// <summary>The test failed: somebody may want to look at its stations.</summary>
    Failed,
}
