namespace Commissioning.Domain.DueDiligence;

/// <summary>A row of another funder's file before it is judged: the text of each field, or null where it is not there.</summary>
public sealed record FunderGrantRow
{
    /// <summary>The recipient is a person, so nothing of the row may be kept.</summary>
    public bool IsToIndividual { get; init; }
    public string? GrantId { get; init; }
    public string? Title { get; init; }
    public string? Description { get; init; }
    public string? Currency { get; init; }
    public string? Amount { get; init; }
    public string? AwardedOn { get; init; }
    public string? StartsOn { get; init; }
    public string? EndsOn { get; init; }

    /// <summary>For how many months it was planned.</summary>
    public string? Months { get; init; }
    public string? RecipientId { get; init; }
    public string? RecipientName { get; init; }
    public string? CharityNumber { get; init; }
    public string? CompanyNumber { get; init; }
    public string? Postcode { get; init; }
    public string? FunderId { get; init; }
    public string? FunderName { get; init; }
}
