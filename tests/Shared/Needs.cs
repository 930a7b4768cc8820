namespace LoadSharing.Tests;

/// <summary>What a test needs of the machine.</summary>
internal static class Needs
{
    /// <summary>Ends the test as inconclusive where PATH has no such program.</summary>
    public static void Program(string name)
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        if (!path.Split(':').Any(directory => File.Exists(Path.Combine(directory, name))))
        {
            Assert.Inconclusive($"{name} is not installed.");
        }
    }
}
