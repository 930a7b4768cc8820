using System.Text.Json;

namespace LoadSharing.MSTest.Stations;

/// <summary>A row of <c>GET /loadsharing/peers</c>. A field that the row lacks, or that has another type, is null, and no assertion here judges it.</summary>
public sealed record Peer(string? Id, string? Name, string Host, string? Url, string? Ip, bool? Online, bool? Joined, bool? IsLocal, int? Priority)
{
    internal string HostName => HostNames.WithoutPortAndDomain(Host);

    internal bool HasAddress => IPAddress.TryParse(Ip, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any);

    internal static Peer Read(JsonElement row) => new(
        row.Text("id"),
        row.Text("name"),
        row.Text("host") ?? "",
        row.Text("url"),
        row.Text("ip"),
        row.Flag("online"),
        row.Flag("joined"),
        row.Flag("isLocal"),
        row.Integer("priority"));

    /// <summary>Asserts the state of the row; null for a flag that does not matter.</summary>
    public void ShouldBe(bool? joined = null, bool? online = null)
    {
        var expected = string.Join(" and ", [.. Words(joined, "joined", "not joined"), .. Words(online, "online", "offline")]);
        if ((joined ?? Joined) != (Joined ?? joined) || (online ?? Online) != (Online ?? online))
        {
            throw new AssertFailedException($"Expected the row of {Host} to be {expected}, but it is {this}");
        }
    }

    /// <summary>Asserts the priority of the row.</summary>
    public void ShouldHavePriority(int expected)
    {
        if (Priority is not null && Priority != expected)
        {
            throw new AssertFailedException($"Expected the row of {Host} to have priority {expected}, but it is {this}");
        }
    }

    /// <summary>Asserts that no field differs from those of another row.</summary>
    public void ShouldEqual(Peer expected)
    {
        if (this != expected)
        {
            throw new AssertFailedException($"Expected the row {expected}, but it is {this}");
        }
    }

    public override string ToString() => JsonSerializer.Serialize(this, FirmwareJson.Options);

    private static IEnumerable<string> Words(bool? flag, string ifTrue, string ifFalse) => flag is null ? [] : [flag.Value ? ifTrue : ifFalse];
}
