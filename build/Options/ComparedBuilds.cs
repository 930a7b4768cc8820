namespace Build.Options;

/// <summary>The options of both builds that <c>--target=Compare</c> compares. They differ in the firmware, and in defaults that depend on it.</summary>
internal sealed record ComparedBuilds(BuildOptions Base, BuildOptions Head)
{
    /// <exception cref="Cake.Core.CakeException">One of both is missing or invalid.</exception>
    public static ComparedBuilds Read(OptionSource source) => new(Of(source, OptionTable.Base), Of(source, OptionTable.Head));

    private static BuildOptions Of(OptionSource source, Option<string?> option) => new(source, FirmwareChoice.ReadSide(source, option));
}
