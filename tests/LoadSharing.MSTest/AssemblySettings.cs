// Tests mostly wait, each on stations of its own: how many run at once is the lab's to say. Zero is one worker a core;
// `dotnet test -- MSTest.Parallelize.Workers=N` or a .runsettings file overrides it.
[assembly: Parallelize(Scope = ExecutionScope.MethodLevel, Workers = 0)]
