namespace Compat.Tests;

/// <summary>A <c>docker</c> on the PATH that records its arguments and prints two lines.</summary>
internal sealed class FakeDocker : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("fake-docker-");

    public FakeDocker()
    {
        var program = Path.Combine(_directory.FullName, "docker");
        File.WriteAllText(program, """
            #!/bin/sh
            printf '%s\n' "$@" > "$0.arguments"
            printf 'line 1\nline 2\n'
            exit "${FAKE_DOCKER_EXIT:-0}"

            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private string Record => Path.Combine(_directory.FullName, "docker.arguments");

    public bool WasCalled => File.Exists(Record);

    public Task<string[]> ArgumentsAsync(CancellationToken cancellationToken) => File.ReadAllLinesAsync(Record, cancellationToken);

    public Task<SampleRun> CallAsync(string alias, CancellationToken cancellationToken, int exitCode = 0)
    {
        var environment = new Dictionary<string, string>
        {
            ["PATH"] = $"{_directory.FullName}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
            ["FAKE_DOCKER_EXIT"] = $"{exitCode}",
        };
        return SampleRun.StartAsync(environment, cancellationToken, "--target=Docker", $"--alias={alias}");
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
