using System.Text.Json.Serialization;

namespace LoadSharing.Lab.Contracts;

/// <summary>Reads and writes an enum as the names of its values. Numbers are rejected, because they may have no name.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
public sealed class EnumNameConverter<TEnum>() : JsonStringEnumConverter<TEnum>(namingPolicy: null, allowIntegerValues: false)
    where TEnum : struct, Enum;
