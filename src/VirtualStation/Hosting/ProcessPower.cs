using System.Diagnostics;
using System.Runtime.InteropServices;

namespace VirtualStation.Hosting;

/// <summary>The power of a process of its own: SIGTERM, SIGINT and SIGHUP turn it off.</summary>
internal sealed class ProcessPower : Power
{
    private readonly PosixSignalRegistration[] _registrations;

    public ProcessPower() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal),
    ];

    /// <summary>As a segmentation fault looks from outside, without the time that a core dump takes.</summary>
    public override void Cut() => Process.GetCurrentProcess().Kill();

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
        TurnOff();
    }
}
