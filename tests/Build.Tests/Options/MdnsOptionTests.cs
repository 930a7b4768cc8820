using LoadSharing.Lab.Firmware;

namespace Build.Tests.Options;

[TestClass]
public sealed class MdnsOptionTests : BuildTest
{
    [TestMethod]
    [DataRow("--mdns=firmware", "--mdns=firmware: virtual stations have an mDNS link of their own. Leave it out, or give a native firmware with --firmware.")]
    [DataRow("--firmware-config=a=b", "--firmware-config=a=b: virtual stations take no settings. Give a native firmware with --firmware.")]
    [DataRow("--firmware-config=hostname=x", "the lab sets hostname itself, to a value of its own for each station. Leave it out.")]
    [DataRow("--firmware-config=www_http_port=1", "the lab sets www_http_port itself, to a value of its own for each station. Leave it out.")]
    [DataRow("--firmware-config=ssid", "ssid is not NAME=VALUE.")]
    public void Read_InvalidValue_NamesTheRemedy(string argument, string error) => Assert.Contains(error, Error(argument));

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Read_FirmwareOnTheHostsNetwork_NamesTheRemedy() => Assert.Contains(
        "--mdns=firmware: the stations need a namespace, and the isolation is host", Error("--mdns=firmware", "--isolation=host", "--firmware=/bin/sh"));

    [TestMethod]
    [DataRow("\x7f" + "ELF……libavahi-client.so.3", MdnsKind.Avahi)]
    [DataRow("\x7f" + "ELF……org.freedesktop.Avahi", MdnsKind.Avahi)]
    [DataRow("\x7f" + "ELF……mongoose", MdnsKind.Firmware)]
    [DataRow("#!/bin/sh", MdnsKind.Avahi)]
    [DataRow("", MdnsKind.Avahi)]
    public void Detect_Program_IsByItsText(string program, MdnsKind expected)
    {
        var file = Keep(new Scratch()).Combine("program");
        File.WriteAllText(file, program);

        Assert.AreEqual(expected, NativeFirmware.Detect(file));
    }

    private static string Error(params string[] arguments) =>
        Assert.ThrowsExactly<CakeException>(() => BuildOptions.Read(OptionSources.CommandLine(arguments))).Message;
}
