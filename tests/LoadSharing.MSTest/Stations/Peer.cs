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
        // A field that the row lacks is not judged.
        var expected = this with { Joined = Joined is null ? null : joined ?? Joined, Online = Online is null ? null : online ?? Online };
        if (this != expected)
        {
            throw new AssertFailedException(
                $"Expected the row of {Host} to be {Words(joined, online)}, "
                + $"but it is {Words(joined is null ? null : Joined, online is null ? null : Online)}."
                + RowText.Fields(this, RowText.Differences(this, expected)));
        }
    }

    /// <summary>Asserts the priority of the row.</summary>
    public void ShouldHavePriority(int expected)
    {
        if (Priority is not null && Priority != expected)
        {
            throw new AssertFailedException($"Expected the row of {Host} to have priority {expected}, but it has priority {Priority}.");
        }
    }

    /// <summary>Asserts that no field differs from those of another row.</summary>
    public void ShouldEqual(Peer expected)
    {
        if (this != expected)
        {
            var fields = RowText.Differences(this, expected);
            throw new AssertFailedException(
                $"Expected the row of {Host} to differ from its former state in no other field, but it differs in {string.Join(", ", fields.Keys)}."
                + RowText.Fields(this, fields));
        }
    }

    public override string ToString() => JsonSerializer.Serialize(this, FirmwareJson.Options);

    private static string Words(bool? joined, bool? online) => string.Join(
        " and ", new[] { RowText.Word(joined, "joined", "not joined"), RowText.Word(online, "online", "offline") }.OfType<string>());
}
