using Commissioning.Domain.Decisions;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>What a decision leaves of each budget line, as letters, claims and returns read it.</summary>
internal static class DecidedBudget
{
    /// <param name="lines">Null: as recommended, which is the confirmed part award or all that was asked for.</param>
    public static async Task WriteAsync(Work work, Guid application, AwardedLines? lines)
    {
        if (lines is null)
            await work.ExecuteAsync(RecommendedSql, new { application });
        else
            await work.ExecuteAsync(
                "update BudgetLine set Awarded = @Amount where Id = @Line and ApplicationId = @application",
                lines.Lines.Select(line => new
                {
                    line.Line,
                    line.Amount,
                    application,
                })
            );
    }

    /// <summary>The budget as recommended, where no amount was typed yet.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Domain.Money>> RecommendedAsync(Work work, Guid application) =>
        (
            await work.QueryAsync<RecommendedLine>(
                """
                select    b.Id, coalesce(p.Amount, b.Requested) as Amount
                from      BudgetLine b
                left join PartAward w on w.ApplicationId = b.ApplicationId and w.Confirmed = 1
                left join PartAwardLine p on p.ApplicationId = w.ApplicationId and p.BudgetLineId = b.Id
                where     b.ApplicationId = @application
                """,
                new { application }
            )
        ).ToDictionary(line => line.Id, line => line.Amount);

    private const string RecommendedSql = """
        update BudgetLine
        set    Awarded = (select p.Amount from PartAwardLine p join PartAward w on w.ApplicationId = p.ApplicationId where p.BudgetLineId = BudgetLine.Id and w.Confirmed = 1)
        where  ApplicationId = @application
        """;

    private sealed record RecommendedLine
    {
        public required Guid Id { get; init; }
        public required Domain.Money Amount { get; init; }
    }
}
