namespace LoadSharing.Tests;

/// <summary>A response of the lab's API.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="ContentType">The media type without parameters.</param>
/// <param name="Body">The body as text.</param>
internal sealed record ApiResponse(int Status, string? ContentType, string Body)
{
    /// <exception cref="Exception">The lab did not respond.</exception>
    public static ApiResponse Of(RestResponse response) => response.ErrorException is null || response.StatusCode != 0
        ? new ApiResponse((int)response.StatusCode, response.ContentType, response.Content ?? "")
        : throw response.ErrorException;

    /// <summary>The document in a response of success.</summary>
    public T Read<T>()
    {
        Assert.IsInRange(200, 299, Status, ToString());
        return JsonSerializer.Deserialize<T>(Body, JsonSerializerOptions.Web)!;
    }

    /// <summary>Asserts that the response is a problem document (RFC 9457) with a status and a detail.</summary>
    public void IsProblem(int status, string detail)
    {
        Assert.AreEqual(status, Status, ToString());
        Assert.AreEqual("application/problem+json", ContentType, ToString());
        var problem = JsonElement.Parse(Body);
        Assert.AreEqual(detail, problem.GetProperty("detail").GetString());
        Assert.AreEqual(status, problem.GetProperty("status").GetInt32());
        Assert.IsGreaterThan(0, problem.GetProperty("title").GetString()!.Length, "The problem has no title");
    }

    public override string ToString() => $"{Status} {ContentType}\n{Body}";
}
