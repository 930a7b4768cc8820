using System.Diagnostics;

namespace Build.Tests.Support;

/// <summary>Runs a test only if a Docker engine answers and imported images can run on this machine.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class DockerConditionAttribute : ConditionBaseAttribute
{
    private static readonly Lazy<bool> Answers = new(EngineAnswers);

    public DockerConditionAttribute()
        : base(ConditionMode.Include) => IgnoreMessage = "Requires Linux and a Docker engine, and `docker version` fails. .ci/docker-engine starts one.";

    public override string GroupName => nameof(DockerConditionAttribute);

    public override bool IsConditionMet => OperatingSystem.IsLinux() && Answers.Value;

    private static bool EngineAnswers()
    {
        try
        {
            using var docker = Process.Start(new ProcessStartInfo("docker", ["version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            docker.StandardOutput.ReadToEnd();
            docker.WaitForExit();
            return docker.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
