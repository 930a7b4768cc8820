using AwesomeAssertions.Extensibility;
using AwesomeAssertions.Formatting;

[assembly: AssertionEngineInitializer(typeof(DocumentFormatter), nameof(DocumentFormatter.Register))]

namespace LoadSharing.MSTest.Support;

/// <summary>Shows the firmware's documents in a failure by their own text, in one line. AwesomeAssertions would list the members of a record.</summary>
internal sealed class DocumentFormatter : IValueFormatter
{
    public static void Register() => Formatter.AddFormatter(new DocumentFormatter());

    public bool CanHandle(object value) => value?.GetType().Namespace == typeof(Station).Namespace;

    public void Format(object value, FormattedObjectGraph formattedGraph, FormattingContext context, FormatChild formatChild)
    {
        ArgumentNullException.ThrowIfNull(formattedGraph);
        formattedGraph.AddFragment($"{value}");
    }
}
