using System.Net.NetworkInformation;
using System.Text.Json;
using RestSharp;

namespace LoadSharing.MSTest.Fixture;

/// <summary>One charger of a leased fleet, known by its name.</summary>
internal sealed class Station : IDisposable
{
    private readonly LabClient _lab;
    private readonly ExchangeJournal _journal;
    private readonly TestBudget _budget;
    private readonly List<string> _formerHostnames = [];
    private readonly bool _sharesLink;
    private StationDocument _document;
    private bool _isStopped;

    public Station(
        StationDocument document, Contract contract, LabClient lab, ExchangeJournal journal, StationWatch watch, TestBudget budget, Strangers? strangers)
    {
        _sharesLink = strangers is not null;
        _document = document;
        _lab = lab;
        _journal = journal;
        _budget = budget;
        Firmware = new FirmwareClient(document.Name, document.FirmwareUrl, journal, watch, budget);
        Peers = new PeersClient(Firmware, contract, strangers is null ? [Leftovers] : [Leftovers, strangers]);
    }

    public string Name => _document.Name;

    /// <summary>What it publishes over mDNS, without <c>.local</c>.</summary>
    public string Hostname => _document.Hostname;

    /// <summary>Its id, as other stations see it in its TXT record.</summary>
    public string DeviceId => _document.DeviceId;

    public Uri FirmwareUrl => _document.FirmwareUrl;

    /// <summary>Host and port at which the other stations of the fleet reach it.</summary>
    public string PeerHost => _document.PeerHost;

    /// <summary>The address at which the other stations of the fleet reach it.</summary>
    public IPAddress Address => IPEndPoint.Parse(PeerHost).Address;

    /// <summary>What earlier tests have left on it.</summary>
    public Leftovers Leftovers { get; } = new();

    /// <summary>Whether nothing but its peers can be otherwise than at the lease.</summary>
    public bool IsAsLeased => !_isStopped && _formerHostnames.Count == 0 && !Firmware.HasChangedMoreThanPeers;

    /// <summary>The peer API of its firmware.</summary>
    public PeersClient Peers { get; }

    /// <summary>Any other request to its firmware.</summary>
    public FirmwareClient Firmware { get; }

    /// <summary>Whether a row of a peer list means this station: its host name, in any spelling, or its id.</summary>
    public bool IsMeantBy(PeerRow row) => HostNames.Same(row.HostName, Hostname) || HostNames.Same(row.Id, DeviceId);

    /// <summary>Whether a host name is this station's, or was before it was renamed.</summary>
    public bool IsOrWas(string hostname) => _formerHostnames.Prepend(Hostname).Any(name => HostNames.Same(name, hostname));

    /// <summary>Whether an address leads to this station. A link that it shares with strangers is the machine's, and whoever publishes there gives any of its addresses.</summary>
    public bool IsAt(string address) => IPAddress.TryParse(address, out var parsed)
        && (parsed.Equals(Address) || (_sharesLink && NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(each => each.GetIPProperties().UnicastAddresses).Any(own => own.Address.Equals(parsed))));

    /// <summary>Whether a published service is this station's: its instance name is the host name.</summary>
    public bool Publishes(BrowseResult service) => HostNames.Same(service.Instance, Hostname);

    /// <summary>Changes settings of its firmware.</summary>
    /// <param name="settings">The settings and their values; the others stay.</param>
    /// <exception cref="AssertFailedException">They were refused.</exception>
    public async Task ConfigureAsync(object settings)
    {
        var answer = await Firmware.SendAsync(Method.Post, "/config", JsonSerializer.Serialize(settings));
        Verdict.NothingWrong($"{Name}'s settings", answer.Status == HttpStatusCode.OK ? [] : [$"expected 200, seen {answer.Response}"], answer.Describe());
    }

    /// <summary>Restarts the firmware in the same state directory; returns when it answers again.</summary>
    public Task RestartAsync(ProcessSignal signal) => AskLabAsync($"restart by {signal}", () => _lab.RestartAsync(Name, signal, null, _budget.Token), runsThen: true);

    /// <summary>Restarts the firmware in the same state directory under another host name; returns when it answers again.</summary>
    /// <param name="hostname">The name, without <c>.local</c>; it may be another station's.</param>
    public Task RenameAsync(string hostname)
    {
        _formerHostnames.Add(Hostname);
        return AskLabAsync($"restart as {hostname}", () => _lab.RestartAsync(Name, ProcessSignal.Terminate, hostname, _budget.Token), runsThen: true);
    }

    /// <summary>Stops the station until <see cref="StartAsync"/>.</summary>
    public Task StopAsync(ProcessSignal signal = ProcessSignal.Terminate) =>
        AskLabAsync($"stop by {signal}", () => _lab.StopAsync(Name, signal, _budget.Token), runsThen: false);

    /// <summary>Starts the stopped station in the same state directory; returns when it answers again.</summary>
    public Task StartAsync() => AskLabAsync("start", () => _lab.StartAsync(Name, _budget.Token), runsThen: true);

    /// <summary>The log of a part so far; null where the station has no such part.</summary>
    public Task<string?> LogAsync(ComponentKind part) => _lab.GetLogAsync(Name, part, CancellationToken.None);

    public override string ToString() => $"{Name} ({Hostname}, id {DeviceId}, {FirmwareUrl})";

    public void Dispose() => Firmware.Dispose();

    private async Task AskLabAsync(string what, Func<Task<StationDocument>> call, bool runsThen)
    {
        _isStopped = true;
        var (number, started) = _journal.Begin();
        _journal.Note(number, started, Name, $"{what} of {Name}");
        try
        {
            _document = await call();
            _isStopped = !runsThen;
        }
        catch (OperationCanceledException) when (_budget.Token.IsCancellationRequested)
        {
            throw _budget.Over($"{what} of {Name}");
        }
    }
}
