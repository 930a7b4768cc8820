using System.Text.Json.Serialization;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Sessions;

/// <summary>A line of a session's manifest. Most lines name a resource that must be removed with the session.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OwnerEntry), "owner")]
[JsonDerivedType(typeof(StationEntry), "station")]
[JsonDerivedType(typeof(ProcessEntry), "process")]
[JsonDerivedType(typeof(ContainerEntry), "container")]
[JsonDerivedType(typeof(NamespaceEntry), "namespace")]
[JsonDerivedType(typeof(ControlGroupEntry), "cgroup")]
[JsonDerivedType(typeof(KeptEntry), "kept")]
public abstract record ManifestEntry;

/// <summary>The first line: the owner of the session.</summary>
/// <param name="Process">The process that owns the session.</param>
/// <param name="Purpose">The purpose of the session, for example the name of a target.</param>
/// <param name="Checkout">The checkout that the owner was started from.</param>
/// <param name="Logs">The directory of the session's log files.</param>
/// <param name="Started">The start time of the session.</param>
public sealed record OwnerEntry(ProcessIdentity Process, string Purpose, string Checkout, string Logs, DateTimeOffset Started) : ManifestEntry;

/// <summary>The addresses of a station. Written before the station is started.</summary>
/// <param name="Name">The station's name.</param>
/// <param name="FirmwareUrl">The firmware's HTTP API.</param>
/// <param name="EmulatorUrl">The emulator's HTTP API.</param>
public sealed record StationEntry(string Name, string FirmwareUrl, string EmulatorUrl) : ManifestEntry;

/// <summary>A process. Written immediately after its start; until then it is found by the session's environment variable.</summary>
/// <param name="Process">The process.</param>
/// <param name="Station">The station, or one of the constants below.</param>
/// <param name="Component">The component of the station.</param>
public sealed record ProcessEntry(ProcessIdentity Process, string Station, string Component) : ManifestEntry
{
    /// <summary>The value of <see cref="Station"/> for the test suite.</summary>
    public const string Suite = "suite";

    /// <summary>The value of <see cref="Station"/> for the process that virtual stations share.</summary>
    public const string SharedStation = "virtual-stations";
}

/// <summary>A container, which has a label with the session's id. Written before the container is started.</summary>
/// <param name="Name">The container's name.</param>
/// <param name="DockerHost">The engine's address in the form of <c>DOCKER_HOST</c>; empty for the client's default.</param>
public sealed record ContainerEntry(string Name, string DockerHost) : ManifestEntry;

/// <summary>A network namespace, whose name contains the session's id. Written before the namespace is created.</summary>
/// <param name="Name">The namespace's name.</param>
public sealed record NamespaceEntry(string Name) : ManifestEntry;

/// <summary>A control group, whose name contains the session's id. Written before the group is created, which may be refused.</summary>
/// <param name="Path">The directory of the group.</param>
public sealed record ControlGroupEntry(string Path) : ManifestEntry;

/// <summary>The last line of a session whose stations were kept running. Only an explicit clean-up stops them.</summary>
public sealed record KeptEntry : ManifestEntry;
