namespace Build.Tests.Support;

/// <summary>The copy of the program and the directory of sessions that all tests share. A developer's Cleanup does not read this directory.</summary>
[TestClass]
public static class TestRun
{
    private static readonly Scratch Sessions = new();

    [AssemblyInitialize]
    public static void Begin(TestContext context)
    {
        Assert.IsNotNull(context);
        Environment.SetEnvironmentVariable(SessionsDirectory.Variable, Sessions.Path);
        Installation.CreateShared();
    }

    [AssemblyCleanup]
    public static async Task EndAsync()
    {
        await ChromiumPage.CloseBrowserAsync();
        await Installation.DeleteSharedAsync();
        await Sessions.DisposeAsync();
    }
}
