using Microsoft.Extensions.Time.Testing;
using VirtualStation.Bridge;

namespace VirtualStation.Tests.Bridge;

[TestClass]
public sealed class SerialLineTests
{
    private readonly FakeTimeProvider _time = new();

    [TestMethod]
    public void Passes_AnswerToTheLastCommand_IsTrue()
    {
        var line = new SerialLine(_time);
        line.OnCommand();

        Assert.IsTrue(line.Passes("$OK 8.2.1 5.0.1^2A"));
    }

    [TestMethod]
    public void Passes_AnswerAfterTheNextCommand_IsFalse()
    {
        var line = new SerialLine(_time);
        line.OnCommand();
        line.OnCommand();

        Assert.IsFalse(line.Passes("$OK late"));
    }

    [TestMethod]
    public void Passes_AnswerAfterALostConnection_IsTrue()
    {
        var line = new SerialLine(_time);
        line.OnCommand();
        line.Clear();
        line.OnCommand();

        Assert.IsTrue(line.Passes("$OK 8.2.1 5.0.1^2A"));
    }

    [TestMethod]
    public void Passes_AnswerAfterTheFirmwareGaveUp_IsFalse()
    {
        var line = new SerialLine(_time);
        line.OnCommand();
        _time.Advance(TimeSpan.FromMilliseconds(450));

        Assert.IsFalse(line.Passes("$OK 5 6 0"));
    }

    [TestMethod]
    public void Passes_AnswerBehindALateOne_IsTrue()
    {
        var line = new SerialLine(_time);
        line.OnCommand();
        line.OnCommand();
        line.Passes("$OK late");

        Assert.IsTrue(line.Passes("$NK^21"));
    }

    [TestMethod]
    public void Passes_NotificationBeforeALateAnswer_IsTrue()
    {
        var line = new SerialLine(_time);
        line.OnCommand();
        line.OnCommand();

        Assert.IsTrue(line.Passes("$AT 03 20 20 0140"));
    }

    [TestMethod]
    public void Passes_AnswerAfterALostOne_IsTrue()
    {
        var line = new SerialLine(_time);
        line.OnCommand();
        _time.Advance(TimeSpan.FromMilliseconds(11_000));
        line.OnCommand();

        Assert.IsTrue(line.Passes("$OK"));
    }
}
