namespace Build.Tests.Support;

/// <summary>A test that starts the build as a process.</summary>
public abstract class BuildTest : ProcessTest
{
    /// <summary>A directory with a <c>LoadSharing.slnx</c>, in which the build runs as in a checkout of its own.</summary>
    /// <param name="installation">The program to run; null for the program as it was built.</param>
    /// <param name="sessions">The directory of its sessions; null for a directory of its own.</param>
    internal Checkout NewCheckout(Installation? installation = null, string? sessions = null) =>
        Keep(new Checkout(installation ?? Installation.Shared, sessions, TestContext));
}
