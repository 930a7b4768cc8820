using System.Text.Json;

namespace VirtualStation.Tests.Support;

/// <summary>What a station answered.</summary>
internal sealed record HttpAnswer(int Status, string? ContentType, string? Location, string Body)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public string? Message => Json.GetProperty("msg").GetString();

    public override string ToString() => $"{Status} {ContentType} {Body}";
}
