namespace LoadSharing.Lab.Hosting;

/// <summary>A line of the host of virtual stations: the end of a part, or an order that it did not understand.</summary>
/// <param name="Id">The part that has ended.</param>
/// <param name="ExitCode">The exit code a process of its own would have had.</param>
/// <param name="Error">What was wrong with an order.</param>
internal sealed record HostEvent(int? Id, int? ExitCode, string? Error);
