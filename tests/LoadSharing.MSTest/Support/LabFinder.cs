using System.Text.Json;

namespace LoadSharing.MSTest.Support;

/// <summary>Finds the lab of this test run.</summary>
internal static class LabFinder
{
    private const string Remedy = "Run ./build.sh --target=IntegrationTests, or ./build.sh --target=Up and the tests again.";

    /// <summary>The root of the checkout that the suite was built in; null if it was copied elsewhere.</summary>
    public static string? Checkout { get; } = FindCheckout();

    /// <summary>The lab of the environment or, in an IDE, the one that <c>--target=Up</c> started; null if there is none.</summary>
    /// <exception cref="AssertFailedException">The environment or the file is invalid.</exception>
    public static LabConnection? Find()
    {
        var url = Environment.GetEnvironmentVariable(LabConnection.UrlVariable);
        var token = Environment.GetEnvironmentVariable(LabConnection.TokenVariable);
        if (string.IsNullOrEmpty(url))
        {
            return Checkout is null ? null : Read(LabConnection.File(Checkout));
        }

        return !Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme != Uri.UriSchemeHttp
            ? throw new AssertFailedException($"{LabConnection.UrlVariable}={url}: not an http URL. Example: http://127.0.0.1:43210")
            : string.IsNullOrEmpty(token)
            ? throw new AssertFailedException(
                $"{LabConnection.UrlVariable} is set and {LabConnection.TokenVariable} is not. Set both, or neither to use a lab started by --target=Up.")
            : new LabConnection(parsed, token, "");
    }

    /// <exception cref="AssertFailedException">No lab is running.</exception>
    public static LabConnection Require() => Find() ?? throw new AssertFailedException($"No lab is running. {Remedy}");

    private static LabConnection? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<LabConnection>(File.ReadAllText(path), JsonSerializerOptions.Web)
                is { Url.IsAbsoluteUri: true, Token: not null } lab
                ? lab
                : throw new JsonException("url or token is missing");
        }
        catch (JsonException exception)
        {
            throw new AssertFailedException($"{path} is invalid ({exception.Message}). Stop the lab that wrote it. {Remedy}", exception);
        }
    }

    private static string? FindCheckout()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "LoadSharing.slnx")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName;
    }
}
