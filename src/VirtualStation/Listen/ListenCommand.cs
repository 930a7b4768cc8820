using System.Text;
using System.Text.Json;
using MulticastDns;
using VirtualStation.CommandLine;

namespace VirtualStation.Listen;

/// <summary><c>virtual-station listen</c>: prints the packets of an mDNS link. The lab runs it on the link of a fleet.</summary>
internal static class ListenCommand
{
    public const string Name = "listen";
    public const string Summary = "Prints each multicast DNS packet of a link as a line of JSON, and sends none.";

    private static readonly CommandOption MdnsLink = new(
        "--mdns-link", "GROUP:PORT[@INTERFACE]", "The multicast link.", Default: MulticastLink.Loopback.ToString());

    private static readonly CommandOption[] Options = [MdnsLink, CommandOption.Help];

    /// <summary>Listens until stopped. The first line says that from now on every packet is printed.</summary>
    /// <exception cref="StationException">An option is invalid, or the link cannot be joined.</exception>
    public static async Task RunAsync(IReadOnlyList<string> args, CommandEnvironment environment)
    {
        var arguments = Arguments.Parse(Name, Options, args, environment.GetVariable);
        if (arguments.Has(CommandOption.Help))
        {
            await environment.Output.WriteAsync(HelpText.Render(Name, Summary, Options));
            return;
        }

        var link = arguments.Link(MdnsLink);
        try
        {
            using var listener = LinkListener.Open(link);
            await environment.Output.WriteLineAsync($"Listening on {link}");
            environment.Lifecycle.SetReady();
            await foreach (var packet in listener.ReadAsync(environment.Lifecycle.Stopping))
            {
                await environment.Output.WriteLineAsync(ToJson(packet));
            }
        }
        catch (OperationCanceledException) when (environment.Lifecycle.Stopping.IsCancellationRequested)
        {
            // The command has no other end.
        }
        catch (InvalidOperationException failure)
        {
            throw new StationException(ExitCode.Failure, failure.Message, failure);
        }
    }

    private static string ToJson(LinkPacket packet) => Encoding.UTF8.GetString(JsonText.WriteObject(json =>
    {
        json.WriteString("time", packet.Time);
        json.WriteString("source", packet.Source.Address.ToString());
        json.WriteNumber("sourcePort", packet.Source.Port);
        json.WriteBoolean("isResponse", packet.IsResponse);
        WriteArray(json, "questions", packet.Questions, question =>
        {
            json.WriteString("name", question.Name);
            json.WriteString("type", question.Type);
        });
        WriteArray(json, "records", packet.Records, record => Write(json, record));
        json.WriteBase64String("data", packet.Data.Span);
    }).Span);

    private static void Write(Utf8JsonWriter json, LinkRecord record)
    {
        json.WriteString("name", record.Name);
        json.WriteString("type", record.Type);
        json.WriteNumber("timeToLive", record.TimeToLive);
        if (record.Target is { } target)
        {
            json.WriteString("target", target);
        }

        if (record.Port is { } port)
        {
            json.WriteNumber("port", port);
        }

        if (record.Address is { } address)
        {
            json.WriteString("address", address.ToString());
        }

        if (record.Text is { } text)
        {
            json.WriteStartObject("text");
            foreach (var (key, value) in text.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<T> writeProperties)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            writeProperties(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
