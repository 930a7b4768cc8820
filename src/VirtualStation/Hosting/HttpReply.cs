using System.Text;
using System.Text.Json;

namespace VirtualStation.Hosting;

/// <summary>An answer.</summary>
/// <param name="Status">The status code.</param>
/// <param name="ContentType">The whole header.</param>
/// <param name="Body">Not sent in answer to HEAD.</param>
internal sealed record HttpReply(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>Never to be sent: the connection stays silent until the client gives up.</summary>
    public static HttpReply Silence { get; } = new(0, "", default);

    public bool IsSilence => Status == Silence.Status;

    /// <summary>Not sent before this is done.</summary>
    public Task HeldBack { get; init; } = Task.CompletedTask;

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static HttpReply Json(int status, Action<Utf8JsonWriter> write) => new(status, "application/json", JsonText.Write(write));

    /// <summary>The form of most answers of the firmware: <c>{"msg":"…"}</c>.</summary>
    public static HttpReply Message(int status, string message) => Json(status, json =>
    {
        json.WriteStartObject();
        json.WriteString("msg", message);
        json.WriteEndObject();
    });

    public static HttpReply Html(int status, string contentType, string text) => new(status, contentType, Encoding.UTF8.GetBytes(text));
}
