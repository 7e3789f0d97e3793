using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Payments;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.Payments;

/// <summary>A year's accruals and prepayments. They are worked out where the returns are known, in Reporting; a person changes them, a
/// second approves and freezes them.</summary>
public static class YearEndLines
{
    public sealed record Journal
    {
        public required Guid Id { get; init; }
        public required string BudgetYear { get; init; }
        public string? Number { get; init; }
        public required YearEndStatus Status { get; init; }
        public required string MadeByName { get; init; }
        public required DateTime MadeAt { get; init; }
        public Guid? SentBy { get; init; }
        public string? SentByName { get; init; }
        public DateTime? SentAt { get; init; }
        public string? DecidedByName { get; init; }
        public DateTime? DecidedAt { get; init; }
        public string? DecidedNote { get; init; }
        public string? Sha256 { get; init; }
        public required int Version { get; init; }
        public FinancialYear Year => FinancialYear.Parse(BudgetYear)!.Value;
    }

    public sealed record Line
    {
        public required Guid Id { get; init; }
        public required Guid JournalId { get; init; }
        public required int Position { get; init; }
        public required AccrualKind Kind { get; init; }
        public required AccrualGround Ground { get; init; }
        public Guid? AwardId { get; init; }
        public Guid? AreaId { get; init; }
        public required string Reference { get; init; }
        public required string Payee { get; init; }
        public string? Fund { get; init; }
        public string? Round { get; init; }
        public string? Area { get; init; }
        public required string Worked { get; init; }
        public required Money Proposed { get; init; }
        public required Money Amount { get; init; }
        public required bool LeftOut { get; init; }
        public string? Reason { get; init; }
        public Guid? ChangedBy { get; init; }
        public string? ChangedByName { get; init; }

        public Money ForTheYear => AccrualRules.ForTheYear(Kind, Amount);
    }

    public sealed record JournalPage(Journal Journal, IReadOnlyList<Line> Lines)
    {
        public IReadOnlyList<Line> Counted => Lines.Where(line => !line.LeftOut).ToList();
        public Money Accruals => Counted.Where(line => line.Kind == AccrualKind.Accrual).Sum(line => line.Amount);
        public Money Prepayments => Counted.Where(line => line.Kind == AccrualKind.Prepayment).Sum(line => line.Amount);
        public Money Total => Counted.Sum(line => line.ForTheYear);
    }

    /// <summary>A line as finance books it: at 31 March, and reversed on 1 April.</summary>
    /// <param name="Amount">Above zero adds to the cost of the year, in pence.</param>
    public sealed record Entry(
        DateOnly On,
        string Description,
        Money Amount,
        string? Fund,
        string? Round,
        string? Area,
        string Reference,
        bool IsReversal
    );

    public static Task<IReadOnlyList<Journal>> ListAsync(Work work) => work.QueryAsync<Journal>(JournalSql + " order by j.BudgetYear desc");

    public static async Task<JournalPage> GetAsync(Work work, FinancialYear year) =>
        await FindAsync(work, year) ?? throw new NotFoundException("No accruals of this year");

    public static async Task<JournalPage?> FindAsync(Work work, FinancialYear year) =>
        await work.FindOrDefaultAsync<Journal>(JournalSql + " where j.BudgetYear = @Year", new { Year = year.ToString() }) is { } found
            ? new(found, await work.QueryAsync<Line>(LineSql + " where l.JournalId = @Id order by l.Position", new { found.Id }))
            : null;

    public static Task<Line> LineAsync(Work work, Guid id) => work.FindAsync<Line>(LineSql + " where l.Id = @id", new { id });

    /// <summary>What an export of accruals reads: the entries of a year that is approved, each with its reversal.</summary>
    public static async Task<IReadOnlyList<Entry>> FrozenAsync(Work work, FinancialYear year) =>
        await FindAsync(work, year) is { Journal.Status: YearEndStatus.Approved } view ? Entries(view) : [];

    public static IReadOnlyList<Entry> Entries(JournalPage view) =>
        new[] { false, true }
            .SelectMany(back =>
                view.Counted.Select(line => new Entry(
                    back ? view.Journal.Year.End.AddDays(1) : view.Journal.Year.End,
                    $"{(back ? "Reversal of " : "")}{(back ? line.Kind.Name().ToLowerInvariant() : line.Kind.Name())} {view.Journal.BudgetYear}: {line.Payee}",
                    back ? Money.Zero - line.ForTheYear : line.ForTheYear,
                    line.Fund,
                    line.Round,
                    line.Area,
                    line.Reference,
                    back
                ))
            )
            .ToList();

