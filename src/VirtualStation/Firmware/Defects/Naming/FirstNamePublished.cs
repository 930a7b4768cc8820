using MulticastDns;
using VirtualStation.Firmware.Storage;

namespace VirtualStation.Firmware.Defects.Naming;

internal sealed class FirstNamePublished() : Defect("first-name-published", "The published name is written at the first boot, and a later change of the setting never reaches it.")
{
    private string _file = "";

    public override IPeerStore Store(IPeerStore store, string file)
    {
        _file = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(file))!, "first-name");
        return store;
    }

    public override ServiceProfile Profile(ServiceProfile profile)
    {
        if (!File.Exists(_file))
        {
            File.WriteAllText(_file, profile.Instance);
        }

        var name = File.ReadAllText(_file);
        return profile with { Instance = name, HostName = name };
    }
}
