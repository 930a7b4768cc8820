// Each test has its own link.
[assembly: Parallelize(Scope = ExecutionScope.MethodLevel)]
