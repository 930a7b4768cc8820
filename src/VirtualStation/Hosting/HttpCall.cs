namespace VirtualStation.Hosting;

/// <summary>A request as it came in.</summary>
/// <param name="Method">In upper case.</param>
/// <param name="Path">Still percent-encoded, without the query.</param>
/// <param name="ContentType">Without parameters, in lower case; empty where there is none.</param>
/// <param name="Body">Whole.</param>
internal sealed record HttpCall(string Method, string Path, string ContentType, ReadOnlyMemory<byte> Body);
