namespace LoadSharing.Tests;

/// <summary>A process that a firmware detaches from itself, so that neither its parent nor its environment tells where it is from.</summary>
/// <param name="scratch">The directory of the file with its process id.</param>
internal sealed class DetachedProcess(Scratch scratch)
{
    private readonly string _file = scratch.Combine("detached");

    /// <summary>The shell commands that start it.</summary>
    public string Commands => $"(env -i setsid sh -c 'cd /; echo $$ >{_file}; exec sleep 600' </dev/null >/dev/null 2>&1 &)";

    /// <summary>Waits until it runs.</summary>
    public async Task<ProcessIdentity> StartedAsync(CancellationToken cancellation)
    {
        ProcessIdentity? process = null;
        await Eventually.HoldsAsync(
            "the detached process runs",
            () =>
            {
                process = File.Exists(_file) && int.TryParse(File.ReadAllText(_file), out var id) ? ProcessIdentity.Of(id) : null;
                return process?.ReadName() == "sleep" ? null : "it does not";
            },
            cancellation);
        return process!;
    }
}
