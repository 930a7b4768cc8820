using System.Text;

namespace VirtualStation.CommandLine;

/// <summary>Renders the help text of a command from its options.</summary>
internal static class HelpText
{
    private const int DescriptionColumn = 42;

    public static string Render(string command, string summary, IEnumerable<CommandOption> options, params ReadOnlySpan<string> notes)
    {
        var text = new StringBuilder($"Usage: virtual-station {command} [options]\n\n{summary}\n\nOptions:\n");
        foreach (var option in options)
        {
            var usage = $"  {option.Name}{(option.Alias is null ? "" : $", {option.Alias}")}{(option.Placeholder is null ? "" : $" {option.Placeholder}")}";
            text.Append(usage.PadRight(DescriptionColumn - 1)).Append(' ').Append(option.Description);
            if (option.Variable is not null || option.Default is not null || option.IsRepeatable)
            {
                text.Append(" [");
                text.AppendJoin("; ", new[]
                {
                    option.IsRepeatable ? "repeatable" : null,
                    option.Variable is null ? null : $"variable {option.Variable}",
                    option.Default is null ? null : $"default {option.Default}",
                }.Where(property => property is not null));
                text.Append(']');
            }

            text.Append('\n');
        }

        foreach (var note in notes)
        {
            text.Append('\n').Append(note).Append('\n');
        }

        return text.ToString();
    }
}
