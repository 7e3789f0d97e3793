using System.ComponentModel;
using Commissioning.Features;
using Commissioning.Features.Publishing;

namespace Commissioning.Web.Api;

public sealed record ApiDecision(
    [property: Description("Identifier of the decision, which stays the same")] Guid Id,
    [property: Description("Number of the decision notice")] string Number,
    [property: Description("Name of the fund")] string Fund,
    [property: Description("Name of the round")] string Round,
    [property: Description("Identifier of the round")] Guid RoundId,
    [property: Description("Financial year whose money it is, such as 2024-25")] string BudgetYear,
    [property: Description("When it was decided (UTC)")] DateTime DecidedAt,
    [property: Description("Applications that it decided")] int Applications,
    [property: Description("Of them, those that it funded")] int Funded,
    [property: Description("Of them, the grants that you may read")] int Grants,
    [property: Description("Address of the notice; null when it is withheld")] string? NoticeUrl,
    [property: Description("Address of the notice as PDF; null when it is withheld")] string? PdfUrl
)
{
    public static ApiDecision Of(PublicDecisions.PublicDecision decision, Office office) =>
        new(
            decision.Id,
            decision.Number,
            decision.FundName,
            decision.RoundName,
            decision.RoundId,
            decision.BudgetYear,
            DateTime.SpecifyKind(decision.DecidedAt, DateTimeKind.Utc),
            decision.Applications,
            decision.Funded,
            decision.Grants,
            decision.MayBeRead ? office.LinkTo(Links.Publishing.Decision(decision.Id)) : null,
            decision.MayBeRead ? office.LinkTo(Links.Publishing.DecisionPdf(decision.Id)) : null
        );

    public static readonly ApiDecision Example = new(
        new("01936f0a-4c00-7000-8000-000000000777"),
        "D-2024-001",
        "Safety Fund",
        "Round 2",
        new("01936f0a-4c00-7000-8000-000000000001"),
        "2024-25",
        new(2024, 12, 2, 14, 0, 0, DateTimeKind.Utc),
        57,
        20,
        18,
        "https://grants.example.org/decisions/public/01936f0a-4c00-7000-8000-000000000777",
        "https://grants.example.org/decisions/public/01936f0a-4c00-7000-8000-000000000777.pdf"
    );
}
