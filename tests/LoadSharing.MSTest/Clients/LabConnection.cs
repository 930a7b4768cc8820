using System.Text.Json;

namespace LoadSharing.MSTest.Clients;

/// <summary>Where the lab answers, and the token it wants to see.</summary>
internal sealed record LabConnection(Uri Url, string Token)
{
    private const string UrlVariable = "LOADSHARING_LAB_URL";
    private const string TokenVariable = "LOADSHARING_LAB_TOKEN";
    private const string NoLab = "No lab: run ./build.sh --target=IntegrationTests, or ./build.sh --target=Up and run the tests again";

    /// <summary>What time-outs are to be multiplied by, as the file says that <c>--target=Up</c> writes; null where it says nothing.</summary>
    public double? TimeoutFactor { get; init; }

    /// <summary>How many times as fast as the wall clock the firmwares' time runs, as that file says; null where it says nothing.</summary>
    public double? TimeFactor { get; init; }

    /// <summary>The environment of the run or, in an IDE, the file that <c>--target=Up</c> writes; null when there is neither.</summary>
    /// <exception cref="AssertFailedException">What there is cannot be used.</exception>
    public static LabConnection? Find()
    {
        var url = Environment.GetEnvironmentVariable(UrlVariable);
        var token = Environment.GetEnvironmentVariable(TokenVariable);
        if (string.IsNullOrEmpty(url))
        {
            return FromFile();
        }

        return string.IsNullOrEmpty(token)
            ? throw new AssertFailedException($"{UrlVariable} is set and {TokenVariable} is not: set both, or neither to use a lab started by --target=Up")
            : new LabConnection(ParseUrl(url, UrlVariable), token);
    }

    /// <exception cref="AssertFailedException">There is no lab; the text says how to start one.</exception>
    public static LabConnection Require() => Find() ?? throw new AssertFailedException(NoLab);

    private static LabConnection? FromFile()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "LoadSharing.slnx")))
        {
            root = root.Parent;
        }

        var path = root is null ? null : Path.Combine(root.FullName, "artifacts", "lab.json");
        if (path is null || !File.Exists(path))
        {
            return null;
        }

        try
        {
            var file = JsonSerializer.Deserialize<LabFile>(File.ReadAllText(path), JsonSerializerOptions.Web);
            return file is { Url: { } url, Token: { } token }
                ? new LabConnection(ParseUrl(url, path), token) { TimeoutFactor = file.TimeoutFactor, TimeFactor = file.TimeFactor }
                : throw new AssertFailedException($"{path} has no \"url\" or no \"token\": end the lab that wrote it, then ./build.sh --target=Up");
        }
        catch (JsonException exception)
        {
            throw new AssertFailedException($"{path} is no JSON ({exception.Message}): end the lab that wrote it, then ./build.sh --target=Up", exception);
        }
    }

    private static Uri ParseUrl(string url, string source) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme == Uri.UriSchemeHttp
            ? parsed
            : throw new AssertFailedException($"{source} says the lab is at \"{url}\", which is no URL of the kind http://127.0.0.1:PORT");

    private sealed record LabFile(string? Url, string? Token, double? TimeoutFactor, double? TimeFactor);
}
