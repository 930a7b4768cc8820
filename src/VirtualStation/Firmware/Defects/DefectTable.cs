using VirtualStation.Firmware.Contracts;
using VirtualStation.Firmware.Defects.Adding;
using VirtualStation.Firmware.Defects.Deleting;
using VirtualStation.Firmware.Defects.Discovery;
using VirtualStation.Firmware.Defects.Naming;
using VirtualStation.Firmware.Defects.Persistence;
using VirtualStation.Firmware.Defects.Process;
using VirtualStation.Firmware.Defects.Reciprocal;
using VirtualStation.Firmware.Defects.Structure;

namespace VirtualStation.Firmware.Defects;

/// <summary>Every deliberate defect, area by area.</summary>
internal static class DefectTable
{
    /// <summary>One of each, made anew: stations that share a process have nothing else in common.</summary>
    public static IReadOnlyList<Defect> All =>
    [
        new SelfListed(),
        new SelfHidden(),
        new NeighbourLost(),
        new NeverOffline(),
        new OfflineDropped(),
        new RowsRepeated(),
        new RowsDoubledInASweep(),
        new WrongPort(),
        new WrongAddress(),
        new NoAddress(),
        new OneIdForAll(),
        new DiscoverIgnored(),
        new DiscoverBlocks(),
        new SweepsOnlyWhenAsked(),
        new FirstSweepOnly(),
        new DiscoverAnswersOtherwise(),
        new DiscoverRateLimited(),
        new DiscoveredJoined(),

        new AddForgotten(),
        new AddedNotJoined(),
        new JoinedNotSaved(),
        new DuplicateRow(),
        new DuplicateIsNew(),
        new DuplicateEvicts(),
        new AddIsCreated(),
        new OneMessageForAllErrors(),
        new HostLowerCased(),
        new HostNotTrimmed(),
        new NoFormatCheck(),
        new OwnHostAccepted(),
        new ContentTypeRequired(),
        new Ipv6Refused(),
        new PortDropped(),
        new LongHostCut(),
        new ListCapped(),
        new ConcurrentAddLost(),

        new DeleteKeepsJoined(),
        new DeleteTakesTheFirst(),
        new DeleteByPrefix(),
        new DeleteOfUnknownIsDone(),
        new PathNotDecoded(),
        new DeleteNotSaved(),
        new DeleteWithoutHost(),

        new LostOnKill(),
        new StoredLate(),
        new HalfWrittenFile(),
        new LoadedTwice(),
        new AllRowsSaved(),

        new FieldMissing(),
        new FlagAsText(),
        new IdOfManualRow(),
        new ListAsPlainText(),
        new ErrorAsHtml(),
        new Utf8Lost(),
        new MethodNotChecked(),
        new AnyMethodDoes(),

        new ReciprocalLoop(),
        new NobodyTold(),
        new RemovalNotTold(),
        new WrongHostTold(),
        new AlwaysReciprocal(),
        new MemberNotReadOnly(),
        new ToldAllTheSame(),

        new IdIgnored(),
        new RenameLeavesTheGroup(),
        new FirstNamePublished(),
        new ConflictNumbered(),

        new CrashOnDelete(),
        new HangOnDuplicate(),
        new DiscoverLeaks(),
    ];

    /// <returns>Null where there is none of that name, or the contract has nothing that it could break.</returns>
    public static Defect? Find(string name, Contract contract) => All.FirstOrDefault(defect => defect.Name == name && defect.IsIn(contract));

    /// <summary>A line for each defect of a contract: its name, blanks, and what it stands for.</summary>
    public static string Describe(Contract contract)
    {
        var defects = All.Where(defect => defect.IsIn(contract)).ToList();
        var column = defects.Max(defect => defect.Name.Length) + 2;
        return string.Concat(defects.Select(defect => $"{defect.Name.PadRight(column)}{defect.StandsFor}\n"));
    }
}
