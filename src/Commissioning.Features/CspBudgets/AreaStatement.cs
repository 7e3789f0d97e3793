using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.CspBudgets;

/// <summary>An area's year: every entry with the balance after it, by page, and its projects with their cost.</summary>
public sealed class AreaStatement(Db db)
{
    public const int PageSize = 20;

    public sealed record StatementRow
    {
        public required Guid TransactionId { get; init; }
        public required int Number { get; init; }
        public required DateOnly EffectiveOn { get; init; }
        public required TransactionKind Kind { get; init; }
        public required Money Amount { get; init; }
        public required Money Balance { get; init; }
        public required string Reason { get; init; }
        public string? Authority { get; init; }
        public required string PostedByName { get; init; }
        public required DateTime PostedAt { get; init; }
        public string? Project { get; init; }
        public Guid? ProjectId { get; init; }
        public Guid? RequestId { get; init; }
        public Guid? EvidenceFileId { get; init; }

        /// <summary>The import whose file it was read from, which is the office's: it may have other areas' spending.</summary>
        public Guid? ImportId { get; init; }
        public int? ReversedBy { get; init; }
        public required bool LacksEvidence { get; init; }

        /// <summary>It released what later spending uses, so that spending is reversed instead.</summary>
        public required bool IsRelease { get; init; }

        /// <summary>It is neither a reversal nor undone by an act of its own.</summary>
        public bool CanBeReversed =>
            !IsRelease && Kind != TransactionKind.Reversal && LedgerRules.WhyNotReversedByHand(Kind, ProjectId is not null) is null;
    }

    public sealed record Project
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required string Priority { get; init; }
        public required string PreventionLevel { get; init; }
        public required ProjectStatus Status { get; init; }
        public required Money Amount { get; init; }
        public required Money Committed { get; init; }
        public required Money Spent { get; init; }
        public bool IsApproved => Status is ProjectStatus.Approved or ProjectStatus.Finished;

