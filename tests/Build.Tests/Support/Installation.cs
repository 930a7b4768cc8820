namespace Build.Tests.Support;

/// <summary>
/// The built program with virtual station and suite beside it, copied out of the checkout: a run then takes the directory it is started in for its
/// checkout, and tests that run it meet neither each other nor a lab that the developer has up.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
    private static Installation? _shared;

    private readonly Scratch _scratch = new();

    private Installation()
    {
    }

    /// <summary>The compiled program, which tests must not change.</summary>
    public static Installation Shared => _shared ?? throw new InvalidOperationException("The assembly was not initialised.");

    /// <summary>Whether each virtual component has a process of its own, because it is a script.</summary>
    public bool OwnProcesses { get; private init; }

    public string Program => File("Build", "Build.dll");

    public string VirtualStation => File("VirtualStation", OperatingSystem.IsWindows() ? "virtual-station.exe" : "virtual-station");

    public static void CreateShared()
    {
        var installation = new Installation();
        installation.CopyProject("Build");
        installation.CopyProject("VirtualStation");
        installation.CopyProject("LoadSharing.MSTest");
        installation.CopyProject("SuiteHost");
        _shared = installation;
    }

    public static async Task DeleteSharedAsync()
    {
        if (_shared is not null)
        {
            await _shared.DisposeAsync();
        }
    }

    /// <summary>One whose virtual station is a shell script; in it <c>$REAL</c> is the real one.</summary>
    public static Task<Installation> WithVirtualStationAsync(string script, CancellationToken cancellation) =>
        WithVirtualStationAsync(script, ownProcesses: true, cancellation);

    /// <summary>One whose virtual firmware has the API of 2026-02 if 2026-07 is required.</summary>
    public static Task<Installation> WithAnotherGenerationAsync(CancellationToken cancellation) => WithVirtualStationAsync(
        "[ \"$1\" = host ] || exec \"$REAL\" \"$@\"\nsed -u 's/2026-07/2026-02/' | \"$REAL\" host", ownProcesses: false, cancellation);

    private static async Task<Installation> WithVirtualStationAsync(string script, bool ownProcesses, CancellationToken cancellation)
    {
        var installation = new Installation { OwnProcesses = ownProcesses };
        installation.CopyProject("Build");
        installation.CopyProject("LoadSharing.MSTest");
        Directory.CreateDirectory(Path.GetDirectoryName(installation.VirtualStation)!);
        await Script.WriteAsync(installation.VirtualStation, $"REAL='{Shared.VirtualStation}'\n{script}", cancellation);
        return installation;
    }

    /// <summary>One without the libraries of OpenTelemetry: a process that loads one of them fails.</summary>
    public static Installation WithoutOpenTelemetry()
    {
        var installation = new Installation();
        installation.CopyProject("Build");
        installation.CopyProject("VirtualStation");
        installation.CopyProject("LoadSharing.MSTest");
        foreach (var library in Directory.EnumerateFiles(installation._scratch.Path, "OpenTelemetry*.dll", SearchOption.AllDirectories))
        {
            // .NET does not start a program with a missing library.
            System.IO.File.WriteAllText(library, "");
        }

        return installation;
    }

    /// <summary>Copies the suite into a checkout, where it is run by hand, as by an IDE.</summary>
    /// <returns>Its assembly.</returns>
    public static string CopySuite(Checkout checkout)
    {
        var target = Directory.CreateDirectory(Path.Combine(checkout.Root, "suite")).FullName;
        CopyProject("LoadSharing.MSTest", target);
        return Path.Combine(target, "LoadSharing.MSTest.dll");
    }

    public ValueTask DisposeAsync() => _scratch.DisposeAsync();

    private string File(string project, string name) => _scratch.Combine("bin", project, Configuration, name);

    // artifacts/bin/Build.Tests/debug/ → artifacts/bin/PROJECT/debug/
    private void CopyProject(string project) => CopyProject(project, Directory.CreateDirectory(Path.GetDirectoryName(File(project, "any"))!).FullName);

    private static void CopyProject(string project, string target)
    {
        var built = Path.Combine(new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.FullName, project, Configuration);
        foreach (var directory in Directory.EnumerateDirectories(built, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(target, Path.GetRelativePath(built, directory)));
        }

        foreach (var file in Directory.EnumerateFiles(built, "*", SearchOption.AllDirectories))
        {
            System.IO.File.Copy(file, Path.Combine(target, Path.GetRelativePath(built, file)));
        }
    }
}
