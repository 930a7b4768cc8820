using Build;
using Cake.Frosting;

using var run = new BuildRun();
return run.Complete(new CakeHost()
    .ConfigureServices(run.AddTo)
    .UseContext<BuildContext>()
    .UseLifetime<BuildLifetime>()
    .Run(args), args);
