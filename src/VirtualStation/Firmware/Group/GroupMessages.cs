using System.Text.Json;

namespace VirtualStation.Firmware.Group;

/// <summary>Handles the messages of clients of <c>/ws</c>. The firmware takes an allocation from any of them.</summary>
internal sealed class GroupMessages(IAllocationReceiver receiver)
{
    /// <summary>The reason of an allocation that has none.</summary>
    private const string DefaultReason = "allocation";
    private const int MaximumDepth = 10;

    private static ReadOnlySpan<byte> Pong => """{"pong": 1}"""u8;

    /// <inheritdoc cref="Events.EventMessageHandler" />
    public ReadOnlyMemory<byte>? Handle(ReadOnlyMemory<byte> message)
    {
        if (JsonText.FirstValue(message.Span, MaximumDepth) is not { ValueKind: JsonValueKind.Object } document)
        {
            return null;
        }

        if (document.TryGetProperty("loadsharing", out var allocation) && allocation.ValueKind == JsonValueKind.Object
            && allocation.TryGetProperty("target_current", out var target))
        {
            receiver.Receive(JsonText.ToNumber(target), JsonText.Text(allocation, "reason") ?? DefaultReason);
        }

        // No conditional expression: it would convert null to empty memory.
        if (document.TryGetProperty("ping", out _))
        {
            return Pong.ToArray();
        }

        return null;
    }
}
