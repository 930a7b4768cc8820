namespace Build;

/// <summary>The .NET command line that runs this build.</summary>
internal static class DotNet
{
    /// <summary>Its program: the very one that runs this process, else the one on PATH.</summary>
    public static string Program
    {
        get
        {
            var own = Environment.ProcessPath;
            return own is not null && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet";
        }
    }
}
