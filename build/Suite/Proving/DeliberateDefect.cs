namespace Build.Suite.Proving;

/// <summary>A deliberate bug of the virtual firmware, as its program lists it.</summary>
/// <param name="Name">What <c>--mutant</c> calls it.</param>
/// <param name="StandsFor">The mistake of a real firmware that it stands for, as a sentence.</param>
internal sealed record DeliberateDefect(string Name, string StandsFor);
