using System.Globalization;
using System.Net;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Emulators;

/// <summary>The OpenEVSE emulator in a container.</summary>
/// <param name="engine">Where it runs.</param>
/// <param name="image">Its image.</param>
internal sealed class DockerEmulator(IContainerEngine engine, string image) : IEmulator
{
    // Inside the container; facts/emulator.md.
    private const int WebPort = 8080;
    private const int SerialPort = 8023;

    /// <inheritdoc />
    public string Description => $"emulator {image} in Docker";

    /// <inheritdoc />
    public string Host => engine.Host;

    /// <inheritdoc />
    public IComponent Create(StationSetup setup)
    {
        var slot = setup.Slot;
        var status = new Uri(((IEmulator)this).Url(slot), "api/status");
        var ready = Readiness.Http(setup.Http, status, setup.Timeouts, setup.Timeouts.EmulatorReady);
        string[] publish = [Publish(slot.EmulatorPort, WebPort), Publish(slot.RapiPort, SerialPort)];
        string[] environment = [Variable("WEB_PORT", WebPort), "SERIAL_MODE=tcp", Variable("SERIAL_TCP_PORT", SerialPort), "PYTHONUNBUFFERED=1"];
        return new ContainerComponent(setup, engine, image, publish, environment, ready);
    }

    // An engine of this machine is asked on loopback only: nobody else on the network can talk to a test's charger.
    private string Publish(int outside, int inside) =>
        string.Create(CultureInfo.InvariantCulture, $"{(engine.IsLocal ? $"{IPAddress.Loopback}:" : "")}{outside}:{inside}");

    private static string Variable(string name, int value) => string.Create(CultureInfo.InvariantCulture, $"{name}={value}");
}
