namespace Build.Tests.Suite;

/// <summary>A user's runtime directory below /run, which the mount namespace of a fleet covers.</summary>
[TestClass]
[NamespaceCondition]
public sealed class RuntimeDirectoryTests : BuildTest
{
    [TestMethod]
    public async Task Up_NamespaceAndRuntimeDirectory_HasItsSessionThere()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Inconclusive("Only root can create a directory in /run.");
        }

        var runtime = Keep(new RuntimeDirectory());
        var checkout = NewCheckout();
        checkout.Environment[SessionsDirectory.Variable] = null;
        checkout.Environment["XDG_RUNTIME_DIR"] = runtime.Path;

        var up = await checkout.UpAsync(
            "--stations=2", "--emulator=virtual", $"--firmware={await Namespaces.FirmwareAsync(Keep(new Scratch()), before: "", Token)}");

        var session = Assert.ContainsSingle(SessionList.In(Path.Combine(runtime.Path, "openevse-load-sharing")).Sessions);
        Assert.AreEqual(up.Identity, session.Owner.Process);
        up.Signal(Signals.Terminate);
        var run = await up.ExitAsync(Token);
        Assert.AreEqual(143, run.ExitCode, run.ToString());
        Assert.IsEmpty(Directory.GetDirectories(Path.GetDirectoryName(session.Directory)!), "The session must be removed");
        checkout.IsClean();
    }

    private sealed class RuntimeDirectory : IAsyncDisposable
    {
        // Short, as /run/user/1000 is, because the paths of sockets are limited.
        public string Path { get; } = PrivateFiles.CreateDirectory($"/run/lst-{Guid.NewGuid().ToString("N")[..8]}");

        public ValueTask DisposeAsync()
        {
            Directory.Delete(Path, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
