namespace Commissioning.Domain.Publishing;

/// <summary>How the office is known to 360Giving. Every identifier in the file is built on it, so it does not change once others have the
/// file.</summary>
/// <param name="Prefix">The office's publisher prefix, such as 360G-example: 360Giving gives it to each publisher.</param>
/// <param name="OrganisationId">The office in a register of organisations, as prefix and number.</param>
/// <param name="PoliceArea">The police force area, as the Office for National Statistics codes it, such as E23000021.</param>
/// <param name="IsOurs">The office has entered none, so these are the portal's.</param>
public sealed record GivingIdentity(string Prefix, string OrganisationId, string PoliceArea, bool IsOurs)
{
    /// <summary>Stands in until 360Giving has given the office its own. Default, not OPCC policy.</summary>
    public static readonly GivingIdentity Ours = new("360G-opccllr", "360G-opccllr-OFFICE", "E23000021", true);
}
