using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>A fund's fraud risk assessments, the newest first, and what else its fraud page shows.</summary>
public static class FraudAssessments
{
    public sealed record Assessment
    {
        public required Guid Id { get; init; }
        public required Guid FundId { get; init; }
        public required int Number { get; init; }
        public required DateOnly ReviewBy { get; init; }
        public required string Note { get; init; }
        public required string ReviewedBy { get; init; }
        public required DateTime ReviewedAt { get; init; }
    }

    public sealed record Fund
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }

    internal sealed record RiskRow
    {
        public required string Risk { get; init; }
        public required string Who { get; init; }
        public required int Likelihood { get; init; }
        public required int Impact { get; init; }
        public required string Control { get; init; }
        public required string Owner { get; init; }
        public required int LikelihoodLeft { get; init; }
        public required int ImpactLeft { get; init; }
        public FraudRiskLine Line => new(Risk, Who, Likelihood, Impact, Control, Owner, LikelihoodLeft, ImpactLeft);
    }

    public static Task<Fund> FundAsync(Work work, Guid fund) =>
        work.FindAsync<Fund>("select f.Id, f.Name from Fund f where f.Id = @fund", new { fund });

    public static Task<IReadOnlyList<Assessment>> OfAsync(Work work, Guid fund) =>
        work.QueryAsync<Assessment>(
            """
            select   a.Id, a.FundId, a.Number, a.ReviewBy, a.Note, p.DisplayName as ReviewedBy, a.ReviewedAt
            from     FraudAssessment a
            join     Person p on p.Id = a.ReviewedBy
            where    a.FundId = @fund
            order by a.Number desc
            """,
            new { fund }
        );

    public static async Task<IReadOnlyList<FraudRiskLine>> RisksAsync(Work work, Guid assessment) =>
        (
            await work.QueryAsync<RiskRow>(
                "select r.Risk, r.Who, r.Likelihood, r.Impact, r.Control, r.Owner, r.LikelihoodLeft, r.ImpactLeft from FraudRisk r where r.AssessmentId = @assessment order by r.Position",
                new { assessment }
            )
        )
            .Select(row => row.Line)
            .ToList();
}
