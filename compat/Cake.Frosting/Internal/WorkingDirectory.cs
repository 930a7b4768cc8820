using Cake.Core.IO;

namespace Cake.Frosting.Internal;

/// <summary>The directory a run works in, given in code.</summary>
internal sealed record WorkingDirectory(DirectoryPath Path);
