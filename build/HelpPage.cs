using System.Globalization;
using System.Text;
using Build.Options;

namespace Build;

/// <summary>The page that <c>--target=Help</c> prints.</summary>
internal static class HelpPage
{
    private const int Width = 110;
    private const int Column = 30;

    /// <summary>Renders it from the targets' attributes and the table of options.</summary>
    public static string Render()
    {
        var page = new StringBuilder();
        page.Append("""
            Multi-station integration tests for OpenEVSE load sharing.

            USAGE
              ./build.sh --target=NAME [--option=value …]

            TARGETS

            """);
        foreach (var (name, description) in CommandLineCheck.Targets.Where(target => target.Description.Length > 0))
        {
            Append(page, name, description);
        }

        page.Append("\nOPTIONS (the environment variable is read when the option is not given)\n");
        foreach (var option in OptionTable.All)
        {
            Append(page, option.Usage, $"{option.Description} Default: {option.DefaultText}. [{option.EnvironmentVariable}; {string.Join(", ", option.Targets)}]");
        }

        page.Append("""

            EXAMPLES
              ./build.sh --target=IntegrationTests
                  the whole suite on virtual stations, nothing else needed
              ./build.sh --target=IntegrationTests --firmware=.pio/build/native_openevse/program
                  the whole suite on a native firmware build, emulators in Docker
              ./build.sh --target=IntegrationTests --instances=3 --filter="FullyQualifiedName~Discover"
                  only the discovery test, with three stations
              ./build.sh --target=Up --stations=4
                  four stations to play with; tests can be started from an IDE meanwhile
              ./build.sh --target=Cleanup
                  removes what a killed run left behind
            """);
        return page.ToString();
    }

    private static void Append(StringBuilder page, string term, string text)
    {
        page.Append(CultureInfo.InvariantCulture, $"  {term}");
        var used = term.Length + 2;
        if (used > Column - 2)
        {
            page.Append('\n');
            used = 0;
        }

        foreach (var word in text.Split(' '))
        {
            if (used > Column && used + 1 + word.Length > Width)
            {
                page.Append('\n');
                used = 0;
            }

            var gap = used <= Column ? Column - used : 1;
            page.Append(' ', gap).Append(word);
            used += gap + word.Length;
        }

        page.Append('\n');
    }
}
