using System.Diagnostics;
using System.Formats.Tar;
using System.Text;

namespace Build.Tests.Support;

/// <summary>An image in the engine of this machine that <c>docker import</c> made of some files. Disposing of it removes it.</summary>
internal sealed class DockerImage : IAsyncDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private DockerImage(string name, string id) => (Name, Id) = (name, id);

    public string Name { get; }

    public string Id { get; }

    /// <param name="checkout">The checkout whose builds reach the engine from now on.</param>
    /// <param name="entries">Its files.</param>
    /// <param name="changes">Instructions of a Dockerfile.</param>
    /// <param name="cancellation">The test's cancellation.</param>
    public static async Task<DockerImage> ImportAsync(
        Checkout checkout, IReadOnlyList<TarEntry> entries, IReadOnlyList<string> changes, CancellationToken cancellation)
    {
        checkout.Environment["DOCKER_HOST"] = Environment.GetEnvironmentVariable("DOCKER_HOST");
        var name = $"load-sharing-test:{Guid.NewGuid():N}";
        using var files = new MemoryStream();
        await using (var tar = new TarWriter(files, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                await tar.WriteEntryAsync(entry, cancellation);
            }
        }

        files.Position = 0;
        var id = await RunAsync(["import", .. changes.SelectMany(change => new[] { "--change", change }), "-", name], files, cancellation);
        return new DockerImage(name, id);
    }

    public static TarEntry Script(string path, string script) =>
        new PaxTarEntry(TarEntryType.RegularFile, path) { Mode = Executable, DataStream = new MemoryStream(Encoding.UTF8.GetBytes($"#!/bin/sh\n{script}\n")) };

    public static TarEntry Entry(TarEntryType type, string path) => new PaxTarEntry(type, path) { Mode = Executable };

    public static TarEntry Link(string path, string target) => new PaxTarEntry(TarEntryType.SymbolicLink, path) { LinkName = target };

    /// <summary>The names of the containers of this image.</summary>
    public Task<string> ContainersAsync(CancellationToken cancellation) =>
        RunAsync(["ps", "--all", "--filter", $"ancestor={Id}", "--format", "{{.Names}}"], Stream.Null, cancellation);

    public async ValueTask DisposeAsync() => await RunAsync(["rmi", "--force", Name], Stream.Null, CancellationToken.None);

    private static async Task<string> RunAsync(IReadOnlyList<string> arguments, Stream input, CancellationToken cancellation)
    {
        using var docker = Process.Start(new ProcessStartInfo("docker", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await input.CopyToAsync(docker.StandardInput.BaseStream, cancellation);
        docker.StandardInput.Close();
        var output = await docker.StandardOutput.ReadToEndAsync(cancellation);
        await docker.WaitForExitAsync(cancellation);
        Assert.AreEqual(0, docker.ExitCode, $"docker {string.Join(' ', arguments)}");
        return output.Trim();
    }
}
