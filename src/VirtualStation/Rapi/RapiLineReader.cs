using System.Text;

namespace VirtualStation.Rapi;

/// <summary>Splits received bytes (Latin-1) into lines. A line ends at CR or LF; empty lines are skipped.</summary>
internal sealed class RapiLineReader
{
    private const int MaximumLength = 1024;
    private readonly StringBuilder _line = new();

    /// <summary>Returns the lines that the received bytes complete.</summary>
    public IEnumerable<string> Read(ReadOnlyMemory<byte> received)
    {
        foreach (var character in Encoding.Latin1.GetString(received.Span))
        {
            if (character is not ('\r' or '\n'))
            {
                // Limits memory if a faulty line never sends a line end.
                if (_line.Length < MaximumLength)
                {
                    _line.Append(character);
                }

                continue;
            }

            var line = _line.ToString().Trim();
            _line.Clear();
            if (line.Length > 0)
            {
                yield return line;
            }
        }
    }
}
