using Cake.Core;
using Cake.Frosting;

namespace Compat.Tests.Sample;

public sealed class SampleContext : FrostingContext
{
    public SampleContext(ICakeContext context, Journal journal)
        : base(context)
    {
        Journal = journal;
        journal.Add("context constructed");
    }

    public Journal Journal { get; }
}
