namespace Build.Lab.Processes;

/// <summary>
/// The .NET runtime's own variables (hexadecimal, milliseconds) for programs that live for seconds, or are many on few cores: nothing is compiled twice,
/// nor is each compiled method mapped twice, once to write and once to run it, which guards programs that are open to attack.
/// </summary>
internal static class QuickStart
{
    /// <summary>The variables.</summary>
    public static IReadOnlyDictionary<string, string?> Variables { get; } = new Dictionary<string, string?>
    {
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_TC_CallCountingDelayMs"] = "FFFF",
        ["DOTNET_EnableWriteXorExecute"] = "0",
    };
}
