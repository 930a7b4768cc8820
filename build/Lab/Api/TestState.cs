using System.Text.Json.Serialization;

namespace Build.Lab.Api;

/// <summary>What a test is doing.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TestState>))]
internal enum TestState
{
    /// <summary>It has begun.</summary>
    [JsonStringEnumMemberName("started")]
    Started,

    /// <summary>It has passed.</summary>
    [JsonStringEnumMemberName("passed")]
    Passed,

    /// <summary>It has failed.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>It was skipped.</summary>
    [JsonStringEnumMemberName("skipped")]
    Skipped,
}
