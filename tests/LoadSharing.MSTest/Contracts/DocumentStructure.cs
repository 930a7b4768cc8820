using System.Text.Json;

namespace LoadSharing.MSTest.Contracts;

/// <summary>The strict check of a document's fields. Only tests of the structure use it; other tests read what they need and ignore the rest.</summary>
internal static class DocumentStructure
{
    /// <summary>Asserts that an object has exactly these fields, each with its type.</summary>
    /// <param name="what">The object, as the subject of the failure.</param>
    public static void ShouldHaveExactly(this JsonElement document, IReadOnlyList<string> fields, string what)
    {
        if (document.ValueKind != JsonValueKind.Object)
        {
            throw new AssertFailedException($"Expected {what} to be an object, but it is {document.GetRawText()}");
        }

        var actual = document.EnumerateObject().ToList();
        List<string> differences =
        [
            .. fields.Except(actual.Select(field => field.Name)).Select(field => $"{SuiteFailures.FieldIsMissing} {field}"),
            .. actual.Where(field => !fields.Contains(field.Name)).Select(field => $"it has the unknown field {field.Name}"),
            .. actual.Where(field => fields.Contains(field.Name) && !field.Value.Has(FieldTypes.Of(field.Name)))
                .Select(field => $"its {field.Name} is {field.Value.GetRawText()} instead of {Describe(FieldTypes.Of(field.Name))}"),
            .. actual.GroupBy(field => field.Name).Where(same => same.Count() > 1).Select(same => $"it has {same.Key} {same.Count()} times"),
        ];
        if (differences.Count > 0)
        {
            throw new AssertFailedException(
                $"Expected {what} to have the fields {string.Join(", ", fields)}, but {string.Join("; ", differences)}: {document.GetRawText()}");
        }
    }

    private static string Describe(FieldType type) => type switch
    {
        FieldType.Text => "a string",
        FieldType.Flag => "true or false",
        FieldType.WholeNumber => "a whole number",
        FieldType.Number => "a number",
        FieldType.List => "an array",
        _ => "an object",
    };
}
