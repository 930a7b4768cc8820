namespace LoadSharing.Lab.Tests.Support;

/// <summary>Gives this run a directory of sessions of its own, so that no test meets the sessions of the machine.</summary>
[TestClass]
public static class TestRun
{
    private static readonly Scratch Sessions = new();

    [AssemblyInitialize]
    public static void SetSessionsDirectory(TestContext context)
    {
        Assert.IsNotNull(context);
        Environment.SetEnvironmentVariable(SessionsDirectory.Variable, Sessions.Path);
    }

    [AssemblyCleanup]
    public static async Task StopAsync()
    {
        await ChromiumPage.CloseBrowserAsync();
        await SharedLabs.DisposeAsync();
        await Sessions.DisposeAsync();
    }
}
