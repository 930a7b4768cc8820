namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of what a group keeps over a restart.</summary>
internal static class GroupRestartMutants
{
    private const string Category = "group-restart";

    internal sealed class RoleAloneLost() : GroupMutant(
        "role-alone-lost", Category, "A role that comes with no other changed setting is in effect, but is not stored.")
    {
        public override bool SavesRoles => false;
    }
}
