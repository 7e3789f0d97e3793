using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.CspBudgets;

/// <summary>Tables for the Panel as they were issued, and what was posted since (R85).</summary>
public static class PanelPapers
{
    public sealed record PanelPaper
    {
        public required Guid Id { get; init; }
        public required string BudgetYear { get; init; }
        public required int Number { get; init; }
        public required string Name { get; init; }
        public DateOnly? AsAt { get; init; }

        /// <summary>Number of the newest transaction that its figures knew.</summary>
        public required int LastNumber { get; init; }
        public required string Sha256 { get; init; }
        public string? IssuedByName { get; init; }
        public required DateTime IssuedAt { get; init; }

        /// <summary>Transactions that were posted since.</summary>
        public required int Since { get; init; }
    }

    public sealed record PaperDetail(PanelPaper Paper, LetterDocument Document)
    {
        /// <summary>The stored paper still has the hash that was recorded when it was issued.</summary>
        public bool IsIntact => Document.Sha256() == Paper.Sha256;
    }

    public sealed record SinceRow
    {
        public required Guid TransactionId { get; init; }
        public required int Number { get; init; }
        public required DateOnly EffectiveOn { get; init; }
        public required DateTime PostedAt { get; init; }
        public required string PostedByName { get; init; }
        public required TransactionKind Kind { get; init; }
        public required string Reason { get; init; }
        public required string FromName { get; init; }
        public required string ToName { get; init; }
        public required Money Amount { get; init; }

        /// <summary>Dated on or before the paper's day, or the day of its issue where that was earlier.</summary>
        public required bool IsBackDated { get; init; }

        /// <summary>Of the pooled underspend or the central pot, which the paper shows for the whole year.</summary>
        public required bool IsAcross { get; init; }
    }

    public static async Task<IReadOnlyList<PanelPaper>> ListAsync(Work work, FinancialYear year) =>
        await work.QueryAsync<PanelPaper>(
            Sql + " where p.BudgetYear = @BudgetYear order by p.Number desc",
            new { (await Posting.YearAsync(work, year)).BudgetYear }
        );

    public static async Task<PaperDetail> GetAsync(Work work, Guid id) =>
        new(
            await FindAsync(work, id),
            LetterDocument.FromJson(
                await work.ScalarAsync<string>("select DocumentJson from PanelPaper where Id = @id", new { id })
                    ?? throw new NotFoundException("No such paper")
            )
        );

    public static Task<PanelPaper> FindAsync(Work work, Guid id) => work.FindAsync<PanelPaper>(Sql + " where p.Id = @id", new { id });

    /// <summary>What was posted after the paper was issued, back-dated entries first.</summary>
    public static Task<IReadOnlyList<SinceRow>> SinceAsync(Work work, PanelPaper paper) =>
        work.QueryAsync<SinceRow>(
            SinceSql,
            new
            {
                paper.BudgetYear,
                paper.LastNumber,
                Day = new[] { paper.AsAt ?? FinancialYear.Parse(paper.BudgetYear)!.Value.End, LondonTime.DateOf(paper.IssuedAt) }.Min(),
            }
        );

    private const string Sql = """
        select    p.Id, p.BudgetYear, p.Number, p.Name, p.AsAt, p.LastNumber, p.Sha256, b.DisplayName as IssuedByName, p.IssuedAt, y.LastNumber - p.LastNumber as Since
        from      PanelPaper p
        join      LedgerYear y on y.BudgetYear = p.BudgetYear
        left join Person b on b.Id = p.IssuedBy
        """;

    // Every transaction has one account that pays and one that receives.
    private const string SinceSql = """
        select   t.Id as TransactionId, t.Number, t.EffectiveOn, t.PostedAt, p.DisplayName as PostedByName, t.Kind, t.Reason, g.Name as FromName, r.Name as ToName, ie.Amount,
                 case when t.EffectiveOn <= @Day then 1 else 0 end as IsBackDated,
                 case when g.Kind in ('Pooled', 'Central', 'Payee') or r.Kind in ('Pooled', 'Central', 'Payee') then 1 else 0 end as IsAcross
        from     LedgerTransaction t
        join     LedgerEntry oe on oe.TransactionId = t.Id and oe.Amount < 0
        join     LedgerAccount g on g.Id = oe.AccountId
        join     LedgerEntry ie on ie.TransactionId = t.Id and ie.Amount > 0
        join     LedgerAccount r on r.Id = ie.AccountId
        join     Person p on p.Id = t.PostedBy
        where    t.BudgetYear = @BudgetYear and t.Number > @LastNumber
        order by IsBackDated desc, t.Number
        """;
}
