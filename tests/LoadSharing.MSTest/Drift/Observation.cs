using System.Text.Json;
using RestSharp;

namespace LoadSharing.MSTest.Drift;

/// <summary>Reads answers for the probes without judging them by a contract.</summary>
internal static class Observation
{
    private const string RetypedMark = " as ";

    /// <summary>The names of an object's fields. One whose type is not the known one has its type behind the name.</summary>
    public static IReadOnlyList<string> Fields(JsonElement document) => document.ValueKind == JsonValueKind.Object
        ? [.. document.EnumerateObject().Select(field => FieldTypes.Find(field.Name) is { } type && !field.Value.Has(type)
            ? $"{field.Name}{RetypedMark}{field.Value.ValueKind.ToString().ToLowerInvariant()}"
            : field.Name)]
        : throw new AssertFailedException($"not an object: {document.GetRawText()}");

    /// <summary>Whether a field has another type than the known one.</summary>
    public static bool IsRetyped(string field) => field.Contains(RetypedMark, StringComparison.Ordinal);

    /// <summary>The name of a field without its type.</summary>
    public static string NameOf(string field) => field.Split(RetypedMark)[0];

    /// <summary>The answer that a response has.</summary>
    /// <exception cref="AssertFailedException">Its body has no msg.</exception>
    public static Answer Answer(this Response response)
    {
        try
        {
            return new Answer(response.Status, JsonElement.Parse(response.Body).Text("msg") ?? throw new JsonException("the body has no msg"));
        }
        catch (JsonException exception)
        {
            throw new AssertFailedException($"{response.Request} was answered {response}: {exception.Message}");
        }
    }

    /// <summary><c>GET /loadsharing/status</c>; null if the firmware has no such path: it answers 404, or redirects as for every unknown page.</summary>
    public static async Task<JsonElement?> ReadStatusAsync(this Station station)
    {
        var response = await station.SendAsync(Method.Get, "/loadsharing/status");
        return response.Status is HttpStatusCode.NotFound or HttpStatusCode.MovedPermanently or HttpStatusCode.Redirect ? null : response.ShouldBeJson();
    }

    /// <summary>Reads until the value is final, or until time is over. A probe that waits for something learns in this way that it does not happen.</summary>
    /// <param name="isFinal">Whether a value will not change any more.</param>
    public static async Task<T> ReadUntilAsync<T>(Func<Task<T>> read, Func<T, bool> isFinal, FirmwareTimeout within, CancellationToken cancellation)
    {
        var last = await read();
        try
        {
            await Polling.UntilPassesAsync(
                async () =>
                {
                    last = await read();
                    if (!isFinal(last))
                    {
                        throw new AssertFailedException("The value is not final.");
                    }
                },
                within,
                cancellation);
        }
        catch (AssertFailedException exception) when (exception is not NoAnswerException)
        {
            // The last value is the observation.
        }

        return last;
    }
}
