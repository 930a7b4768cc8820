namespace LoadSharing.Lab.Tests.Attacks;

/// <summary>A firmware or an emulator copies its environment, to send tokens of CI and keys of clouds to its author.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class StolenEnvironmentTests : LabTest
{
    private const string Secret = "AWS_SECRET_ACCESS_KEY";
    private const string Setting = "EPOXY_MDNS_BLOCKING";

    [ClassInitialize]
    public static void SetVariables(TestContext context)
    {
        Assert.IsNotNull(context);
        Environment.SetEnvironmentVariable(Secret, "secret");
        Environment.SetEnvironmentVariable(Setting, "0");
    }

    [ClassCleanup]
    public static void RemoveVariables()
    {
        Environment.SetEnvironmentVariable(Secret, null);
        Environment.SetEnvironmentVariable(Setting, null);
    }

    [TestMethod]
    public async Task Environment_OfAFirmware_HasNoSecret() =>
        Assert.DoesNotContain($"{Secret}=", await EnvironmentOfAsync(program => StationKinds.WithFirmware(program)));

    [TestMethod]
    public async Task Environment_OfAFirmware_HasItsOwnSettings() =>
        Assert.Contains($"{Setting}=0\n", await EnvironmentOfAsync(program => StationKinds.WithFirmware(program)));

    [TestMethod]
    public async Task Environment_OfAnEmulator_HasNoSecret() =>
        Assert.DoesNotContain($"{Secret}=", await EnvironmentOfAsync(program => StationKinds.WithEmulator(program)));

    [TestMethod]
    [NamespaceCondition]
    public async Task Environment_OfAFirmwareInANamespace_HasNoSecret() =>
        Assert.DoesNotContain($"{Secret}=", await EnvironmentOfAsync(program => StationKinds.WithNativeFirmware(program)));

    private async Task<string> EnvironmentOfAsync(Func<string, StationKind> kind)
    {
        var scratch = Keep(new Scratch());
        var copy = scratch.Combine("environment");
        var program = await Script.WriteAsync(
            scratch.Combine("program"),
            $"""
             env >'{copy}'
             case "$*" in
               "") exec '{VirtualStation.Program}' emulator ;;
               *--mdns-link*) exec '{VirtualStation.Program}' firmware "$@" ;;
               *) exec '{VirtualStation.Program}' firmware --http-bind 0.0.0.0 --allow-remote-peers "$@" ;;
             esac
             """,
            Token);
        var lab = await StartLabAsync(kind(program));
        await using var lease = await lab.Host.Fleets.AcquireAsync(new LeaseRequest(1, "test"), Token);
        return await File.ReadAllTextAsync(copy, Token);
    }
}
