// Most tests wait for processes: more of them at once than there are cores.
[assembly: Parallelize(Workers = 4, Scope = ExecutionScope.MethodLevel)]
