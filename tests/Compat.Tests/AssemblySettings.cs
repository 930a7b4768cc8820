// Each test starts its own process.
[assembly: Parallelize(Scope = ExecutionScope.MethodLevel, Workers = 0)]
