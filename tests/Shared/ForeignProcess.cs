using System.Diagnostics;

namespace LoadSharing.Tests;

/// <summary>A process that this test starts and no lab knows. It sleeps until it is stopped.</summary>
internal sealed class ForeignProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ForeignProcess(Process process)
    {
        _process = process;
        Identity = ProcessIdentity.Of(process.Id)!;
    }

    public ProcessIdentity Identity { get; }

    /// <param name="variable">A variable for its environment.</param>
    /// <param name="value">The value of the variable.</param>
    public static ForeignProcess Start(string? variable = null, string? value = null)
    {
        var start = new ProcessStartInfo("sleep", ["1000"]);
        if (variable is not null)
        {
            start.Environment[variable] = value;
        }

        return new ForeignProcess(Process.Start(start)!);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
