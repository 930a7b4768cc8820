namespace LoadSharing.Tests;

/// <summary>Requirements that are checked while a test runs.</summary>
internal static class Needs
{
    /// <summary>Ends the test as inconclusive if a program is not on PATH.</summary>
    public static void Program(string name)
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        if (!path.Split(':').Any(directory => File.Exists(Path.Combine(directory, name))))
        {
            Assert.Inconclusive($"{name} is not installed.");
        }
    }
}
