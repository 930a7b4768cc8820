using LoadSharing.Lab;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;

namespace Build.Suite;

/// <summary>The live page of a lab: prints its address, which has the token, and opens it in a browser.</summary>
/// <param name="context">The build.</param>
/// <param name="lab">The lab.</param>
internal sealed class LivePage(BuildContext context, LabHost lab)
{
    private static readonly string[] DesktopVariables = ["DISPLAY", "WAYLAND_DISPLAY"];

    // A command line can be read by other users, so the browser gets a file that leads to the address. It is in the checkout, because browsers that are
    // installed as a snap read no hidden or temporary directories.
    private readonly string _file = Path.ChangeExtension(context.Repository.LabConnectionPath, "html");

    /// <summary>Whether a person sees the output, which is not kept in a log.</summary>
    public static bool IsSeen => !Console.IsOutputRedirected && !IsInContinuousIntegration;

    // Others can read the output, also if CI gives the build a terminal.
    private static bool IsInContinuousIntegration => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI"));

    /// <summary>The line that tells where the page is.</summary>
    public string Line => IsInContinuousIntegration
        ? $"Live page: {lab.Url}?token=TOKEN, token in {context.Repository.LabConnectionPath}"
        : $"Live page: {lab.PageUrl}";

    /// <summary>Opens the page in the user's browser.</summary>
    /// <returns>A line for the user: the program that opens it, or the reason why none does.</returns>
    public string Open()
    {
        var program = OperatingSystem.IsWindows() ? "explorer" : OperatingSystem.IsMacOS() ? "open" : "xdg-open";
        if (OperatingSystem.IsLinux() && DesktopVariables.All(name => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name))))
        {
            return $"--open: there is no desktop ({string.Join(" and ", DesktopVariables)} are not set). Open the live page's address in a browser.";
        }

        if (!SearchPath.Find(program).Any())
        {
            return $"--open: {program} is not on PATH. Open the live page's address in a browser.";
        }

        File.Delete(_file);
        using (var file = new StreamWriter(PrivateFiles.CreateFile(_file)))
        {
            file.WriteLine($"<!DOCTYPE html><meta http-equiv=\"refresh\" content=\"0; url={lab.PageUrl}\"><title>Load-sharing lab</title>");
        }

        // It is not disposed of, because that would end the browser if it is a child of the program.
        ChildProcess.Start(new ProcessCommand(program, [_file]), Path.Combine(lab.Session.Logs, "browser.log"), context.Timeouts);
        return $"--open: {program} opens the live page.";
    }

    /// <summary>Deletes the file that leads to the page.</summary>
    public void Close() => File.Delete(_file);
}
