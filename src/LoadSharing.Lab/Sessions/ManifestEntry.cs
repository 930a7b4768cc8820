using System.Text.Json.Serialization;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Sessions;

/// <summary>One line of a manifest: something of a session that must be gone when the session is.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OwnerEntry), "owner")]
[JsonDerivedType(typeof(StationEntry), "station")]
[JsonDerivedType(typeof(ProcessEntry), "process")]
[JsonDerivedType(typeof(LinkEntry), "link")]
[JsonDerivedType(typeof(ContainerEntry), "container")]
[JsonDerivedType(typeof(NamespaceEntry), "namespace")]
[JsonDerivedType(typeof(KeptEntry), "kept")]
internal abstract record ManifestEntry;

/// <summary>The first line: whose session it is.</summary>
/// <param name="Process">The build process.</param>
/// <param name="Purpose">The target it runs.</param>
/// <param name="Checkout">The checkout it was started from.</param>
/// <param name="Logs">Where the logs of the stations are.</param>
/// <param name="Started">When.</param>
internal sealed record OwnerEntry(ProcessIdentity Process, string Purpose, string Checkout, string Logs, DateTimeOffset Started) : ManifestEntry;

/// <summary>A station about to be started, for Status and Logs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="FirmwareUrl">The firmware's HTTP API.</param>
/// <param name="EmulatorUrl">The emulator's HTTP API.</param>
internal sealed record StationEntry(string Name, string FirmwareUrl, string EmulatorUrl) : ManifestEntry;

/// <summary>A process; written at once after its start, and found by the session's mark in its environment before that.</summary>
/// <param name="Process">The process.</param>
/// <param name="Station">The station it is part of, or the tool it is.</param>
/// <param name="Part">Which part.</param>
internal sealed record ProcessEntry(ProcessIdentity Process, string Station, string Part) : ManifestEntry
{
    /// <summary>What stands for the station where it is the suite that runs.</summary>
    public const string Suite = "suite";

    /// <summary>What stands for the station where virtual stations share a process.</summary>
    public const string SharedStation = "virtual-stations";
}

/// <summary>A symbolic link to a pseudo-terminal; written before the bridge that makes it is started.</summary>
/// <param name="Path">The link.</param>
internal sealed record LinkEntry(string Path) : ManifestEntry;

/// <summary>A container; written before it is started, and labelled with the session's id.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DockerHost">The engine it runs on: DOCKER_HOST, or empty for the default.</param>
internal sealed record ContainerEntry(string Name, string DockerHost) : ManifestEntry;

/// <summary>A network namespace; written before it is made, and named with the session's id. Its bus and its Avahi are processes of the session.</summary>
/// <param name="Name">Its name.</param>
internal sealed record NamespaceEntry(string Name) : ManifestEntry;

/// <summary>The last line of a session whose stations run on for somebody to look at; only Cleanup ends them.</summary>
internal sealed record KeptEntry : ManifestEntry;
