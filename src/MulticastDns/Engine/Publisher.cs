using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>Takes services on the air and off again: probing, announcing, conflicts, goodbye (RFC 6762 §8, §9, §10.1).</summary>
/// <param name="table">The own records.</param>
/// <param name="answerer">Multicasts them.</param>
/// <param name="assembler">Makes packets.</param>
/// <param name="outbox">Takes them.</param>
/// <param name="random">Spreads first probes.</param>
/// <param name="log">Receives a line for each lost tie or name.</param>
internal sealed class Publisher(OwnRecordTable table, Answerer answerer, PacketAssembler assembler, Outbox outbox, Random random, Action<string> log)
{
    private readonly List<Publication> _publications = [];
    private readonly Queue<TimeSpan> _conflicts = [];

    public IReadOnlyList<Publication> Publications => _publications;

    public TimeSpan? NextDue => _publications.Aggregate((TimeSpan?)null, (due, publication) => Timing.Earlier(due, publication.NextAt));

    /// <exception cref="ServiceNameConflictException">This node publishes the name already.</exception>
    public Publication Add(ServiceNames names, TimeSpan now)
    {
        foreach (var other in _publications.Select(publication => publication.Names))
        {
            if (other.Instance.Equals(names.Instance))
            {
                throw new ServiceNameConflictException(names.Instance.ToString(), "this node publishes it already");
            }

            if (other.Host.Equals(names.Host) && !other.Addresses.ToHashSet().SetEquals(names.Addresses))
            {
                throw new ServiceNameConflictException(names.Host.ToString(), "this node publishes it with other addresses already");
            }
        }

        var publication = new Publication(names);
        publication.Records.AddRange(names.Records().Select(entry => table.Add(entry.Record, entry.IsShared, publication)));
        _publications.Add(publication);
        Probe(publication, now, random.Between(TimeSpan.Zero, Timing.ProbeInterval));
        return publication;
    }

    /// <summary>Takes publications off the air; those that were announced say goodbye, in common packets.</summary>
    public void Withdraw(IEnumerable<Publication> publications, TimeSpan now)
    {
        var goodbyes = new List<DnsRecord>();
        foreach (var publication in publications.Where(_publications.Contains).ToList())
        {
            var wasOnAir = publication.IsAnswering;
            var orphans = End(publication);

            // Other stations have services of the type too: it isn't ours to end. NSEC isn't kept by anyone for long.
            goodbyes.AddRange(orphans
                .Where(own => wasOnAir && own.Record.Type != DnsType.Nsec && !own.Record.Name.Equals(ServiceNames.MetaQuery))
                .Select(own => own.Record with { Ttl = 0 }));
        }

        outbox.Multicast(assembler.Response(goodbyes, []), now);
    }

    /// <summary>Ends all publications without a goodbye.</summary>
    public void Abandon()
    {
        foreach (var publication in Publications.ToList())
        {
            End(publication);
        }
    }

    /// <summary>Sends probes and announcements that are due.</summary>
    public void Advance(TimeSpan now)
    {
        var announced = new HashSet<OwnRecord>();
        foreach (var publication in _publications.Where(publication => publication.NextAt <= now))
        {
            if (publication is { State: PublicationState.Probing, ProbesSent: < Timing.Probes })
            {
                SendProbe(publication, now);
                publication.ProbesSent++;
                publication.NextAt = now + Timing.ProbeInterval;
                continue;
            }

            announced.UnionWith(publication.Records);
            var isFirst = publication.State == PublicationState.Probing;
            publication.State = isFirst ? PublicationState.Announcing : PublicationState.Established;
            publication.NextAt = isFirst ? now + Timing.AnnouncementInterval : null;
        }

        if (announced.Count > 0)
        {
            answerer.Multicast(announced, now);
            foreach (var publication in _publications.Where(publication => publication.State == PublicationState.Announcing))
            {
                publication.Established.TrySetResult();
            }
        }
    }

