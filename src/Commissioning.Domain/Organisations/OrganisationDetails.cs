namespace Commissioning.Domain.Organisations;

/// <summary>
/// What an applicant says about an organisation. Numbers are as the registers write them, or null. Frozen copies of applications are
/// written and read with these names in this order.
/// </summary>
public record OrganisationDetails
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
