namespace LoadSharing.MSTest.Contracts;

/// <summary>When and where a station lists itself.</summary>
public enum OwnRow
{
    /// <summary>Like any other station, once it has discovered itself.</summary>
    OnceDiscovered,

    /// <summary>Always, in the first row, local, joined and online.</summary>
    AlwaysFirst,
}
