using System.Text.Json;

namespace Build.Containers;

/// <summary>The description of an image by <c>docker image inspect</c>.</summary>
/// <param name="Id">Its id: <c>sha256:</c> and 64 digits.</param>
/// <param name="Digest">Its digest in a registry; null if it came from none, as with <c>docker import</c>.</param>
/// <param name="OperatingSystem">The operating system of its programs, as Go names it.</param>
/// <param name="Architecture">The processor architecture of its programs, as Go names it.</param>
/// <param name="Size">The size of its files in bytes.</param>
/// <param name="Labels">Its labels.</param>
internal sealed record ImageDescription(
    string Id, string? Digest, string OperatingSystem, string Architecture, long Size, IReadOnlyDictionary<string, string> Labels)
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>The digest, which another machine can pull, else the id.</summary>
    public string Identity => Digest is null ? $"image {Id}" : $"digest {Digest}";

    /// <summary>Parses the client's output, an array of one image.</summary>
    /// <exception cref="JsonException">The output is something else.</exception>
    public static ImageDescription Parse(string json)
    {
        var images = JsonSerializer.Deserialize<IReadOnlyList<Document>>(json);
        return images is [{ Id: { } id } image]
            ? new ImageDescription(
                id,
                image.RepoDigests is [var digest, ..] ? digest.Split('@')[^1] : null,
                image.Os ?? "",
                image.Architecture ?? "",
                image.Size,
                image.Config?.Labels ?? None)
            : throw new JsonException("It is not an array of one image.");
    }

    private sealed record Document(string? Id, IReadOnlyList<string>? RepoDigests, string? Os, string? Architecture, long Size, Configuration? Config);

    private sealed record Configuration(Dictionary<string, string>? Labels);
}
