namespace LoadSharing.Lab.Tests.Support;

/// <summary>Labs that tests share if they use their own fresh fleets only, and no component exits in them.</summary>
internal static class SharedLabs
{
    private static readonly Lazy<Task<LabUnderTest>> VirtualLab = new(() => LabUnderTest.StartAsync(StationKinds.Virtual, CancellationToken.None));
    private static readonly Lazy<Task<LabUnderTest>> OwnProcessesLab = new(() => LabUnderTest.StartAsync(StationKinds.OwnProcesses, CancellationToken.None));

    /// <summary>The lab whose stations share a process.</summary>
    public static Task<LabUnderTest> VirtualAsync() => VirtualLab.Value;

    /// <summary>The lab whose stations have a process for each component.</summary>
    public static Task<LabUnderTest> OwnProcessesAsync() => OwnProcessesLab.Value;

    public static async Task DisposeAsync()
    {
        foreach (var lab in new[] { VirtualLab, OwnProcessesLab }.Where(lab => lab.IsValueCreated))
        {
            await (await lab.Value).DisposeAsync();
        }
    }
}
