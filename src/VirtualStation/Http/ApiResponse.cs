using System.Text;
using System.Text.Json;

namespace VirtualStation.Http;

/// <summary>An HTTP response.</summary>
/// <param name="Status">The status code.</param>
/// <param name="ContentType">The complete header, with parameters.</param>
/// <param name="Body">Omitted when the request is HEAD.</param>
internal sealed record ApiResponse(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>No response at all: the connection stays open until the client closes it.</summary>
    public static ApiResponse Never { get; } = new(0, "", default);

    public bool IsNever => Status == Never.Status;

    /// <summary>The response is sent once this task has completed.</summary>
    public Task SendAfter { get; init; } = Task.CompletedTask;

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static ApiResponse Json(int status, Action<Utf8JsonWriter> write) => new(status, "application/json", JsonText.Write(write));

    public static ApiResponse JsonObject(int status, Action<Utf8JsonWriter> writeProperties) =>
        new(status, "application/json", JsonText.WriteObject(writeProperties));

    /// <summary>Creates <c>{"msg":"…"}</c>, the body of most responses of the firmware.</summary>
    public static ApiResponse Message(int status, string message) => JsonObject(status, json => json.WriteString("msg", message));

    public static ApiResponse Html(int status, string contentType, string text) => new(status, contentType, Encoding.UTF8.GetBytes(text));
}
