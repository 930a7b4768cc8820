using Build;
using Cake.Frosting;

using var run = new BuildRun();
return run.Complete(new CakeHost()
    .ConfigureServices(run.AddServices)
    .UseContext<BuildContext>()
    .UseLifetime<BuildLifetime>()
    .Run(args));
