namespace LoadSharing.MSTest.Contracts;

/// <summary>A request that a station has made of another one, as that one heard it.</summary>
internal sealed record HeardRequest(string Method, string Path, string Body)
{
    public override string ToString() => $"{Method} {Path} {Body}";
}
