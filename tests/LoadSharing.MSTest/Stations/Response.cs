using System.Net.Http.Headers;
using System.Text.Json;

namespace LoadSharing.MSTest.Stations;

/// <summary>A station's answer to a request. Every status is an answer; redirects are not followed.</summary>
/// <param name="Request">The request in one line, with the station that was asked.</param>
public sealed record Response(string Request, HttpStatusCode Status, string? ContentType, string Body)
{
    private const string Json = "application/json";

    private bool IsJson => MediaTypeHeaderValue.TryParse(ContentType, out var type) && string.Equals(type.MediaType, Json, StringComparison.OrdinalIgnoreCase);

    /// <summary>Asserts the status, the content type, and that the body is an object with nothing but <c>msg</c>.</summary>
    /// <param name="message">The expected <c>msg</c>; null for any text that is not blank.</param>
    public Response ShouldBe(HttpStatusCode status, string? message = null)
    {
        var (actual, shape) = ReadMessage();
        if (Status != status || !IsJson || shape is not null || (message is null ? string.IsNullOrWhiteSpace(actual) : actual != message))
        {
            throw new AssertFailedException($"Expected {Request} to be answered {new Answer(status, message)}, but the answer is {this}{shape}.");
        }

        return this;
    }

    /// <inheritdoc cref="ShouldBe(HttpStatusCode, string?)"/>
    public Response ShouldBe(Answer expected) => ShouldBe(expected.Status, expected.Message);

    /// <summary>Asserts status 200 with JSON, and returns the document.</summary>
    public JsonElement ShouldBeJson()
    {
        if (Status != HttpStatusCode.OK || !IsJson)
        {
            throw new AssertFailedException($"Expected {Request} to be answered 200 as {Json}, but the answer is {this}.");
        }

        try
        {
            return JsonElement.Parse(Body);
        }
        catch (JsonException exception)
        {
            throw new AssertFailedException($"Expected {Request} to be answered with JSON, but the body is not JSON ({exception.Message}): {Excerpt.Of(Body)}");
        }
    }

    public override string ToString() =>
        $"{(int)Status} {(Body.Length == 0 ? "with an empty body" : Excerpt.Of(Body))}{(IsJson ? "" : $" as {ContentType ?? "no content type"}")}";

    // The message, and what else is wrong with the body.
    private (string? Message, string? Shape) ReadMessage()
    {
        try
        {
            var body = JsonElement.Parse(Body);
            return body.ValueKind != JsonValueKind.Object || body.EnumerateObject().Select(field => field.Name).ToList() is not ["msg"]
                ? (null, ", which is not an object with msg alone")
                : (body.GetProperty("msg") is { ValueKind: JsonValueKind.String } message ? message.GetString() : null, null);
        }
        catch (JsonException)
        {
            // The failure shows the body.
            return (null, ", which is not JSON");
        }
    }
}
