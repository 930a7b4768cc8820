namespace LoadSharing.Lab.Processes;

/// <summary>Environment variables that the .NET runtime reads, for the .NET programs that a lab starts.</summary>
public static class RuntimeVariables
{
    /// <summary>Disables the diagnostics server. A killed process would leave the server's pipes in the temporary directory.</summary>
    public static IReadOnlyDictionary<string, string?> NoDiagnostics { get; } = new Dictionary<string, string?> { ["DOTNET_EnableDiagnostics"] = "0" };

    /// <summary>
    /// Reduces just-in-time compilation in processes that run for seconds: no profile-guided recompilation, a late second tier, no double mapping of
    /// code pages.
    /// Values are hexadecimal; the delay is in milliseconds.
    /// </summary>
    public static IReadOnlyDictionary<string, string?> QuickStart { get; } = new Dictionary<string, string?>
    {
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_TC_CallCountingDelayMs"] = "FFFF",
        ["DOTNET_EnableWriteXorExecute"] = "0",
    };
}
