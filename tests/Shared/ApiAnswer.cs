using System.Text.Json;
using RestSharp;

namespace LoadSharing.Tests;

/// <summary>What the lab's API answered.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Media type without parameters.</param>
/// <param name="Body">The body as text.</param>
internal sealed record ApiAnswer(int Status, string? ContentType, string Body)
{
    public static ApiAnswer Of(RestResponse response) => response.ErrorException is null || response.StatusCode != 0
        ? new ApiAnswer((int)response.StatusCode, response.ContentType, response.Content ?? "")
        : throw response.ErrorException;

    public T Read<T>()
    {
        Assert.IsInRange(200, 299, Status, ToString());
        return JsonSerializer.Deserialize<T>(Body, JsonSerializerOptions.Web)!;
    }

    /// <summary>It is a problem document (RFC 9457) with this status and detail.</summary>
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
