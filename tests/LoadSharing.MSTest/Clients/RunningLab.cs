using System.Text.Json;

namespace LoadSharing.MSTest.Clients;

/// <summary>Finds the lab that leases stations to this test run.</summary>
internal static class RunningLab
{
    private const string Remedy = "run ./build.sh --target=IntegrationTests, or ./build.sh --target=Up and run the tests again";

    /// <summary>The lab that the environment names or, in an IDE, the one that <c>--target=Up</c> started; null if there is neither.</summary>
    /// <exception cref="AssertFailedException">The environment or the file is invalid.</exception>
    public static LabConnection? Find()
    {
        var url = Environment.GetEnvironmentVariable(LabConnection.UrlVariable);
        var token = Environment.GetEnvironmentVariable(LabConnection.TokenVariable);
        if (string.IsNullOrEmpty(url))
        {
            return FromFile();
        }

        return string.IsNullOrEmpty(token)
            ? throw new AssertFailedException(
                $"{LabConnection.UrlVariable} is set and {LabConnection.TokenVariable} is not. Set both, or neither to use a lab started by --target=Up.")
            : new LabConnection(ParseUrl(url), token, "");
    }

    /// <exception cref="AssertFailedException">No lab is running.</exception>
    public static LabConnection Require() => Find() ?? throw new AssertFailedException($"No lab is running: {Remedy}");

    private static LabConnection? FromFile()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "LoadSharing.slnx")))
        {
            root = root.Parent;
        }

        var path = root is null ? null : LabConnection.File(root.FullName);
        if (path is null || !File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<LabConnection>(File.ReadAllText(path), JsonSerializerOptions.Web) is { Url.IsAbsoluteUri: true, Token: not null } lab
                ? lab
                : throw new JsonException("url or token is missing");
        }
        catch (JsonException exception)
        {
            throw new AssertFailedException($"{path} is invalid ({exception.Message}). Stop the lab that wrote it, then {Remedy}", exception);
        }
    }

    private static Uri ParseUrl(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme == Uri.UriSchemeHttp
            ? parsed
            : throw new AssertFailedException($"{LabConnection.UrlVariable}={url}: not an http URL. Example: http://127.0.0.1:43210");
}
