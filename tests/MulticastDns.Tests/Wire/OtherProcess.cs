using System.Diagnostics;
using System.Globalization;
using MulticastDns.Tests.Support;

namespace MulticastDns.Tests.Wire;

/// <summary>A station published by a process of its own; see <see cref="PeerProgram"/>.</summary>
internal sealed class OtherProcess : IAsyncDisposable
{
    private readonly Process _process;

    private OtherProcess(Process process) => _process = process;

    /// <summary>Starts it and waits until its service is on the air.</summary>
    public static async Task<OtherProcess> StartAsync(MulticastLink link, string name, int port, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[typeof(PeerProgram).Assembly.Location, link.ToString(), name, port.ToString(CultureInfo.InvariantCulture)])
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start) ?? throw new AssertFailedException("dotnet could not be started");
        var line = await process.StandardOutput.ReadLineAsync(ct);
        if (line != "established")
        {
            Assert.Fail($"the other process said '{line}' and '{await process.StandardError.ReadToEndAsync(ct)}'");
        }

        return new OtherProcess(process);
    }


    /// <summary>Lets it say goodbye and end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
