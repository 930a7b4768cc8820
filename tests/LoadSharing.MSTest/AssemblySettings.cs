// The run settings have the number of workers.
[assembly: Parallelize(Scope = ExecutionScope.MethodLevel)]
