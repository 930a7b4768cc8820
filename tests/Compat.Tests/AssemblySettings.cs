// Each test runs a process of its own.
[assembly: Parallelize(Scope = ExecutionScope.MethodLevel, Workers = 0)]
