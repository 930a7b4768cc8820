using System.Diagnostics;
using System.Runtime.InteropServices;

namespace VirtualStation.Runtime;

/// <summary>The lifecycle of this process: SIGTERM, SIGINT and SIGHUP stop it.</summary>
internal sealed class ProcessLifecycle : StationLifecycle
{
    private readonly PosixSignalRegistration[] _registrations;

    public ProcessLifecycle() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal),
    ];

    /// <summary>Sends SIGKILL to this process. A segmentation fault looks the same from outside, but would write a core dump.</summary>
    public override void Kill() => Process.GetCurrentProcess().Kill();

    protected override void Dispose(bool disposing)
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        base.Dispose(disposing);
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        Stop();
    }
}