    public static byte[] Xlsx(JournalPage view) => FiguresWorkbook.Write([Totals(view), Table(view)]);

    public static byte[] Csv(JournalPage view) =>
        CsvText.Write([
            [Title(view)],
            .. new[] { Totals(view), Table(view) }
                .SelectMany(table =>
                    new IReadOnlyList<string>[] { [], table.Columns.Select(column => column.Name).ToList() }.Concat(
                        table.Totals is { } totals ? table.Rows.Append(totals) : table.Rows
                    )
                )
                .Select(row =>
                    (IReadOnlyList<string>)
                        row.Select(cell =>
                                cell.Contains('£')
                                    ? cell.Replace("£", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal)
                                    : cell
                            )
                            .ToList()
                ),
        ]);

    private static string Title(JournalPage view) =>
        view.Journal.Number is { } number
            ? $"Accruals and prepayments {number}"
            : $"Accruals and prepayments of {view.Journal.BudgetYear}, not approved";

    /// <summary>The control totals: the entries of both days come to nil.</summary>
    private static Figures Totals(JournalPage view)
    {
        var entries = Entries(view);
        return new(
            "Control totals",
            [new("Day"), new("Entries", true), new("Amount", true)],
            new[] { false, true }
                .Select(back =>
                    (IReadOnlyList<string>)
                        [
                            LondonTime.Date(back ? view.Journal.Year.End.AddDays(1) : view.Journal.Year.End),
                            entries.Count(entry => entry.IsReversal == back).ToString(CultureInfo.InvariantCulture),
                            entries.Where(entry => entry.IsReversal == back).Sum(entry => entry.Amount).ToString(),
                        ]
                )
                .ToList(),
            ["Both days", entries.Count.ToString(CultureInfo.InvariantCulture), entries.Sum(entry => entry.Amount).ToString()]
        );
    }

    private static Figures Table(JournalPage view) =>
        new(
            "Entries",
            [new("Date"), new("Description"), new("Amount", true), new("Fund"), new("Round"), new("Area"), new("Reference")],
            Entries(view)
                .Select(entry =>
                    (IReadOnlyList<string>)
                        [
                            LondonTime.Date(entry.On),
                            entry.Description,
                            entry.Amount.ToString(),
                            entry.Fund ?? "",
                            entry.Round ?? "",
                            entry.Area ?? "",
                            entry.Reference,
                        ]
                )
                .ToList()
        );

    internal static Task DecideAsync(Work work, Actor actor, Journal journal, string status, string? note) =>
        work.ExecuteOneAsync(
            "update YearEndJournal set Status = @status, DecidedBy = @By, DecidedAt = @Now, DecidedNote = @note, Version = Version + 1 where Id = @Id and Version = @Version",
            new
            {
                journal.Id,
                journal.Version,
                status,
                note,
                By = actor.Id,
                work.Now,
            }
        );

    internal const string JournalSql = """
        select    j.Id, j.BudgetYear, j.Number, j.Status, m.DisplayName as MadeByName, j.MadeAt, j.SentBy, s.DisplayName as SentByName, j.SentAt, d.DisplayName as DecidedByName, j.DecidedAt, j.DecidedNote, j.Sha256, j.Version
        from      YearEndJournal j
        join      Person m on m.Id = j.MadeBy
        left join Person s on s.Id = j.SentBy
        left join Person d on d.Id = j.DecidedBy
        """;

    private const string LineSql = """
        select    l.Id, l.JournalId, l.Position, l.Kind, l.Ground, l.AwardId, l.AreaId, coalesce(a.Reference, concat('CSP ', c.Name)) as Reference, coalesce(o.Name, c.Name) as Payee, f.Name as Fund, n.Name as Round, c.Name as Area,
                  l.Worked, l.Proposed, l.Amount, l.LeftOut, l.Reason, l.ChangedBy, p.DisplayName as ChangedByName
        from      YearEndLine l
        left join Award w on w.Id = l.AwardId
        left join Application a on a.Id = w.ApplicationId
        left join Organisation o on o.Id = a.OrganisationId
        left join Round n on n.Id = w.RoundId
        left join Fund f on f.Id = n.FundId
        left join CspArea c on c.Id = l.AreaId
        left join Person p on p.Id = l.ChangedBy
        """;
}
