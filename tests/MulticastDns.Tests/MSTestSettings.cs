// Tests have links of their own, so they run side by side.
[assembly: Parallelize(Scope = ExecutionScope.MethodLevel)]
