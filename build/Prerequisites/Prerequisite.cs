namespace Build.Prerequisites;

/// <summary>Something that stations of a kind need on this machine.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="OnDebian">How it is installed on Debian and Ubuntu.</param>
/// <param name="OnMacOS">How it is installed on macOS.</param>
/// <param name="Check">Looks for it; never throws for its absence.</param>
internal sealed record Prerequisite(string Name, string Purpose, string OnDebian, string OnMacOS, Func<CancellationToken, Task<Finding>> Check);

/// <summary>What came of a look for a prerequisite.</summary>
/// <param name="IsMet">Whether it is there.</param>
/// <param name="Detail">Its version or where it is; else what is wrong.</param>
internal sealed record Finding(bool IsMet, string Detail)
{
    /// <summary>It is there.</summary>
    public static Finding Met(string detail) => new(true, detail);

    /// <summary>It is not.</summary>
    public static Finding Missing(string reason) => new(false, reason);
}
