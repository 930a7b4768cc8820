using Cake.Core;

namespace Build.Options;

/// <summary>The firmware to test: a program, a checkout, an image, or none of them for the virtual firmware.</summary>
internal sealed record FirmwareChoice
{
    /// <summary>The absolute path of a native build.</summary>
    public string? Program { get; private init; }

    /// <summary>The absolute path of a checkout that <c>pio run</c> builds.</summary>
    public string? Checkout { get; private init; }

    /// <summary>A container image with a native build.</summary>
    public string? Image { get; private init; }

    public bool IsVirtual => this is { Program: null, Checkout: null, Image: null };

    /// <summary>
    /// Reads the options. The command line takes precedence: a NATIVE_BINARY_PATH in the shell's environment does not forbid --firmware-source.
    /// </summary>
    /// <exception cref="CakeException">Two are given, or the given one does not exist.</exception>
    public static FirmwareChoice Read(OptionSource source)
    {
        Option[] options = [OptionTable.Firmware, OptionTable.FirmwareSource, OptionTable.FirmwareImage];
        var typed = options.Where(option => source.CommandLine(option.Name).Count > 0).ToList();
        var given = typed.Count > 0 ? typed : [.. options.Where(option => option.IsGiven(source))];
        if (given is [var first, var second, ..])
        {
            throw new CakeException(
                $"{first.AsGiven(source)} and {second.AsGiven(source)} exclude each other. "
                + "Give one: the built program, the checkout to build, or the image that contains the program.");
        }

        return given switch
        {
            [var option] when option == OptionTable.Firmware => OfProgram(source, option, OptionTable.Firmware.Read(source)!),
            [var option] when option == OptionTable.FirmwareSource => OfCheckout(source, OptionTable.FirmwareSource.Read(source)!),
            [_] => new FirmwareChoice { Image = OptionTable.FirmwareImage.Read(source) },
            _ => new FirmwareChoice(),
        };
    }

    private static FirmwareChoice OfProgram(OptionSource source, Option option, string path)
    {
        var program = Path.GetFullPath(path, source.WorkingDirectory);
        var given = source.CommandLine(option.Name).Count > 0 ? $"--{option.Name}" : option.EnvironmentVariable;
        return File.Exists(program) ? new FirmwareChoice { Program = program }
            : throw new CakeException(Directory.Exists(program)
                ? $"{given}={program}: this is a directory. Give the program in it, or the checkout with --firmware-source."
                : $"{given}={program}: file not found. Give the path of a native firmware build.");
    }

    private static FirmwareChoice OfCheckout(OptionSource source, string path)
    {
        var checkout = Path.GetFullPath(path, source.WorkingDirectory);
        return File.Exists(Path.Combine(checkout, "platformio.ini"))
            ? new FirmwareChoice { Checkout = checkout }
            : throw new CakeException(
                $"--firmware-source={checkout}: it has no platformio.ini. Give the top directory of a checkout of the WiFi firmware.");
    }
}
