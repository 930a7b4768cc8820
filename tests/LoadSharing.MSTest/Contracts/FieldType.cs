using System.Text.Json;

namespace LoadSharing.MSTest.Contracts;

/// <summary>The JSON type of a field of the firmware's documents.</summary>
public enum FieldType
{
    Text,
    Flag,
    WholeNumber,
    Number,
    List,
    Record,
}

internal static class FieldTypes
{
    /// <summary>A field has one type in all documents and generations.</summary>
    private static readonly Dictionary<string, FieldType> Known = new Dictionary<string, FieldType>
    {
        ["id"] = FieldType.Text,
        ["name"] = FieldType.Text,
        ["host"] = FieldType.Text,
        ["url"] = FieldType.Text,
        ["ip"] = FieldType.Text,
        ["online"] = FieldType.Flag,
        ["joined"] = FieldType.Flag,
        ["isLocal"] = FieldType.Flag,
        ["priority"] = FieldType.WholeNumber,
        ["version"] = FieldType.Text,
        ["last_seen"] = FieldType.WholeNumber,
        ["error"] = FieldType.Text,
        ["status"] = FieldType.Record,
        ["amp"] = FieldType.Number,
        ["voltage"] = FieldType.Number,
        ["pilot"] = FieldType.Number,
        ["vehicle"] = FieldType.WholeNumber,
        ["state"] = FieldType.WholeNumber,
        ["min_current"] = FieldType.Number,
        ["max_current"] = FieldType.Number,
        ["enabled"] = FieldType.Flag,
        ["group_id"] = FieldType.Text,
        ["computed_at"] = FieldType.Text,
        ["failsafe_active"] = FieldType.Flag,
        ["failsafe_reason"] = FieldType.Text,
        ["online_count"] = FieldType.WholeNumber,
        ["offline_count"] = FieldType.WholeNumber,
        ["peers"] = FieldType.List,
        ["allocations"] = FieldType.List,
    };

    /// <summary>The type of a field of a contract.</summary>
    public static FieldType Of(string field) => Known[field];

    /// <summary>The type of any field; null for one that no contract has.</summary>
    public static FieldType? Find(string field) => Known.TryGetValue(field, out var type) ? type : null;

    /// <summary>Whether a value has a type.</summary>
    public static bool Has(this JsonElement value, FieldType type) => type switch
    {
        FieldType.Text => value.ValueKind == JsonValueKind.String,
        FieldType.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        FieldType.WholeNumber => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        FieldType.Number => value.ValueKind == JsonValueKind.Number,
        FieldType.List => value.ValueKind == JsonValueKind.Array,
        FieldType.Record => value.ValueKind == JsonValueKind.Object,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
