using System.Text.Json;

namespace LoadSharing.MSTest.Contracts;

/// <summary>What must hold of an answer, checked with a text that shows expected, seen, and the request.</summary>
internal static class ExchangeAssertions
{
    public static void MustAnswer(this Exchange exchange, HttpStatusCode status, string? msg) => exchange.MustAnswer(new Answer(status, msg));

    /// <summary>Status, JSON content type, and an object with nothing but its <c>msg</c>, exactly as expected.</summary>
    public static void MustAnswer(this Exchange exchange, Answer expected)
    {
        if (exchange.Problem(expected) is { } problem)
        {
            throw new AssertFailedException(problem);
        }
    }

    /// <summary>As <see cref="MustAnswer(Exchange, Answer)"/>, for a test that looks at many answers: null, or a text with all that is wrong.</summary>
    public static string? Problem(this Exchange exchange, Answer expected) => Differences(exchange, expected).ToList() is { Count: > 0 } differences
        ? $"""
            {exchange.Station} answered {exchange.Method} {exchange.Path} otherwise than the contract says: {string.Join("; ", differences)}
            expected: {expected}
            seen:     {exchange.Response}
            {exchange.Describe()}
            """
        : null;

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
