namespace VirtualStation.Http;

/// <summary>Answers a request.</summary>
internal delegate ApiResponse ApiHandler(ApiRequest request);

/// <summary>An HTTP request.</summary>
/// <param name="Method">Upper case.</param>
/// <param name="Path">Percent-encoded as received, without the query.</param>
/// <param name="ContentType">The media type in lower case, without parameters; empty if the header is missing.</param>
/// <param name="Body">The complete body.</param>
internal sealed record ApiRequest(string Method, string Path, string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>The header with the credentials; empty if it is missing.</summary>
    public string Authorization { get; init; } = "";

    /// <summary>Whether it is a POST without the length of its body.</summary>
    public bool LacksLength { get; init; }
}
