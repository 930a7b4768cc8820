namespace Build.Options;

/// <summary>Where known defects are declared.</summary>
public enum KnownDefectsKind
{
    /// <summary>In this repo's file, where a firmware is given; virtual stations have none.</summary>
    OfFirmware,

    /// <summary>Nowhere: every failure is one of the run.</summary>
    None,

    /// <summary>In a file of the user's.</summary>
    File,
}
