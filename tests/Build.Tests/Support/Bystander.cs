using System.Diagnostics;
using LoadSharing.Lab.Processes;

namespace Build.Tests.Support;

/// <summary>A process that does nothing until it is ended.</summary>
internal sealed class Bystander : IAsyncDisposable
{
    private readonly Process _process;

    private Bystander(Process process)
    {
        _process = process;
        Identity = ProcessIdentity.Of(process.Id)!;
    }

    public ProcessIdentity Identity { get; }

    public static Bystander Start(string? variable = null, string? value = null)
    {
        var start = new ProcessStartInfo("sleep", ["1000"]);
        if (variable is not null)
        {
            start.Environment[variable] = value;
        }

        return new Bystander(Process.Start(start)!);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
