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

    /// <summary>The mutant of the virtual firmware; null for none.</summary>
    public string? Mutant { get; private init; }

    /// <summary>The option with its value, for messages.</summary>
    public string Given { get; private init; } = "";

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
            [var option] => new FirmwareChoice { Image = OptionTable.FirmwareImage.Read(source), Given = option.AsGiven(source) },
            _ => new FirmwareChoice(),
        };
    }

    /// <summary>Reads <c>--base</c> or <c>--head</c>: <c>virtual</c>, <c>virtual:MUTANT</c>, a path, or an image.</summary>
    /// <exception cref="CakeException">It is missing, or none of them.</exception>
    public static FirmwareChoice ReadSide(OptionSource source, Option<string?> option)
    {
        const string Virtual = "virtual";
        const string VirtualMutant = Virtual + ":";
        var text = option.Read(source) ?? throw new CakeException(
            $"--{option.Name} is missing. Give the path of a native build, an image, virtual, or virtual:MUTANT. Example: {option.WithValue(option.Example)}.");
        var given = option.AsGiven(source);
        if (text == Virtual || text.StartsWith(VirtualMutant, StringComparison.Ordinal))
        {
            return new FirmwareChoice { Mutant = text == Virtual ? null : text[VirtualMutant.Length..], Given = given };
        }

        if (text[0] is '/' or '.' || Path.Exists(Path.GetFullPath(text, source.WorkingDirectory)))
        {
            return OfProgram(source, option, text) with { Given = given };
        }

        try
        {
            return new FirmwareChoice { Image = ImageReference.Parse(text), Given = given };
        }
        catch (FormatException error)
        {
            throw new CakeException($"{given}: not virtual or virtual:MUTANT, no such file, and {error.Message}", error);
        }
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
