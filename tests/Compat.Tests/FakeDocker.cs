namespace Compat.Tests;

/// <summary>A <c>docker</c> on the PATH that records its arguments and prints two lines.</summary>
internal sealed class FakeDocker : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("fake-docker-");

    public FakeDocker()
    {
        Script.Write(Path.Combine(_directory.FullName, "docker"), """
            printf '%s\n' call "$@" >>"$0.calls"
            printf 'line 1\nline 2\n'
            exit "${FAKE_DOCKER_EXIT:-0}"
            """);
    }

    /// <summary>The arguments of each call.</summary>
    public IReadOnlyList<string[]> Calls => !File.Exists(Record)
        ? []
        : [.. File.ReadAllText(Record).Split("call\n").Skip(1).Select(call => call.Split('\n')[..^1])];

    private string Record => Path.Combine(_directory.FullName, "docker.calls");

    /// <summary>Runs the sample host, which calls some aliases in this order.</summary>
    public Task<SampleRun> CallAsync(IEnumerable<string> aliases, CancellationToken cancellationToken, int exitCode = 0)
    {
        var environment = new Dictionary<string, string>
        {
            ["PATH"] = $"{_directory.FullName}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
            ["FAKE_DOCKER_EXIT"] = $"{exitCode}",
        };
        return SampleRun.StartAsync(environment, cancellationToken, ["--target=Docker", .. aliases.Select(alias => $"--alias={alias}")]);
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
