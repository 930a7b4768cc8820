namespace LoadSharing.Lab.Tests.Attacks;

/// <summary>Files of another user with the names of a slot in /tmp. They blocked the slot for all users, and for good.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class BlockedSlotTests : ProcessTest
{
    [TestMethod]
    public async Task Take_FileOfAnotherUserInTmp_TakesTheSlot()
    {
        var attacker = SecondUser.Require();
        var slots = Keep(ReservedSlots.Take(1));
        var file = $"/tmp/rapi_pty_{slots[0].Number}";
        await attacker.RunAsync("ln -s /dev/pts/999999 \"$1\"", [file], Token);
        try
        {
            using var lease = new SlotAllocator(new RecordedLog(), range: slots.Range).Take(1)[0];

            Assert.AreEqual(slots[0], lease.Slot);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
