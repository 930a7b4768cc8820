using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace LoadSharing.Lab.Stations;

/// <summary>The identity of a device, as <c>OPENEVSE_CHIP_ID</c> gives it to a native firmware.</summary>
/// <param name="Value">64 bits, of which the firmware uses the low 48.</param>
internal readonly record struct ChipId(ulong Value)
{
    /// <summary>As the firmware publishes it: the low six bytes, the lowest first (facts/recorded: 0x567890abcdef is efcdab907856).</summary>
    public string DeviceId
    {
        get
        {
            Span<byte> bytes = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, Value);
            return Convert.ToHexStringLower(bytes[..6]);
        }
    }

    /// <summary>A new one: random, so no two stations of any lab share one.</summary>
    public static ChipId New()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(bytes[..6]);

        // Measured on both generations: the firmware prints its id without leading zeros, so the byte printed first must have two digits.
        return new ChipId(BinaryPrimitives.ReadUInt64LittleEndian(bytes) | 0x10);
    }

    /// <summary>As the environment variable wants it.</summary>
    public override string ToString() => $"0x{Value.ToString("x12", CultureInfo.InvariantCulture)}";
}
