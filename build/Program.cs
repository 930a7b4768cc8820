using Build;
using Cake.Frosting;

using var run = new BuildRun();
using var traces = Traces.Export();
return HomeDirectory.FindError(Environment.GetEnvironmentVariable) is { } error
    ? run.Fail(error)
    : run.Complete(new CakeHost()
        .ConfigureServices(run.AddTo)
        .UseContext<BuildContext>()
        .UseSetup<BuildSetup>()
        .Run(args), args);
