using System.Text.Json;

namespace LoadSharing.MSTest.Contracts;

/// <summary>What must hold of an answer, checked with a text that shows expected, seen, and the request.</summary>
internal static class ExchangeAssertions
{
    public static void MustAnswer(this Exchange exchange, HttpStatusCode status, string? msg) => exchange.MustAnswer(new Answer(status, msg));

    /// <summary>Status, JSON content type, and an object with nothing but its <c>msg</c>, exactly as expected.</summary>
    public static void MustAnswer(this Exchange exchange, Answer expected)
    {
        foreach (var problem in exchange.Problems(expected))
        {
            throw new AssertFailedException(problem);
        }
    }

    /// <summary>As <see cref="MustAnswer(Exchange, Answer)"/>, for a test that looks at many answers: nothing, or one text with all that is wrong.</summary>
    public static IEnumerable<string> Problems(this Exchange exchange, Answer expected)
    {
        var problems = Differences(exchange, expected).ToList();
        if (problems.Count > 0)
        {
            yield return $"""
                {exchange.Station} answered {exchange.Method} {exchange.Path} otherwise than the contract says: {string.Join("; ", problems)}.
                expected: {expected}
                seen:     {exchange.Response}
                {exchange.Describe()}
                """;
        }
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

        if (MsgProblem(exchange.Body, expected.Msg) is { } problem)
        {
            yield return problem;
        }
    }

    private static string? MsgProblem(string body, string? expected)
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(body);
        }
        catch (JsonException exception)
        {
            return $"the body is no JSON ({exception.Message})";
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
