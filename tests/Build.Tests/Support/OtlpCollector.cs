using System.Collections.Concurrent;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Build.Tests.Support;

/// <summary>Receives spans as OTLP over HTTP: https://opentelemetry.io/docs/specs/otlp/. The numbers are those of the fields in its protocol buffers.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<Span> _spans = new();
    private readonly WebApplication _server;

    private OtlpCollector()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(ReceiveAsync);
    }

    public string Url => _server.Urls.Single();

    public IReadOnlyCollection<Span> Spans => _spans;

    public static async Task<OtlpCollector> StartAsync(CancellationToken cancellation)
    {
        var collector = new OtlpCollector();
        await collector._server.StartAsync(cancellation);
        return collector;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        if (context.Request.Path != "/v1/traces" || context.Request.ContentType != "application/x-protobuf")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        foreach (var resource in Fields(ByteString.CopyFrom(body.ToArray()))[1])
        {
            var service = Attributes(Fields(resource)[1].SelectMany(details => Fields(details)[1]))["service.name"];
            foreach (var span in Fields(resource)[2].SelectMany(scope => Fields(scope)[2]).Select(Fields))
            {
                _spans.Enqueue(new Span(service, Hex(span[1]), Hex(span[2]), Hex(span[4]), Text(span[5]), Attributes(span[9]))
                {
                    Error = Text(span[15].SelectMany(status => Fields(status)[2])),
                });
            }
        }
    }

    // The strings, bytes and messages of a message. Numbers are left out.
    private static ILookup<int, ByteString> Fields(ByteString message)
    {
        var fields = new List<(int Number, ByteString Value)>();
        var input = message.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                fields.Add((WireFormat.GetTagFieldNumber(tag), input.ReadBytes()));
            }
            else
            {
                input.SkipLastField();
            }
        }

        return fields.ToLookup(field => field.Number, field => field.Value);
    }

    // Those with a string.
    private static Dictionary<string, string> Attributes(IEnumerable<ByteString> attributes) => attributes.Select(Fields)
        .ToDictionary(attribute => Text(attribute[1]), attribute => Text(attribute[2].SelectMany(value => Fields(value)[1])));

    private static string Text(IEnumerable<ByteString> field) => field.SingleOrDefault()?.ToStringUtf8() ?? "";

    private static string Hex(IEnumerable<ByteString> field) => Convert.ToHexStringLower(field.SingleOrDefault(ByteString.Empty).Span);
}

/// <summary>A span that a process has exported.</summary>
/// <param name="Service">The service of the process.</param>
/// <param name="Trace">The id of its trace.</param>
/// <param name="Id">Its id.</param>
/// <param name="Parent">The id of its parent; empty for the root of a trace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Attributes">Its attributes with a text.</param>
internal sealed record Span(string Service, string Trace, string Id, string Parent, string Name, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>The message of its status; empty if it has none.</summary>
    public required string Error { get; init; }
}
