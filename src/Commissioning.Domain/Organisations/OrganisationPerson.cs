namespace Commissioning.Domain.Organisations;

/// <summary>A member of an organisation, and what they may do for it.</summary>
public sealed record OrganisationPerson
{
    public required Guid PersonId { get; init; }
    public required string DisplayName { get; init; }
    public required string Email { get; init; }

    /// <summary>Sends the organisation's applications.</summary>
    public required bool IsLead { get; init; }

    /// <summary>Accepts grants for the organisation.</summary>
    public required bool MaySign { get; init; }
    public bool Answers => IsLead || MaySign;
}
