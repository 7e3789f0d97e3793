using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>The entries behind one figure, by page, with their sum: an area's column, all areas' column, or one account.</summary>
public sealed class FigureEntries(Db db)
{
    public const int PageSize = 100;

    /// <param name="Area">Null: the column's total over all areas.</param>
    /// <param name="Account">One account, such as a hosted scheme; the column is then ignored.</param>
    public sealed record Figure(FinancialYear Year, DateOnly? AsAt, LedgerColumn? Column, Guid? Area, Guid? Account);

    public sealed record FigureEntryRow
    {
        public required Guid TransactionId { get; init; }
        public required int Number { get; init; }
        public required DateOnly EffectiveOn { get; init; }
        public required TransactionKind Kind { get; init; }
        public required string Account { get; init; }
        public required string Reason { get; init; }
        public string? Authority { get; init; }
        public required Money Amount { get; init; }
        public Guid? EvidenceFileId { get; init; }

        /// <summary>The import whose file it was read from.</summary>
        public Guid? ImportId { get; init; }
        public Guid? ProjectId { get; init; }
        public string? Project { get; init; }
        public required string PostedByName { get; init; }
        public required DateTime PostedAt { get; init; }
        public Guid? RequestId { get; init; }
        public required bool IsReversed { get; init; }

        /// <summary>It was not reversed, is no reversal itself, and is not undone by an act of its own.</summary>
        public bool CanBeReversed =>
            !IsReversed && Kind != TransactionKind.Reversal && LedgerRules.WhyNotReversedByHand(Kind, ProjectId is not null) is null;
    }

    /// <param name="Sum">The sum over all pages, which is the figure itself.</param>
    public sealed record FigureEntriesPage(
        string Title,
        Figure Figure,
        Money Sum,
        DateTime ReadAt,
        int Count,
        IReadOnlyList<FigureEntryRow> Rows,
        int Page,
        int Pages
    );

    public Task<FigureEntriesPage> GetAsync(Figure figure, int page) =>
        db.ReadAsync(async work =>
        {
            var (where, arguments) = Where(figure);
            var sum = await work.FindAsync<SumRow>(
                $"select count(*) as Entries, coalesce(sum(x.Amount), 0) as Amount from ({where}) x",
                arguments
            );
            var pages = Math.Max(1, (sum.Entries + PageSize - 1) / PageSize);
            page = Math.Clamp(page, 1, pages);
            var rows = await work.QueryAsync<FigureEntryRow>(
                RowsSql(where, $"where n.RowNumber between {(page - 1) * PageSize + 1} and {page * PageSize}"),
                arguments
            );
            return new FigureEntriesPage(await TitleAsync(work, figure), figure, sum.Amount, work.Now, sum.Entries, rows, page, pages);
        });

    /// <summary>Every entry behind a figure as an .xlsx file, with their sum as the last row.</summary>
    public Task<byte[]> XlsxAsync(Figure figure) =>
        db.ReadAsync(async work =>
        {
            var (where, arguments) = Where(figure);
            var rows = await work.QueryAsync<FigureEntryRow>(RowsSql(where, ""), arguments);
            return FiguresWorkbook.Write(
                [
                    new(
                        await TitleAsync(work, figure),
                        [
                            new("Number"),
                            new("Date"),
                            new("What"),
                            new("Account"),
                            new("Project"),
                            new("Reason"),
                            new("Authority"),
                            new("Posted by"),
                            new("Posted at"),
                            new("Evidence"),
                            new("Amount", true),
                        ],
                        rows.Select(row =>
                                (IReadOnlyList<string>)
                                    [
                                        row.Number.ToString(CultureInfo.InvariantCulture),
                                        LondonTime.Date(row.EffectiveOn),
                                        row.Kind.Name(),
                                        row.Account,
                                        row.Project ?? "",
                                        row.Reason,
                                        row.Authority ?? "",
                                        row.PostedByName,
                                        LondonTime.DateAndTime(row.PostedAt),
                                        row.EvidenceFileId is null ? "" : "Yes",
                                        row.Amount.ToString(),
                                    ]
                            )
                            .ToList(),
                        ["Total", .. Enumerable.Repeat("", 9), rows.Sum(row => row.Amount).ToString()]
                    ),
                ],
                $"{(figure.AsAt is { } day ? $"As at {LondonTime.Date(day)}" : $"Whole year {figure.Year}")}, read at {LondonTime.DateAndTime(work.Now)}"
            );
        });

