using LoadSharing.Lab.Processes;

namespace Build.Prerequisites;

/// <summary>The prerequisite of <c>--emulator=COMMAND</c>: a program of the user's.</summary>
internal static class EmulatorPrerequisites
{
    private const string ProgramRemedy = "give a program on PATH, or its path, in --emulator";
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The program of <c>--emulator=COMMAND</c>, found as a shell finds it.</summary>
    public static Prerequisite Program(string program) => new(
        "emulator", "program of the emulators", ProgramRemedy, ProgramRemedy, _ => Task.FromResult(FindProgram(program)));

    private static Finding FindProgram(string program)
    {
        var isPath = program.Contains(Path.DirectorySeparatorChar) || program.Contains(Path.AltDirectorySeparatorChar);
        var candidates = (isPath ? SearchPath.Candidates(program).Where(File.Exists) : SearchPath.Find(program)).ToList();
        return candidates.Find(IsExecutable) is { } found ? Finding.Met(found)
            : candidates.Count > 0 ? Finding.Missing($"{candidates[0]} is not executable")
            : Finding.Missing($"{program} not found{(isPath ? "" : " on PATH")}");
    }

    private static bool IsExecutable(string file) => OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & AnyExecute) != 0;
}
