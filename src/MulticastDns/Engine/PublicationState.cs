namespace MulticastDns.Engine;

/// <summary>Where a publication stands (RFC 6762 §8, §9).</summary>
internal enum PublicationState
{
    /// <summary>Asking whether anybody holds its names.</summary>
    Probing,

    /// <summary>Announced once, to be announced again.</summary>
    Announcing,

    /// <summary>On the air.</summary>
    Established,

    /// <summary>Another responder holds a name.</summary>
    Lost,

    /// <summary>Taken back by its publisher.</summary>
    Withdrawn,
}