    private static string RowsSql(string entries, string which) =>
        $"""
            with Numbered as (select x.TransactionId, x.Account, x.Amount, row_number() over (order by x.EffectiveOn, x.Number, x.Account) as RowNumber from ({entries}) x)
            select    n.TransactionId, t.Number, t.EffectiveOn, t.Kind, n.Account, t.Reason, t.Authority, n.Amount, t.EvidenceFileId, t.ImportId, t.ProjectId, j.Name as Project, p.DisplayName as PostedByName, t.PostedAt, t.RequestId,
                      case when exists (select 1 from LedgerTransaction v where v.ReversesId = t.Id or v.ReleaseId = t.Id) then 1 else 0 end as IsReversed
            from      Numbered n
            join      LedgerTransaction t on t.Id = n.TransactionId
            join      Person p on p.Id = t.PostedBy
            left join CspProject j on j.Id = t.ProjectId
            {which}
            order by  n.RowNumber
            """;

    private static (string Sql, object Arguments) Where(Figure figure)
    {
        var arguments = new
        {
            BudgetYear = figure.Year.ToString(),
            Until = figure.AsAt ?? figure.Year.End,
            figure.Area,
            figure.Account,
        };
        if (figure.Account is not null)
            return (EntriesSql("e.Amount", "a.Id = @Account"), arguments);
        var parts = LedgerColumns.All[figure.Column!.Value];
        var amount =
            $"case {string.Join(' ', parts.Select(part => $"when {Condition(part)} then {(part.Sign < 0 ? "-e.Amount" : "e.Amount")}"))} end";
        return (
            EntriesSql(amount, $"({string.Join(" or ", parts.Select(Condition))})" + (figure.Area is null ? "" : " and a.AreaId = @Area")),
            arguments
        );
    }

    // The kinds are names of our own enumerations, never typed text.
    private static string Condition(LedgerColumns.AccountPart part) =>
        part.Kinds.Count == 0
            ? $"a.Kind = '{part.Account}'"
            : $"a.Kind = '{part.Account}' and e.Kind in ({string.Join(", ", part.Kinds.Select(kind => $"'{kind}'"))})";

    private static string EntriesSql(string amount, string condition) =>
        $"""
            select e.TransactionId, e.EffectiveOn, t.Number, a.Name as Account, {amount} as Amount
            from   LedgerEntry e
            join   LedgerAccount a on a.Id = e.AccountId
            join   LedgerTransaction t on t.Id = e.TransactionId
            where  a.BudgetYear = @BudgetYear and e.EffectiveOn <= @Until and {condition}
            """;

    private static async Task<string> TitleAsync(Work work, Figure figure)
    {
        if (figure.Account is { } account)
            return (
                await work.FindAsync<Account>(
                    Posting.AccountSql + " where Id = @account and BudgetYear = @BudgetYear",
                    new { account, BudgetYear = figure.Year.ToString() }
                )
            ).Name;
        var area = figure.Area is { } id ? (await Posting.AccountAsync(work, figure.Year, AccountKind.Area, id)).Name : "All areas";
        return $"{area}: {LedgerColumns.Name(figure.Column!.Value, figure.Year)}";
    }

    private sealed record SumRow
    {
        public required int Entries { get; init; }
        public required Money Amount { get; init; }
    }
}
