using System.Text.Json.Serialization;

namespace LoadSharing.Lab.Contracts;

/// <summary>The state in which a fleet is released.</summary>
[JsonConverter(typeof(EnumNameConverter<FleetState>))]
public enum FleetState
{
    /// <summary>The stations may be in any state: the lab stops them.</summary>
    [JsonStringEnumMemberName("dirty")]
    Dirty,

    /// <summary>All stations run, without joined peers and with their first host names: the next test may lease them.</summary>
    [JsonStringEnumMemberName("clean")]
    Clean,

    /// <summary>The test failed: the lab keeps the stations running where <c>--keep</c> asks for it.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
