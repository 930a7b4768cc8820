using System.Text.Json.Serialization;

namespace LoadSharing.Lab.Hosting;

/// <summary>A line to the host of virtual stations.</summary>
/// <param name="Id">The part it is about.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "action")]
[JsonDerivedType(typeof(StartOrder), "start")]
[JsonDerivedType(typeof(StopOrder), "stop")]
[JsonDerivedType(typeof(CutOrder), "kill")]
[JsonDerivedType(typeof(MarkOrder), "log")]
internal abstract record HostOrder(int Id);

/// <summary>Starts a part.</summary>
/// <param name="Id">Its number: no other part of the host has it.</param>
/// <param name="Arguments">What its program would be started with.</param>
/// <param name="Environment">Its variables.</param>
/// <param name="Directory">Its working directory.</param>
/// <param name="Log">The file that gets its output.</param>
internal sealed record StartOrder(int Id, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string?> Environment, string Directory, string Log) : HostOrder(Id);

/// <summary>Ends a part as SIGTERM does.</summary>
/// <param name="Id">The part.</param>
internal sealed record StopOrder(int Id) : HostOrder(Id);

/// <summary>Ends a part as SIGKILL does.</summary>
/// <param name="Id">The part.</param>
internal sealed record CutOrder(int Id) : HostOrder(Id);

/// <summary>Writes a line into the log of a part.</summary>
/// <param name="Id">The part.</param>
/// <param name="Line">The line.</param>
internal sealed record MarkOrder(int Id, string Line) : HostOrder(Id);
