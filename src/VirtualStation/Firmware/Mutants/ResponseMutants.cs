using VirtualStation.Firmware.Endpoints;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of JSON documents, content types and HTTP methods.</summary>
internal static class ResponseMutants
{
    internal sealed class FieldMissing() : Mutant("field-missing", "An empty field is omitted, which clients do not expect.")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => handler.MapRows(row =>
        {
            if (row["ip"]!.GetValue<string>().Length == 0)
            {
                row.Remove("ip");
            }
        });
    }

    internal sealed class FlagAsText() : Mutant("flag-as-text", "A flag is written as a string, which every client that tests for emptiness takes for true.")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) =>
            handler.MapRows(row => row["online"] = row["online"]!.GetValue<bool>() ? "true" : "false");
    }

    internal sealed class IdOfManualRow() : Mutant("id-of-manual-row", "A peer that was added but not discovered has its host as id instead of \"unknown\".")
    {
        public override bool AppliesTo(FirmwareGeneration generation) => generation == FirmwareGeneration.February2026;

        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => handler.MapRows(row =>
        {
            if ((string?)row["ip"] == "")
            {
                row["id"] = (string?)row["host"];
            }
        });
    }

    internal sealed class ListAsPlainText() : Mutant("list-as-plain-text", "The list has the default content type of the web server.")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) =>
            handler.MapResponse((request, _) => request.IsList(), response => response with { ContentType = "text/plain" });
    }

    internal sealed class ErrorAsHtml() : Mutant(
        "error-as-html", "A 404 response is the error page of the web server instead of a JSON message.", tests: "DeletePeerTests")
    {
        private const string Page = "<html><body><h1>404 Not Found</h1></body></html>";

        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) =>
            handler.MapResponse((_, response) => response.Status == 404, response => ApiResponse.Html(response.Status, "text/html", Page));
    }

    internal sealed class Utf8Lost() : Mutant("utf8-lost", "Text is decoded as ASCII: every other character becomes a question mark.", tests: "DeletePeerTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) =>
            registry.WithAdd(host => registry.Add(string.Concat(host.Select(character => char.IsAscii(character) ? character : '?'))));
    }

    internal sealed class MethodNotChecked() : Mutant("method-not-checked", "Any method other than POST and DELETE is handled as GET.", tests: "PeerListTests")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) =>
            request => handler(request is { Method: not ("POST" or "DELETE"), Path: PeersEndpoint.Path } ? request with { Method = "GET" } : request);
    }

    internal sealed class AnyMethodAccepted() : Mutant(
        "any-method-accepted", "Discover handles every method as POST, and the path of a peer handles every method as DELETE.")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => request => handler(
            request.Path == DiscoverEndpoint.Path ? request with { Method = "POST" }
            : request.HasHostInPath() ? request with { Method = "DELETE" }
            : request);
    }
}
