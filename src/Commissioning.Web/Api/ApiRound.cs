using System.ComponentModel;
using Commissioning.Features.Publishing;

namespace Commissioning.Web.Api;

public sealed record ApiRound(
    [property: Description("Identifier of the round, which stays the same")] Guid Id,
    [property: Description("Name of the fund")] string Fund,
    [property: Description("Name of the round")] string Name,
    [property: Description("Financial year whose money it is, such as 2024-25")] string BudgetYear,
    [property: Description("When it opened (UTC)")] DateTime OpenedAt,
    [property: Description("When it closed (UTC)")] DateTime ClosedAt,
    [property: Description("When the applicants were told of the decisions (UTC)")] DateTime LettersSentAt,
    [property: Description("Money that it could award, in whole pence")] long PotPence,
    [property: Description("Applications that were sent and not withdrawn")] int Applications,
    [property: Description("Applications that were offered a grant")] int Offered,
    [property: Description("Grants that you may read")] int Grants,
    [property: Description("Money of these grants, in whole pence")] long AmountPence,
    [property: Description("Accepted grants that are not published yet, which are in no figure here")] int NotPublished
)
{
    public static ApiRound Of(RoundRecords.RoundRecord round) =>
        new(
            round.Id,
            round.FundName,
            round.Name,
            round.BudgetYear,
            DateTime.SpecifyKind(round.OpensAt, DateTimeKind.Utc),
            DateTime.SpecifyKind(round.ClosesAt, DateTimeKind.Utc),
            DateTime.SpecifyKind(round.LettersReleasedAt, DateTimeKind.Utc),
            round.Pot.Pence,
            round.Applications,
            round.Offered,
            round.Grants,
            round.Amount.Pence,
            round.NotPublished
        );

    public static readonly ApiRound Example = new(
        new("01936f0a-4c00-7000-8000-000000000001"),
        "Safety Fund",
        "Round 2",
        "2024-25",
        new(2024, 9, 2, 8, 0, 0, DateTimeKind.Utc),
        new(2024, 10, 11, 11, 0, 0, DateTimeKind.Utc),
        new(2025, 1, 6, 9, 0, 0, DateTimeKind.Utc),
        20_000_000,
        57,
        20,
        18,
        15_000_000,
        2
    );
}
