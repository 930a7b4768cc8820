using System.Text;

namespace VirtualStation.Firmware.Endpoints;

/// <summary>Decodes percent-encoding as Mongoose does: <c>+</c> is not a space.</summary>
internal static class PercentEncoding
{
    /// <returns>Null if a <c>%</c> is not followed by two hexadecimal digits.</returns>
    public static string? Decode(string encoded)
    {
        var source = Encoding.UTF8.GetBytes(encoded);
        var decoded = new List<byte>(source.Length);
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] != '%')
            {
                decoded.Add(source[i]);
                continue;
            }

            if (i + 2 >= source.Length || !char.IsAsciiHexDigit((char)source[i + 1]) || !char.IsAsciiHexDigit((char)source[i + 2]))
            {
                return null;
            }

            decoded.Add(Convert.FromHexString([(char)source[i + 1], (char)source[i + 2]])[0]);
            i += 2;
        }

        return Encoding.UTF8.GetString([.. decoded]);
    }
}
