using LoadSharing.Lab.Sessions;
using LoadSharing.Tests;

namespace Build.Tests.Support;

/// <summary>What all tests share: the copy of the program, and a directory for sessions that no developer's Cleanup looks into.</summary>
[TestClass]
public static class TestRun
{
    private static readonly Scratch Sessions = new();

    [AssemblyInitialize]
    public static void Begin(TestContext context)
    {
        Assert.IsNotNull(context);
        Environment.SetEnvironmentVariable(MachineDirectory.SessionsVariable, Sessions.Path);
        Installation.CreateShared();
    }

    [AssemblyCleanup]
    public static async Task EndAsync()
    {
        await Installation.DeleteSharedAsync();
        await Sessions.DisposeAsync();
    }
}
