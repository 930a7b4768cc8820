using System.Text.Json;

namespace LoadSharing.MSTest.Contracts;

/// <summary>What must hold of an answer, checked with a text that shows expected, seen, and the request.</summary>
internal static class ExchangeAssertions
{
    public static Exchange MustAnswer(this Exchange exchange, HttpStatusCode status, string? msg) => exchange.MustAnswer(new Answer(status, msg));

    /// <summary>Status, JSON content type, and an object with nothing but its <c>msg</c>, exactly as expected.</summary>
    public static Exchange MustAnswer(this Exchange exchange, Answer expected) =>
        exchange.Problem(expected) is { } problem ? throw new AssertFailedException(problem) : exchange;

    /// <summary>As <see cref="MustAnswer(Exchange, Answer)"/>, for a test that looks at many answers: null, or a text with all that is wrong.</summary>
    public static string? Problem(this Exchange exchange, Answer expected) => Differences(exchange, expected).ToList() is { Count: > 0 } differences
        ? $"""
            {exchange.Station} answered {exchange.Method} {exchange.Path} otherwise than the contract says: {string.Join("; ", differences)}
            expected: {expected}
            seen:     {exchange.Response}
            {exchange.Describe()}
            """
        : null;

    /// <summary>A field of the JSON object that a request must be answered with: for answers that are more than a <c>msg</c>.</summary>
    /// <param name="kinds">What the value may be; true and false are two kinds.</param>
    /// <exception cref="AssertFailedException">The answer is not 200 with a JSON object, or the field is missing or of another kind.</exception>
    public static JsonElement MustHave(this Exchange exchange, string field, params JsonValueKind[] kinds)
    {
        Verdict.NothingWrong($"{exchange.Station}'s answer to {exchange.Method} {exchange.Path}", FieldProblem(exchange, field, kinds), exchange.Describe());
        return JsonElement.Parse(exchange.Body).GetProperty(field);
    }

    private static IEnumerable<string> FieldProblem(Exchange exchange, string field, JsonValueKind[] kinds)
    {
        if (exchange.Status != HttpStatusCode.OK || !exchange.IsJson || !exchange.TryParse(out var root) || root.ValueKind != JsonValueKind.Object)
        {
            return [$"expected 200 with a JSON object as {Exchange.JsonMediaType}, seen {exchange.Response}"];
        }

        return !root.TryGetProperty(field, out var value) ? [$"field \"{field}\": expected {string.Join(" or ", kinds)}, seen no such field"]
            : kinds.Contains(value.ValueKind) ? []
            : [$"field \"{field}\": expected {string.Join(" or ", kinds)}, seen {value.GetRawText()}"];
    }

    private static IEnumerable<string> Differences(Exchange exchange, Answer expected)
    {
        if (exchange.Status != expected.Status)
        {
            yield return $"status {(int)exchange.Status} instead of {(int)expected.Status}";
        }

        if (!exchange.IsJson)
        {
            yield return $"content type {exchange.ContentType ?? "missing"} instead of {Exchange.JsonMediaType}";
        }

        if (MsgProblem(exchange, expected.Msg) is { } problem)
        {
            yield return problem;
        }
    }

    private static string? MsgProblem(Exchange exchange, string? expected)
    {
        if (!exchange.TryParse(out var root))
        {
            return "the body is no JSON";
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            return $"the body is a JSON {root.ValueKind} instead of an object with a msg";
        }

        var fields = root.EnumerateObject().Select(field => field.Name).ToList();
        if (fields is not ["msg"])
        {
            return $"the object has the fields [{string.Join(", ", fields)}] instead of [msg]";
        }

        var msg = root.GetProperty("msg");
        if (msg.ValueKind != JsonValueKind.String)
        {
            return $"msg is a JSON {msg.ValueKind} instead of a string";
        }

        if (string.IsNullOrWhiteSpace(msg.GetString()))
        {
            return "msg is empty";
        }

        return expected is null || msg.GetString() == expected ? null : $"msg is \"{msg.GetString()}\" instead of \"{expected}\"";
    }
}
