using System.Net;
using LoadSharing.Lab.Components;

namespace LoadSharing.Lab.Emulators;

/// <summary>The OpenEVSE emulator in a container.</summary>
/// <param name="engine">The container engine.</param>
/// <param name="image">The image of the emulator.</param>
public sealed class DockerEmulator(IContainerEngine engine, string image) : StationEmulator
{
    // Ports inside the container.
    private const int WebPort = 8080;
    private const int SerialPort = 8023;

    /// <inheritdoc />
    public override string Description => $"emulator {image} in Docker";

    internal override string Host => engine.Host;

    internal override Component Create(StationSpec station, ComponentFactory components)
    {
        var slot = station.Slot;
        var ready = components.HttpReadiness(new Uri(Url(slot), "api/status"), components.Timeouts.EmulatorReady);
        var container = new ContainerSpec(
            image,
            slot.ContainerName,
            [Publish(slot.EmulatorPort, WebPort), Publish(slot.RapiPort, SerialPort)],
            [Variable("WEB_PORT", WebPort), "SERIAL_MODE=tcp", Variable("SERIAL_TCP_PORT", SerialPort), "PYTHONUNBUFFERED=1"]);
        return components.Container(station.Component(ComponentKind.Emulator), container, station.LogFile("container-exit"), engine, ready);
    }

    // A local engine publishes on loopback only, so that no other host can reach the emulator.
    private string Publish(int published, int inside) =>
        $"{(engine.IsLocal ? $"{IPAddress.Loopback}:" : "")}{published}:{inside}";

    private static string Variable(string name, int value) => $"{name}={value}";
}
