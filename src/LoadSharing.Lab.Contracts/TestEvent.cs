using System.Text.Json.Serialization;

namespace LoadSharing.Lab.Contracts;

/// <summary>The progress of a test, for the console.</summary>
/// <param name="Test">The full name of the test.</param>
/// <param name="State">Its state.</param>
/// <param name="Message">The first line of its failure; null if it did not fail.</param>
public sealed record TestEvent(string Test, TestState State, string? Message);

/// <summary>The states of a test.</summary>
[JsonConverter(typeof(EnumNameConverter<TestState>))]
public enum TestState
{
    /// <summary>It is running.</summary>
    [JsonStringEnumMemberName("started")]
    Started,

    /// <summary>It passed.</summary>
    [JsonStringEnumMemberName("passed")]
    Passed,

    /// <summary>It failed.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>It was skipped, or failed by a known defect.</summary>
    [JsonStringEnumMemberName("skipped")]
    Skipped,
}

/// <summary>A duration that only a test can measure, for the benchmark.</summary>
/// <param name="Stage">The name of the measured stage.</param>
/// <param name="Seconds">The duration in seconds.</param>
public sealed record StageMeasurement(string Stage, double Seconds);
