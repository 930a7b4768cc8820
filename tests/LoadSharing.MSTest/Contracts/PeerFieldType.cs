namespace LoadSharing.MSTest.Contracts;

/// <summary>The JSON types that occur in a row: string and boolean.</summary>
internal enum PeerFieldType
{
    Text,
    Flag,
}
