using LoadSharing.Lab.Browsing;

namespace LoadSharing.Lab.Tests.Browsing;

/// <summary>Browsers parse the output of their programs. Foreign stations may publish any text.</summary>
[TestClass]
public sealed class ServiceBrowserTests
{
    // As avahi-browse 0.8 prints it: the last entry first.
    [TestMethod]
    [DataRow("\"c\" \"id=second\" \"b=2\" \"id=first\"", "id=first b=2 c=", DisplayName = "the first of two with one key")]
    [DataRow("\"ID=second\" \"id=first\"", "id=first", DisplayName = "keys in any case of letters")]
    [DataRow("\"=value\" \"id=1\"", "id=1", DisplayName = "an entry without a key is ignored")]
    [DataRow("\"id=1=2\"", "id=1=2", DisplayName = "an equals sign in a value")]
    [DataRow("", "", DisplayName = "no text")]
    public void Parse_TextRecord_FollowsRfc6763(string column, string expected)
    {
        var services = AvahiBrowser.Parse(
            $"+;lo;IPv4;foreign;_openevse._tcp;local\n=;lo;IPv4;foreign;_openevse._tcp;local;office.local;192.0.2.1;80;{column}\n");

        var text = Assert.ContainsSingle(services).Text;
        Expect.Set(text.Select(entry => $"{entry.Key}={entry.Value}"), expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [TestMethod]
    public void Parse_SameServiceOnTwoProtocols_IsOne()
    {
        const string Output =
            """
            =;eth0;IPv6;same\0321;_openevse._tcp;local;one.local;fd00::1;8000;"id=1" "type=native"
            =;lo;IPv4;same\0321;_openevse._tcp;local;one.local;127.0.0.1;8000;"id=1" "type=native"
            =;eth0;IPv4;same\0321;_openevse._tcp;local;other.local;192.0.2.1;80;"id=2" "type=native"

            """;

        Expect.Sequence(
            AvahiBrowser.Parse(Output).Select(service => $"{service.Instance} {service.Target} {service.Port}"),
            "same 1 one 8000",
            "same 1 other 80");
    }

    [TestMethod]
    public async Task Browse_TwoBrowsers_CombinesTheirResults()
    {
        var (foreign, station) = (Service("office", "1"), Service("openevse-native-0", "2"));
        var both = new CombinedBrowser(new Sees("one", foreign, Service("both", "3")), new Sees("other", Service("both", "3"), station));

        Expect.Set(await both.BrowseAsync(CancellationToken.None), foreign, station, Service("both", "3"));
        Assert.AreEqual("one, other", both.Name);
    }

    private static BrowseResult Service(string instance, string id) =>
        new(instance, instance, 80, new Dictionary<string, string> { ["id"] = id, ["type"] = "native" });

    private sealed class Sees(string name, params IReadOnlyList<BrowseResult> services) : IServiceBrowser
    {
        public string Name => name;

        public Task<IReadOnlyList<BrowseResult>> BrowseAsync(CancellationToken cancellation) => Task.FromResult(services);
    }
}
