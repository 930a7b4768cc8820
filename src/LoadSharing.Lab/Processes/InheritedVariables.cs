using System.Collections;

namespace LoadSharing.Lab.Processes;

/// <summary>
/// The environment variables that foreign code inherits: those of its programming languages, its libraries and its own. Tokens of CI, keys of clouds and
/// addresses with passwords are not among them.
/// </summary>
internal static class InheritedVariables
{
    // LOADSHARING_SESSIONS and CI_MARK are how this project's tests and CI find processes that a build has left behind.
    private static readonly string[] Names =
    [
        "PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "GLIBC_TUNABLES",
        "ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS", "DBUS_SYSTEM_BUS_ADDRESS", "VIRTUAL_ENV", "LOADSHARING_SESSIONS", "CI_MARK",
    ];

    private static readonly string[] WindowsNames =
        ["SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "TEMP", "TMP", "USERPROFILE", "LOCALAPPDATA", "APPDATA"];

    private static readonly string[] Prefixes = ["LC_", "OPENEVSE_", "EPOXY_", "PYTHON", "DOTNET_"];

    private static readonly StringComparer Comparer = OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>The variables of this process that a program inherits.</summary>
    /// <param name="isForeign">Whether it is foreign code.</param>
    public static Dictionary<string, string?> For(bool isForeign) => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Where(variable => !isForeign || IsAllowed((string)variable.Key))
        .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value, Comparer);

    private static bool IsAllowed(string name) =>
        Names.Contains(name, Comparer)
        || (OperatingSystem.IsWindows() && WindowsNames.Contains(name, Comparer))
        || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
