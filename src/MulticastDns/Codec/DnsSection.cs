namespace MulticastDns.Codec;

/// <summary>The three record sections of a message, in the order of the wire.</summary>
internal enum DnsSection
{
    Answer,
    Authority,
    Additional,
}
