using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>Probes for names, announces services, resolves conflicts and sends goodbyes (RFC 6762 §8, §9, §10.1).</summary>
/// <param name="table">The published records.</param>
/// <param name="responder">Multicasts the announcements.</param>
/// <param name="assembler">Builds the packets.</param>
/// <param name="outbox">Sends the packets.</param>
/// <param name="random">Randomizes the delay of the first probe.</param>
/// <param name="log">Receives a line for each lost tie-break and each conflict.</param>
internal sealed class Publisher(PublishedRecordTable table, Responder responder, PacketAssembler assembler, Outbox outbox, Random random, Action<string> log)
{
    private readonly List<Publication> _publications = [];
    private readonly Queue<TimeSpan> _conflicts = [];

    public IReadOnlyList<Publication> Publications => _publications;

    public TimeSpan? NextDue => _publications.Aggregate((TimeSpan?)null, (due, publication) => Timing.Earlier(due, publication.NextAt));

    /// <exception cref="ServiceNameConflictException">This node already publishes the instance, or the host with other addresses.</exception>
    public Publication Publish(ServiceRecords service, TimeSpan now)
    {
        foreach (var other in _publications.Select(publication => publication.Service))
        {
            if (other.Instance.Equals(service.Instance))
            {
                throw new ServiceNameConflictException(service.Instance.ToString(), "this node publishes it already");
            }

            if (other.Host.Equals(service.Host) && !other.Addresses.ToHashSet().SetEquals(service.Addresses))
            {
                throw new ServiceNameConflictException(service.Host.ToString(), "this node publishes it with other addresses already");
            }
        }

        var publication = new Publication(service);
        publication.Records.AddRange(service.All().Select(entry => table.Add(entry.Record, entry.IsShared, publication)));
        _publications.Add(publication);
        StartProbing(publication, now, random.Between(TimeSpan.Zero, Timing.ProbeInterval));
        return publication;
    }

    /// <summary>Ends publications, with one goodbye for all that were announced.</summary>
    /// <param name="publications">Those that have ended before are ignored.</param>
    /// <param name="now">The time.</param>
    /// <param name="sendGoodbye">False leaves the records in the caches of other nodes until they expire.</param>
    public void Withdraw(IEnumerable<Publication> publications, TimeSpan now, bool sendGoodbye = true)
    {
        var goodbyes = new List<DnsRecord>();
        foreach (var publication in publications.Where(_publications.Contains).ToList())
        {
            var wasAnnounced = publication.IsAnnounced;
            var removed = Remove(publication, PublicationState.Withdrawn);
            publication.Established.TrySetCanceled();
            publication.Lost.TrySetCanceled();

            // Other nodes may publish services of the same type. NSEC records need no goodbye: this library does not cache them.
            goodbyes.AddRange(removed
                .Where(published => wasAnnounced && published.Record.Type != DnsType.Nsec && !published.Record.Name.Equals(ServiceRecords.TypeEnumeration))
                .Select(published => published.Record with { Ttl = 0 }));
        }

        if (sendGoodbye)
        {
            outbox.Multicast(assembler.Response(goodbyes, []), now);
        }
    }

    /// <summary>Sends the probes and announcements that are due.</summary>
    public void Advance(TimeSpan now)
    {
        var announced = new HashSet<PublishedRecord>();
        foreach (var publication in _publications.Where(publication => publication.NextAt <= now))
        {
            if (publication is { State: PublicationState.Probing, ProbesSent: < Timing.ProbeCount })
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
            responder.Multicast(announced, now);
            foreach (var publication in _publications.Where(publication => publication.State == PublicationState.Announcing))
            {
                publication.Established.TrySetResult();
            }
        }
    }

    /// <summary>Performs the tie-break if the query is a probe for a name that this node probes for.</summary>
    public void HandleQuery(DnsMessage query, TimeSpan now)
    {
        if (!query.IsProbe)
        {
            return;
        }

        foreach (var publication in _publications.Where(publication => publication is { State: PublicationState.Probing, ProbesSent: > 0 }))
        {
            var lost = Names(publication).FirstOrDefault(name =>
                query.Authorities.Where(record => record.Name.Equals(name)).ToList() is { Count: > 0 } theirs
                && TieBreak.Compare(publication.Proposed(name), theirs) < 0);
            if (lost is not null)
            {
                log($"{lost}: lost the tie-break against a simultaneous probe; probing again in {Timing.TieBreakDelay.TotalSeconds:F0} s");
                StartProbing(publication, now, Timing.TieBreakDelay);
            }
        }
    }

    /// <summary>Detects conflicts: other data for a unique record of this node (RFC 6762 §9).</summary>
    public void HandleResponse(DnsMessage response, TimeSpan now)
    {
        // One conflict per packet and publication: a second one would count as the defense of the name and end the publication.
        var conflicts = new Dictionary<Publication, DnsRecord>();
        foreach (var record in response.Records)
        {
            if (record is not { Class: DnsClass.Internet, Ttl: > 0 } || record.Type == DnsType.Nsec || table.Find(record.Key) is not null)
            {
                continue;
            }

            var contested = table.Named(record.Name).Where(published => !published.IsShared && published.Record.Type == record.Type);
            foreach (var publication in contested.SelectMany(published => published.Publications))
            {
                conflicts.TryAdd(publication, record);
            }
        }

        foreach (var (publication, record) in conflicts)
        {
            HandleConflict(publication, record, now);
        }
    }

    private static DnsName[] Names(Publication publication) => [publication.Service.Instance, publication.Service.Host];

    private void HandleConflict(Publication publication, DnsRecord theirs, TimeSpan now)
    {
        _conflicts.Enqueue(now);
        while (_conflicts.Count > Timing.MaxConflicts + 1)
        {
            _conflicts.Dequeue();
        }

        if (publication.IsAnnounced)
        {
            log($"{theirs.Name}: another node has other {theirs.Type} data for it; probing again");
            StartProbing(publication, now, TimeSpan.Zero);
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

    private void StartProbing(Publication publication, TimeSpan now, TimeSpan delay)
    {
        while (_conflicts.TryPeek(out var oldest) && now - oldest > Timing.ConflictWindow)
        {
            _conflicts.Dequeue();
        }

        publication.State = PublicationState.Probing;
        publication.ProbesSent = 0;
        publication.NextAt = now + (_conflicts.Count > Timing.MaxConflicts ? Timing.ConflictDelay : delay);
    }

    // RFC 6762 §8.1 asks for QU questions, but a unicast response would reach only one of the nodes that share the port.
    private void SendProbe(Publication publication, TimeSpan now)
    {
        var names = Names(publication);
        var questions = names.Select(name => new DnsQuestion(name, DnsType.Any));
        var proposed = names.SelectMany(publication.Proposed).Select(record => record with { CacheFlush = false });
        outbox.Multicast([assembler.Probe(questions, proposed)], now);
    }

    private IReadOnlyList<PublishedRecord> Remove(Publication publication, PublicationState state)
    {
        publication.State = state;
        publication.NextAt = null;
        _publications.Remove(publication);
        return table.Remove(publication);
    }
}
