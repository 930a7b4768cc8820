namespace LoadSharing.Tests;

/// <summary>A temporary directory that is deleted with the test.</summary>
internal sealed class Scratch : IAsyncDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("load-sharing-tests-").FullName;

    public string Combine(params ReadOnlySpan<string> names) => System.IO.Path.Combine([Path, .. names]);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Path, recursive: true);
        return ValueTask.CompletedTask;
    }
}
