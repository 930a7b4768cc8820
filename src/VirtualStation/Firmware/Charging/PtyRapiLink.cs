namespace VirtualStation.Firmware.Charging;

/// <summary>Through a PTY, as the native firmware has it. The link may be absent and may come back.</summary>
internal sealed class PtyRapiLink(string path) : IRapiLink
{
    public string Name => path;

    public Task<Stream> OpenAsync(CancellationToken cancellationToken) => Task.FromResult<Stream>(new TerminalStream(Terminal.OpenRaw(path)));
}
