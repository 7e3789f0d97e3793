using System.ComponentModel;
using Commissioning.Domain;
using Commissioning.Domain.Publishing;
using Commissioning.Features;
using Commissioning.Features.Publishing;

namespace Commissioning.Web.Api;

/// <summary>A published grant as programs read it: no more than <see cref="PublicGrants"/> shows.</summary>
public sealed record ApiGrant(
    [property: Description("Identifier of the grant, which stays the same")] Guid Id,
    [property: Description("Our reference, such as SF-2024-0042")] string Reference,
    [property: Description("Title of the project")] string Title,
    [property: Description("What the project does, in our words")] string Description,
    [property: Description("Why the project reduces crime and disorder, as it was decided")] string CrimeReductionReason,
    [property: Description("Who holds the grant; null when the name is withheld")] ApiRecipient? Recipient,
    [property: Description("Why the name is withheld; null when it is shown")] string? NameWithheld,
    [property: Description("Where the project is, as exactly as we say it")] string Place,
    [property: Description("Area of the Community Safety Partnership; null when it is not shown")] string? Area,
    [property: Description("Priority that the project serves; null when it serves none")] string? Priority,
    [property: Description("Other priorities that the project serves; empty when there are none")] IReadOnlyList<string> AlsoServes,
    [property: Description("Name of the fund")] string Fund,
    [property: Description("Name of the round")] string Round,
    [property: Description("Identifier of the round")] Guid RoundId,
    [property: Description("Financial year whose money it is, such as 2024-25")] string BudgetYear,
    [property: Description("The grant less what was given back, in whole pence: 500000 is £5,000.00")] long AmountPence,
    [property: Description("Currency of the amount, always GBP")] string Currency,
    [property: Description("Day on which the group accepted it, in UK time")] DateOnly AcceptedOn,
    [property: Description("First day of the project; null when we have none")] DateOnly? StartsOn,
    [property: Description("Last day of the project; null when we have none")] DateOnly? EndsOn,
    [property: Description("Conditions of the grant; empty when the name is withheld")] IReadOnlyList<string> Conditions,
    [property: Description("When we last decided what you may read of it (UTC)")] DateTime ModifiedAt,
    [property: Description("Address of this record")] string Url
)
{
    public static ApiGrant Of(PublicGrants.Grant grant, Office office) =>
        new(
            grant.Id,
            grant.Reference,
            grant.Title,
            grant.Brief,
            grant.CrimeReason,
            grant.Recipient is { } name ? new(name, grant.CharityNumber, grant.CompanyNumber) : null,
            grant.Recipient is null ? PublicationRules.NameWithheld(grant.Ground) : null,
            grant.PlaceInWords,
            grant.Area,
            grant.Priority,
            (grant.AlsoServes ?? "").Split("; ", StringSplitOptions.RemoveEmptyEntries),
            grant.FundName,
            grant.RoundName,
            grant.RoundId,
            grant.BudgetYear,
            grant.Amount.Pence,
            GivingStandardRules.Currency,
            LondonTime.DateOf(grant.AcceptedAt),
            grant.StartsOn,
            grant.EndsOn,
            (grant.Conditions ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            DateTime.SpecifyKind(grant.DecidedAt, DateTimeKind.Utc),
            office.LinkTo(Links.Publishing.ApiGrant(grant.Id))
        );

    public static readonly ApiGrant Example = new(
        new("01936f0a-4c00-7000-8000-000000000042"),
        "SF-2024-0042",
        "Boxing for all",
        "Boxing for young people on Friday evenings.",
        "Young people have somewhere to go at the hours when most of the damage in the park happens.",
        new("Riverside Boxing Club", "1234567", null),
        null,
        "Loughborough",
        "Charnwood",
        "Neighbourhood crime",
        ["Violence and vulnerability"],
        "Safety Fund",
        "Round 2",
        new("01936f0a-4c00-7000-8000-000000000001"),
        "2024-25",
        500_000,
        GivingStandardRules.Currency,
        new(2025, 1, 10),
        new(2025, 2, 1),
        new(2026, 1, 31),
        ["Insurance is shown before the first payment"],
        new(2025, 1, 12, 9, 30, 0, DateTimeKind.Utc),
        "https://grants.example.org/api/v1/grants/01936f0a-4c00-7000-8000-000000000042"
    );
}
