using System.Text.Json.Serialization;

namespace LoadSharing.Lab.Fleets;

/// <summary>When another test can have the stations that one has; in the order in which those who take used stations get them.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Reuse>))]
internal enum Reuse
{
    /// <summary>Not so soon that it is worth waiting for. The longest tests go first.</summary>
    Late,

    /// <summary>Soon, as far as is known.</summary>
    Soon,

    /// <summary>Never: the test spoils them.</summary>
    Never,
}