    /// <summary>Settles who goes on when another node probes for a name that is being probed for here.</summary>
    public void HandleQuery(DnsMessage query, TimeSpan now)
    {
        if (query.Authorities.IsEmpty)
        {
            return;
        }

        foreach (var publication in _publications.Where(publication => publication is { State: PublicationState.Probing, ProbesSent: > 0 }))
        {
            foreach (var name in (DnsName[])[publication.Names.Instance, publication.Names.Host])
            {
                var theirs = query.Authorities.Where(record => record.Name.Equals(name)).ToList();
                if (theirs.Count > 0 && TieBreak.Compare(publication.Proposed(name), theirs) < 0)
                {
                    log($"{name}: another node probes for it at the same time and goes first; trying again in {Timing.TieBreakDelay.TotalSeconds:F0} s");
                    Probe(publication, now, Timing.TieBreakDelay);
                    break;
                }
            }
        }
    }

    /// <summary>Looks for other content under own names: while probing the name is lost, later it is probed for again.</summary>
    public void HandleResponse(DnsMessage response, TimeSpan now)
    {
        // Other service and other text in one packet are one conflict, not one to probe for and one that loses the name.
        var conflicts = new Dictionary<Publication, DnsRecord>();
        foreach (var record in response.Answers.Concat(response.Additionals))
        {
            if (record is not { Class: DnsClass.Internet, Ttl: > 0 } || record.Type == DnsType.Nsec || table.Find(record.Key) is not null)
            {
                continue;
            }

            var contested = table.Named(record.Name).Where(own => !own.IsShared && own.Record.Type == record.Type);
            foreach (var publication in contested.SelectMany(own => own.Owners))
            {
                conflicts.TryAdd(publication, record);
            }
        }

        foreach (var (publication, record) in conflicts)
        {
            HandleConflict(publication, record, now);
        }
    }

    private void HandleConflict(Publication publication, DnsRecord theirs, TimeSpan now)
    {
        _conflicts.Enqueue(now);
        while (_conflicts.Count > Timing.ManyConflicts + 1)
        {
            _conflicts.Dequeue();
        }

        if (publication.IsAnswering)
        {
            log($"{theirs.Name}: another node has other {theirs.Type} data for it; probing again");
            Probe(publication, now, TimeSpan.Zero);
            return;
        }

        var conflict = new ServiceNameConflictException(theirs.Name.ToString(), $"another node has other {theirs.Type} data for it");
        log(conflict.Message);
        Remove(publication, PublicationState.Lost);
        if (!publication.Established.TrySetException(conflict))
        {
            publication.Lost.TrySetResult(conflict);
        }
    }

    private void Probe(Publication publication, TimeSpan now, TimeSpan delay)
    {
        while (_conflicts.TryPeek(out var oldest) && now - oldest > Timing.ConflictWindow)
        {
            _conflicts.Dequeue();
        }

        publication.State = PublicationState.Probing;
        publication.ProbesSent = 0;
        publication.NextAt = now + (_conflicts.Count > Timing.ManyConflicts ? Timing.ConflictDelay : delay);
    }

    // As QM: a unicast answer would reach any one of the nodes that share the port.
    private void SendProbe(Publication publication, TimeSpan now)
    {
        DnsName[] names = [publication.Names.Instance, publication.Names.Host];
        outbox.Multicast(
            assembler.Probe(
                names.Select(name => new DnsQuestion(name, DnsType.Any)),
                names.SelectMany(publication.Proposed).Select(record => record with { CacheFlush = false })),
            now);
    }

    private IReadOnlyList<OwnRecord> End(Publication publication)
    {
        var orphans = Remove(publication, PublicationState.Withdrawn);
        publication.Established.TrySetCanceled();
        publication.Lost.TrySetCanceled();
        return orphans;
    }

    private IReadOnlyList<OwnRecord> Remove(Publication publication, PublicationState state)
    {
        publication.State = state;
        publication.NextAt = null;
        _publications.Remove(publication);
        return table.Remove(publication);
    }
}
