using System.Security.Cryptography;

namespace Build.Results;

/// <summary>
/// The commands that a runner of GitHub Actions executes when a line of output has them, such as <c>::error::</c> or <c>##[add-mask]</c>. A firmware's output
/// may have them, so the runner ignores all commands except those of the build.
/// </summary>
/// <param name="isWorkflow">Whether GITHUB_ACTIONS says that this is a workflow run. Otherwise nothing is written.</param>
internal sealed class WorkflowCommands(bool isWorkflow)
{
    private const int TokenLength = 32;

    private string? _token;

    /// <summary>Makes the runner ignore commands until <see cref="Resume"/>, which only the holder of a random token can order.</summary>
    public void Stop()
    {
        if (isWorkflow)
        {
            // The runner reads both streams separately: a line of standard error could arrive after commands are resumed.
            Console.SetError(Console.Out);
            _token = RandomNumberGenerator.GetHexString(TokenLength, lowercase: true);
            Console.WriteLine($"::stop-commands::{_token}");
        }
    }

    /// <summary>Makes the runner execute commands again.</summary>
    public void Resume()
    {
        if (_token is not null)
        {
            Console.WriteLine($"::{_token}::");
            _token = null;
        }
    }
}
