using System.Text;

namespace VirtualStation.CommandLine;

/// <summary>The help of a sub-command, from its options.</summary>
internal static class HelpText
{
    private const int DescriptionColumn = 42;

    public static string Of(string command, string summary, IEnumerable<Option> options, params ReadOnlySpan<string> notes)
    {
        var text = new StringBuilder($"Usage: virtual-station {command} [options]\n\n{summary}\n\nOptions:\n");
        foreach (var option in options)
        {
            var left = $"  {option.Name}{(option.Alias is null ? "" : $", {option.Alias}")}{(option.Placeholder is null ? "" : $" {option.Placeholder}")}";
            text.Append(left.PadRight(DescriptionColumn - 1)).Append(' ').Append(option.Description);
            if (option.Variable is not null || option.Default is not null || option.Repeatable)
            {
                text.Append(" [");
                text.AppendJoin("; ", new[]
                {
                    option.Repeatable ? "repeatable" : null,
                    option.Variable is null ? null : $"variable {option.Variable}",
                    option.Default is null ? null : $"default {option.Default}",
                }.Where(part => part is not null));
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
