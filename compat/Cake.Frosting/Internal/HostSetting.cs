namespace Cake.Frosting.Internal;

/// <summary>A setting of Cake's given in code.</summary>
internal sealed record HostSetting(string Key, string Value);
