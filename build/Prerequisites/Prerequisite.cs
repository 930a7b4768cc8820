namespace Build.Prerequisites;

/// <summary>A tool, a service or a right that the chosen stations need on this machine.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Purpose">Its purpose.</param>
/// <param name="OnDebian">How to install it on Debian and Ubuntu.</param>
/// <param name="OnMacOS">How to install it on macOS.</param>
/// <param name="Check">Checks this machine; does not throw if it is missing.</param>
internal sealed record Prerequisite(string Name, string Purpose, string OnDebian, string OnMacOS, Func<CancellationToken, Task<Finding>> Check);

/// <summary>The result of a check.</summary>
/// <param name="IsMet">Whether the prerequisite is met.</param>
/// <param name="Detail">Version or path; if it is not met, the reason.</param>
internal sealed record Finding(bool IsMet, string Detail)
{
    public static Finding Met(string detail) => new(true, detail);

    public static Finding Missing(string reason) => new(false, reason);
}
