using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;

namespace Commissioning.Features.CspBudgets;

/// <summary>Papers that were compared with the ledger, as they were compared, with the explanation of each difference.</summary>
public sealed class PaperReconciliations(Db db, FileStore files)
{
    public sealed record Kept
    {
        public required Guid Id { get; init; }
        public required string BudgetYear { get; init; }
        public required Guid FileId { get; init; }
        public required string FileName { get; init; }
        public required string Sha256 { get; init; }
        public DateOnly? AsAt { get; init; }
        public required int LastNumber { get; init; }
        public required bool IsAsking { get; init; }
        public required string Notes { get; init; }
        public string? ComparedByName { get; init; }
        public required DateTime ComparedAt { get; init; }
        public required int Agrees { get; init; }

        /// <summary>Figures that differ, and sums that do not add up.</summary>
        public required int Differs { get; init; }
        public required int Explained { get; init; }
        public required int NotUnderstood { get; init; }

        /// <summary>Figures that are not in the ledger, and nobody said why.</summary>
        public required int Outside { get; init; }

        public string Figures => AsAt is { } day ? $"As at {LondonTime.Date(day)}" : "Whole year";
    }

    public sealed record KeptLine
    {
        public required int Number { get; init; }
        public required PaperLineKind Kind { get; init; }
        public required string Place { get; init; }
        public required string What { get; init; }
        public required string PrintedText { get; init; }
        public Money? Printed { get; init; }
        public Money? Computed { get; init; }
        public required string Sentence { get; init; }
        public string? Explanation { get; init; }
        public string? ExplainedByName { get; init; }
        public DateTime? ExplainedAt { get; init; }
    }

    public sealed record Detail(Kept Reconciliation, IReadOnlyList<KeptLine> Lines)
    {
        public IReadOnlyList<KeptLine> Of(params PaperLineKind[] kinds) => Lines.Where(line => kinds.Contains(line.Kind)).ToList();
    }

    public static async Task<IReadOnlyList<Kept>> ListAsync(Work work, FinancialYear year) =>
        await work.QueryAsync<Kept>(
            Sql + " where r.BudgetYear = @BudgetYear order by r.ComparedAt desc, r.Id",
            new { (await Posting.YearAsync(work, year)).BudgetYear }
        );

    /// <summary>Comparisons that wait for answers.</summary>
    internal static Task<IReadOnlyList<Kept>> WaitingAsync(Work work, FinancialYear year) =>
        work.QueryAsync<Kept>(
            Sql + " where r.BudgetYear = @BudgetYear and r.IsAsking = 1 order by r.ComparedAt, r.Id",
            new { BudgetYear = year.ToString() }
        );

    public static async Task<Detail> GetAsync(Work work, Guid id) =>
        new(
            await work.FindAsync<Kept>(Sql + " where r.Id = @id", new { id }),
            await work.QueryAsync<KeptLine>(
                """
                select    l.Number, l.Kind, l.Place, l.What, l.PrintedText, l.Printed, l.Computed, l.Sentence, l.Explanation, p.DisplayName as ExplainedByName, l.ExplainedAt
                from      PaperReconciliationLine l
                left join Person p on p.Id = l.ExplainedBy
                where     l.ReconciliationId = @id
                order by  l.Number
                """,
                new { id }
            )
        );

    /// <summary>The comparison as a table, for a spreadsheet.</summary>
    public static Figures TableOf(Detail detail) =>
        new(
            "Comparison",
            [
                new("Line"),
                new("Result"),
                new("Figure"),
                new("Printed"),
                new("Ledger", true),
                new("Difference"),
                new("Where"),
                new("Explanation"),
                new("Explained by"),
            ],
            detail
                .Lines.Select(line =>
                    (IReadOnlyList<string>)
                        [
                            line.Number.ToString(CultureInfo.InvariantCulture),
                            line.Kind switch
                            {
                                PaperLineKind.Differs => "Wrong",
                                PaperLineKind.Arithmetic => "Does not add up",
                                PaperLineKind.NotUnderstood => "Not understood",
                                PaperLineKind.NotInLedger => "Not in the ledger",
                                PaperLineKind.NotPrinted => "Not printed",
                                _ => "Agrees",
                            },
                            line.What,
                            line.PrintedText,
                            line.Computed?.ToString() ?? "",
                            line.Sentence,
                            line.Place,
                            line.Explanation ?? "",
                            line.ExplainedByName ?? "",
                        ]
                )
                .ToList()
        );

    public static byte[] XlsxOf(Detail detail) => FiguresWorkbook.Write([TableOf(detail)], detail.Reconciliation.Figures);

    public async Task<StoredFile> OpenFileAsync(Guid id) =>
        await files.OpenAsync((await db.ReadAsync(work => GetAsync(work, id))).Reconciliation.FileId);

    /// <summary>Says why a figure differs. A later explanation replaces the one before, which the audit trail keeps.</summary>
    public Task<Result> ExplainAsync(Actor actor, Guid id, int line, string? explanation) =>
        db.ChangeAsync(
            actor,
            AuditAction.PaperDifferenceExplained,
            id,
            async work =>
            {
                var detail = await GetAsync(work, id);
                var found =
                    detail.Lines.FirstOrDefault(one =>
                        one.Number == line && one.Kind is not (PaperLineKind.Agrees or PaperLineKind.NotPrinted)
                    ) ?? throw new NotFoundException("No such difference");
                if (detail.Reconciliation.IsAsking)
                    return new Refusal("Answer the questions about this paper first");
                if (explanation?.Trim().Length is not (> 0 and <= 500))
                    return new Refusal("Say why it differs, in up to 500 characters", nameof(explanation));
                await work.ExecuteAsync(
                    "update PaperReconciliationLine set Explanation = @Text, ExplainedBy = @By, ExplainedAt = @Now where ReconciliationId = @id and Number = @line",
                    new
                    {
                        id,
                        line,
                        Text = explanation.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(new Changes().Add(found.What, found.Explanation, explanation.Trim()).ToString());
                return Result.Done;
            }
        );

    private const string Sql = """
        select    r.Id, r.BudgetYear, r.FileId, f.Name as FileName, f.Sha256, r.AsAt, r.LastNumber, r.IsAsking, r.Notes, p.DisplayName as ComparedByName, r.ComparedAt,
                  (select count(*) from PaperReconciliationLine l where l.ReconciliationId = r.Id and l.Kind = 'Agrees') as Agrees,
                  (select count(*) from PaperReconciliationLine l where l.ReconciliationId = r.Id and l.Kind in ('Differs', 'Arithmetic')) as Differs,
                  (select count(*) from PaperReconciliationLine l where l.ReconciliationId = r.Id and l.Kind in ('Differs', 'Arithmetic') and l.Explanation is not null) as Explained,
                  (select count(*) from PaperReconciliationLine l where l.ReconciliationId = r.Id and l.Kind = 'NotUnderstood') as NotUnderstood,
                  (select count(*) from PaperReconciliationLine l where l.ReconciliationId = r.Id and l.Kind = 'NotInLedger' and l.Explanation is null) as Outside
        from      PaperReconciliation r
        join      StoredFile f on f.Id = r.FileId
        left join Person p on p.Id = r.ComparedBy
        """;
}
