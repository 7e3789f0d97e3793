namespace Commissioning.Domain.Organisations;

/// <summary>An organisation's details as its applicant gives them. Numbers are as the registers write them, or null.</summary>
public sealed record OrganisationDetails
{
    public required string Name { get; init; }
    public required string Kind { get; init; }
    public string? CharityNumber { get; init; }
    public string? CompanyNumber { get; init; }
    public required string AddressLine { get; init; }
    public required string Town { get; init; }
    public required string Postcode { get; init; }
    public required string Area { get; init; }
    public required string Phone { get; init; }
}
