using LoadSharing.Lab.Processes;

namespace Build.Prerequisites;

/// <summary>The program of <c>--emulator=COMMAND</c>, looked for as a shell does.</summary>
internal static class EmulatorProgram
{
    private const string Remedy = "give a program that PATH has, or its path, in --emulator";
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>It as a prerequisite.</summary>
    public static Prerequisite Of(BuildContext context) => new(
        "emulator", "is the charger of each station", Remedy, Remedy,
        _ => Task.FromResult(Find(context.Options.Emulator.Arguments[0])));

    private static Finding Find(string program)
    {
        var isPath = program.Contains(Path.DirectorySeparatorChar) || program.Contains(Path.AltDirectorySeparatorChar);
        var there = (isPath ? SearchPath.Spellings(program).Where(File.Exists) : SearchPath.Find(program)).ToList();
        return there.Find(IsExecutable) is { } found ? Finding.Met(found)
            : there.Count > 0 ? Finding.Missing($"{there[0]} is not executable")
            : Finding.Missing($"there is no {program}{(isPath ? "" : " on PATH")}");
    }

    private static bool IsExecutable(string file) => OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & AnyExecute) != 0;
}
