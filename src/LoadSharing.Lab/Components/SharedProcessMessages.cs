using System.Text.Json.Serialization;

namespace LoadSharing.Lab.Components;

/// <summary>A request to <c>virtual-station host</c>, one line of JSON.</summary>
/// <param name="Id">The component's id in the shared process.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "action")]
[JsonDerivedType(typeof(StartComponentRequest), "start")]
[JsonDerivedType(typeof(TerminateRequest), "stop")]
[JsonDerivedType(typeof(KillRequest), "kill")]
[JsonDerivedType(typeof(FreezeRequest), "freeze")]
[JsonDerivedType(typeof(ThawRequest), "thaw")]
[JsonDerivedType(typeof(LogRequest), "log")]
internal abstract record SharedProcessRequest(int Id);

/// <summary>Starts a component.</summary>
/// <param name="Id">A new id.</param>
/// <param name="Arguments">The arguments of <c>virtual-station</c>.</param>
/// <param name="Environment">Its environment variables.</param>
/// <param name="Directory">Its working directory.</param>
/// <param name="Log">The path of its log file.</param>
internal sealed record StartComponentRequest(
    int Id, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string?> Environment, string Directory, string Log) : SharedProcessRequest(Id);

/// <summary>Stops a component as SIGTERM does.</summary>
internal sealed record TerminateRequest(int Id) : SharedProcessRequest(Id);

/// <summary>Stops a component as SIGKILL does.</summary>
internal sealed record KillRequest(int Id) : SharedProcessRequest(Id);

/// <summary>Freezes a component as SIGSTOP does.</summary>
internal sealed record FreezeRequest(int Id) : SharedProcessRequest(Id);

/// <summary>Lets a frozen component continue as SIGCONT does.</summary>
internal sealed record ThawRequest(int Id) : SharedProcessRequest(Id);

/// <summary>Appends a line to a component's log.</summary>
internal sealed record LogRequest(int Id, string Line) : SharedProcessRequest(Id);

/// <summary>A response of <c>virtual-station host</c>, one line of JSON: the exit of a component or a confirmation.</summary>
/// <param name="Id">The component.</param>
/// <param name="ExitCode">The exit code that a process of its own would have had, if it has exited.</param>
/// <param name="Done">The confirmed request.</param>
internal sealed record SharedProcessResponse(int? Id, int? ExitCode, string? Done);