        /// <summary>What is not spent of an approved project; null: it is not approved.</summary>
        public Money? Left => Status == ProjectStatus.Approved ? Amount - Spent : null;
    }

    public sealed record AreaStatementPage(
        YearOverview.YearOverviewPage Year,
        YearOverview.AreaLine Line,
        IReadOnlyList<StatementRow> Rows,
        IReadOnlyList<Project> Projects,
        IReadOnlyList<Earmarks.Earmark> Earmarks,
        IReadOnlyList<PayeeQueries.Hosted> Hosted,
        IReadOnlyList<MonthlySpending.Month> Months,
        int Page,
        int Pages
    );

    public Task<AreaStatementPage> GetAsync(FinancialYear year, Guid area, int page) =>
        db.ReadAsync(work => GetAsync(work, year, area, page));

    /// <summary>The statement of an area that the person reports for.</summary>
    public Task<AreaStatementPage> MineAsync(Actor actor, FinancialYear year, Guid area, int page) =>
        db.ReadAsync(async work =>
        {
            await QuarterlyReturnQueries.DemandOwnAsync(work, actor, area);
            return await GetAsync(work, year, area, page);
        });

    private static async Task<AreaStatementPage> GetAsync(Work work, FinancialYear year, Guid area, int page)
    {
        var overview = await YearOverview.GetAsync(work, year, null);
        var line = overview.Lines.FirstOrDefault(line => line.AreaId == area) ?? throw new NotFoundException("No such area in this year");
        var account = await Posting.AccountAsync(work, year, AccountKind.Area, area);
        var count = await work.ScalarAsync<int>("select Entries from LedgerAccount where Id = @Id", new { account.Id });
        var pages = Math.Max(1, (count + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        // The last page first: people look for the latest entries.
        var rows = await work.QueryAsync<StatementRow>(
            RowsSql,
            new
            {
                account.Id,
                First = count - page * PageSize + 1,
                Last = count - (page - 1) * PageSize,
            }
        );
        return new AreaStatementPage(
            overview,
            line,
            rows,
            await ProjectsAsync(work, year, area),
            await CspBudgets.Earmarks.OfAsync(work, year, area),
            await PayeeQueries.HostedByAsync(work, year, area),
            await MonthlySpending.GetAsync(work, year, line.Allocation, area),
            page,
            pages
        );
    }

    /// <summary>An area's statement and projects as tables, for a person who reports for it.</summary>
    public Task<(string Area, IReadOnlyList<Figures> Tables, string ReadAt)> TablesAsync(Actor actor, FinancialYear year, Guid area) =>
        db.ReadAsync(async work =>
        {
            await QuarterlyReturnQueries.DemandOwnAsync(work, actor, area);
            var account = await Posting.AccountAsync(work, year, AccountKind.Area, area);
            var rows = await work.QueryAsync<StatementRow>(
                RowsSql,
                new
                {
                    account.Id,
                    First = 1,
                    Last = int.MaxValue,
                }
            );
            var projects = await ProjectsAsync(work, year, area);
            IReadOnlyList<Figures> tables =
            [
                new(
                    "Statement",
                    [
                        new("Number"),
                        new("Date"),
                        new("What"),
                        new("Reason"),
                        new("Project"),
                        new("Evidence"),
                        new("In or out", true),
                        new("Free after it", true),
                    ],
                    rows.Select(row =>
                            (IReadOnlyList<string>)
                                [
                                    row.Number.ToString(CultureInfo.InvariantCulture),
                                    LondonTime.Date(row.EffectiveOn),
                                    row.Kind.Name(),
                                    row.Reason,
                                    row.Project ?? "",
                                    row.EvidenceFileId is null ? "" : "Yes",
                                    row.Amount.ToString(),
                                    row.Balance.ToString(),
                                ]
                        )
                        .ToList(),
                    null
                ),
                new(
                    "Projects",
                    [new("Project"), new("Status"), new("Approved", true), new("Spent", true), new("Committed", true), new("Left", true)],
                    projects
                        .Select(project =>
                            (IReadOnlyList<string>)
                                [
                                    project.Name,
                                    project.Status.ToString(),
                                    project.IsApproved ? project.Amount.ToString() : "",
                                    project.Spent.ToString(),
                                    project.Committed.ToString(),
                                    project.Left?.ToString() ?? "",
                                ]
                        )
                        .ToList(),
                    null
                ),
            ];
            return (account.Name, tables, $"{year}, read at {LondonTime.DateAndTime(work.Now)}");
        });

    public async Task<(string Area, byte[] Content)> XlsxAsync(Actor actor, FinancialYear year, Guid area)
    {
        var (name, tables, readAt) = await TablesAsync(actor, year, area);
        return (name, FiguresWorkbook.Write(tables, readAt));
    }

    /// <summary>The statement alone, as CSV with plain amounts.</summary>
    public async Task<(string Area, string Content)> CsvAsync(Actor actor, FinancialYear year, Guid area)
    {
        var (name, tables, readAt) = await TablesAsync(actor, year, area);
        return (name, PanelTable.CsvOf(tables[0], readAt));
    }

    internal static Task<IReadOnlyList<Project>> ProjectsAsync(Work work, FinancialYear year, Guid area) =>
        work.QueryAsync<Project>(ProjectsSql, new { BudgetYear = year.ToString(), area });

    private const string RowsSql = """
        select    e.TransactionId, t.Number, e.EffectiveOn, t.Kind, e.Amount, e.BalanceAfter as Balance, t.Reason, t.Authority, p.DisplayName as PostedByName, t.PostedAt, j.Name as Project, t.ProjectId, t.RequestId, t.EvidenceFileId, t.ImportId, v.Number as ReversedBy,
                  case when t.Kind = 'Expenditure' and v.Id is null and not exists (select 1 from LedgerTransaction d where d.EvidencesId = t.Id and not exists (select 1 from LedgerTransaction r where r.ReversesId = d.Id))
                            and exists (select 1 from LedgerEntry o join LedgerAccount s on s.Id = o.AccountId where o.TransactionId = t.Id and s.Kind = 'Spent') then 1 else 0 end as LacksEvidence,
                  case when exists (select 1 from LedgerTransaction x where x.ReleaseId = t.Id) then 1 else 0 end as IsRelease
        from      LedgerEntry e
        join      LedgerTransaction t on t.Id = e.TransactionId
        join      Person p on p.Id = t.PostedBy
        left join CspProject j on j.Id = t.ProjectId
        left join LedgerTransaction v on v.ReversesId = t.Id
        where     e.AccountId = @Id and e.Place between @First and @Last
        order by  e.Place desc
        """;
    private const string ProjectsSql = """
        select   p.Id, p.Name, p.Priority, p.PreventionLevel, p.Status, p.Amount, p.Committed, p.Spent
        from     CspProject p
        where    p.BudgetYear = @BudgetYear and p.AreaId = @area
        order by p.Name, p.Id
        """;
}
