using System.Text;

namespace VirtualStation.Rapi;

/// <summary>Cuts what arrives into lines: each ends at CR or LF, empty ones are dropped. One byte is one character.</summary>
internal sealed class RapiLines
{
    private const int MaximumLength = 1024;
    private readonly StringBuilder _line = new();

    public IEnumerable<string> Add(ReadOnlyMemory<byte> received)
    {
        foreach (var character in Encoding.Latin1.GetString(received.Span))
        {
            if (character is not ('\r' or '\n'))
            {
                // Noise without a line end must not grow for ever.
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
