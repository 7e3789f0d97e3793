using Commissioning.Domain.Accounts;

namespace Commissioning.Features.Casework;

/// <summary>A part of the record of an organisation.</summary>
public enum OrganisationPart
{
    /// <summary>Who it is, its funding history and the newest notes.</summary>
    Overview,
    People,
    Applications,
    Awards,
    Payments,
    Returns,
    Documents,
    Messages,
    Checks,
    Links,
}

public static class OrganisationParts
{
    /// <summary>The permission of the room that the part comes from.</summary>
    public static Permission Needs(this OrganisationPart part) =>
        part switch
        {
            OrganisationPart.Overview or OrganisationPart.Applications or OrganisationPart.Documents => Permission.ViewRounds,
            OrganisationPart.People or OrganisationPart.Checks or OrganisationPart.Links => Permission.ViewDueDiligence,
            _ => Permission.ViewAwards,
        };

    public static string Name(this OrganisationPart part) =>
        part switch
        {
            OrganisationPart.Returns => "Returns and visits",
            OrganisationPart.Messages => "Letters and e-mail",
            OrganisationPart.Checks => "Flags and checks",
            OrganisationPart.Links => "Links to others",
            _ => part.ToString(),
        };
}
