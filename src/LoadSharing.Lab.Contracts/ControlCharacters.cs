using System.Text;

namespace LoadSharing.Lab.Contracts;

/// <summary>
/// Control characters in texts of firmwares, emulators and tools. A terminal or a CI runner would execute them: change colours or the window's title,
/// overwrite lines, hide text.
/// </summary>
public static class ControlCharacters
{
    /// <summary>
    /// Replaces C0 and C1 control characters and DEL by their code, such as <c>\u001b</c>. Line feeds and tabs stay; CR LF becomes LF. Escaping twice has the
    /// result of escaping once.
    /// </summary>
    public static string Escape(string text)
    {
        if (!text.Any(IsEscaped))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text.Replace("\r\n", "\n", StringComparison.Ordinal))
        {
            if (IsEscaped(letter))
            {
                escaped.Append($"\\u{(int)letter:x4}");
            }
            else
            {
                escaped.Append(letter);
            }
        }

        return escaped.ToString();
    }

    private static bool IsEscaped(char letter) => char.IsControl(letter) && letter is not ('\n' or '\t');
}
