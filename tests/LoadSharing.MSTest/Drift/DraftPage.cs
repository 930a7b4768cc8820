using System.Text;
using System.Text.Json;

namespace LoadSharing.MSTest.Drift;

/// <summary>Renders the draft of a contract page: the observed differences from the nearest generation as C#.</summary>
internal static class DraftPage
{
    public static string Render(DriftDocument document, IReadOnlyDictionary<string, Observed> observed)
    {
        var nearest = document.Nearest();
        var page = new StringBuilder();
        page.Append("// A draft by --target=Drift. Replace YYYYMM and YYYY-MM by the generation's month. A station shows values: write rules.\n");
        if (observed.GetValueOrDefault(nameof(Contract.PeerFields))?.Value is IReadOnlyList<string> fields)
        {
            page.Append($"// ApiGeneration.cs: new(\"YYYY-MM\", {List("former.PeerFields", nearest.PeerFields, fields)})\n");
            AppendTypes(page, fields);
        }

        page.Append($$"""
            namespace LoadSharing.MSTest.Contracts;

            internal static class ContractYYYYMM
            {
                public static Contract Values { get; } = {{Page(nearest)}}.Values with
                {
                    Generation = ApiGeneration.YYYYMM,

            """);
        foreach (var line in document.Lines.Where(line => !line.Holds(nearest) && typeof(Contract).GetProperty(line.Name)!.CanWrite))
        {
            Append(page, line, observed.GetValueOrDefault(line.Name)?.Value, Contract.Of(nearest.Name));
        }

        return page.Append("    };\n}\n").ToString();
    }

    private static void Append(StringBuilder page, DriftLine line, object? value, Contract nearest)
    {
        if (value is null)
        {
            page.Append($"        // {line.Name}: not observed. {line.Reason?.ReplaceLineEndings(" ")}\n");
        }
        else if (ApiGeneration.All.Reverse().FirstOrDefault(line.Holds) is { } other)
        {
            page.Append($"        {line.Name} = {Page(other)}.Values.{line.Name},\n");
        }
        else
        {
            var former = $"{Page(nearest.Generation)}.Values.{line.Name}";
            page.Append($"        {line.Name} = {Source(former, typeof(Contract).GetProperty(line.Name)!.GetValue(nearest)!, value)},\n");
            AppendTypes(page, value as IReadOnlyList<string> ?? []);
        }
    }

    private static string Source(string former, object expected, object value) => (expected, value) switch
    {
        (Delegate, IReadOnlyDictionary<string, string?> entries) => $"_ => {Dictionary(entries)}",
        (Delegate, _) => $"_ => {Source(former, value, value)}",
        (_, bool flag) => flag ? "true" : "false",
        (_, Answer answer) => $"new(HttpStatusCode.{answer.Status}, {Literal(answer.Message)})",
        (IReadOnlyList<string> names, IReadOnlyList<string> fields) => List(former, names, fields),
        (_, IReadOnlyDictionary<string, string?> entries) => Dictionary(entries),
        (_, Enum) => $"{value.GetType().Name}.{value}",
        (_, string text) => Literal(text),
        _ => $"{value}",
    };

    private static string List(string former, IReadOnlyList<string> expected, IReadOnlyList<string> observed)
    {
        var names = observed.Select(Observation.NameOf).ToList();
        var (added, removed) = (names.Except(expected).ToList(), expected.Except(names).ToList());
        var kept = removed.Count == 0 ? former : $"{former}.Except([{Literals(removed)}])";
        return added.Count == 0 ? $"[.. {kept}]" : $"[.. {kept}, {Literals(added)}]";
    }

    private static void AppendTypes(StringBuilder page, IEnumerable<string> fields)
    {
        foreach (var field in fields.Where(field => Observation.IsRetyped(field) || FieldTypes.Find(field) is null))
        {
            page.Append($"        // FieldTypes: {field}\n");
        }
    }

    private static string Dictionary(IReadOnlyDictionary<string, string?> entries) =>
        $"new Dictionary<string, string?> {{ {string.Join(", ", entries.Select(entry => $"[{Literal(entry.Key)}] = {Literal(entry.Value)}"))} }}";

    private static string Literals(IEnumerable<string> texts) => string.Join(", ", texts.Select(Literal));

    private static string Literal(string? text) => text is null ? "null" : JsonSerializer.Serialize(text, FirmwareJson.Options);

    private static string Page(ApiGeneration generation) => $"Contract{generation.Name.Replace("-", "", StringComparison.Ordinal)}";
}
