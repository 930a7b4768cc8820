using StationTime;
using VirtualStation.Emulator;

namespace VirtualStation.Tests.Emulator;

/// <summary><c>--behaviour</c>: where the public emulator and a real charger differ.</summary>
[TestClass]
public sealed class ChargerBehaviourTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [TestMethod]
    [DataRow("Public", "$OK")]
    [DataRow("Charger", "$OK 16")]
    public void Execute_NewPilot_IsConfirmedByCharger(string behaviour, string response) => Assert.AreEqual(response, Execute(behaviour, "$SC 16 V"));

    [TestMethod]
    [DataRow("Public", "$OK 6 80 32 32")]
    [DataRow("Charger", "$OK 6 80 16 32")]
    public void Execute_LimitsAfterNewPilot_ShowPilotOfCharger(string behaviour, string response) =>
        Assert.AreEqual(response, Execute(behaviour, "$SC 16 V", "$GC"));

    [TestMethod]
    [DataRow("Public", "$OK FD 0 01 0000")]
    [DataRow("Charger", "$OK FE 0 01 0000")]
    public void Execute_StateInSleep_DiffersByBehaviour(string behaviour, string response) => Assert.AreEqual(response, Execute(behaviour, "$FS", "$GS"));

    [TestMethod]
    [DataRow("Public", 16)]
    [DataRow("Charger", 0)]
    public void TransferEnergy_SleepWhileCharging_DrawsByBehaviour(string behaviour, int amps)
    {
        var charging = Tick(Tick(Plugged(behaviour)));

        var asleep = Tick(charging with { Evse = ChargerRules.Sleep(charging.Evse) });

        Assert.AreEqual(amps, asleep.Evse.ActualAmps);
    }

    [TestMethod]
    [DataRow("Public", EvseState.NotConnected)]
    [DataRow("Charger", EvseState.Connected)]
    public void ReadPilot_CarConnectedInSleep_IsSeenByCharger(string behaviour, object state)
    {
        var plugged = Plugged(behaviour);

        Assert.AreEqual(state, Tick(plugged with { Evse = ChargerRules.Sleep(plugged.Evse) }).Evse.PilotState);
    }

    [TestMethod]
    public void ReadPilot_ChargerWoken_Charges()
    {
        var plugged = Plugged("Charger");
        var asleep = Tick(Tick(plugged with { Evse = ChargerRules.Sleep(plugged.Evse) }));

        var awake = Tick(Tick(asleep with { Evse = asleep.Evse with { IsAsleep = false } }));

        Assert.AreEqual(EvseState.Charging, awake.Evse.State);
    }

    [TestMethod]
    [DataRow("Public", 40)]
    [DataRow("Charger", 16)]
    public void TransferEnergy_DirectCurrentAbovePilot_DrawsByBehaviour(string behaviour, int amps)
    {
        var plugged = Plugged(behaviour);

        var charging = Tick(Tick(plugged with { Vehicle = plugged.Vehicle with { IsDirectMode = true, DirectAmps = 40 } }));

        Assert.AreEqual(amps, charging.Evse.ActualAmps);
    }

    private static string Execute(string behaviour, params string[] commands)
    {
        var rapi = new RapiCommands(new ChargerSimulation(new SimulatedTime(1), Second, Enum.Parse<EmulatorBehaviour>(behaviour)));
        var responses = commands.Select(command => rapi.Execute(command, Assert.Fail)).ToList();
        return responses[^1].Split('^')[0];
    }

    private static ChargerState Plugged(string behaviour) => new(
        new Evse { Behaviour = Enum.Parse<EmulatorBehaviour>(behaviour), CapacityAmps = 16 }, new Vehicle { IsConnected = true, RequestsCharge = true });

    private static ChargerState Tick(ChargerState state) => ChargerRules.TransferEnergy(ChargerRules.ReadPilot(state, Second), Second, random: 0);
}
