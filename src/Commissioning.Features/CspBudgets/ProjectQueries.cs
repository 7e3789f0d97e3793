using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Projects of the areas: proposed by the area's people, approved by the office, then paid for through the ledger.</summary>
public static class ProjectQueries
{
    public sealed record Project
    {
        public required Guid Id { get; init; }
        public required string BudgetYear { get; init; }
        public required Guid AreaId { get; init; }
        public required string Area { get; init; }
        public required string Name { get; init; }
        public required string Priority { get; init; }
        public required string PreventionLevel { get; init; }
        public required string Outcome { get; init; }
        public required string Proposal { get; init; }
        public required Money Amount { get; init; }
        public required ProjectStatus Status { get; init; }
        public required Money Spent { get; init; }

        /// <summary>Committed to the project and not spent yet, in pence.</summary>
        public required Money Committed { get; init; }
        public Guid? ProposedBy { get; init; }
        public string? ProposedByName { get; init; }
        public string? DecidedByName { get; init; }
        public DateTime? DecidedAt { get; init; }
        public string? DecidedNote { get; init; }
        public required int Version { get; init; }
    }

    public sealed record ProjectSpend
    {
        public required Guid TransactionId { get; init; }
        public required int Number { get; init; }
        public required DateOnly EffectiveOn { get; init; }
        public required string Reason { get; init; }
        public required Money Amount { get; init; }
        public Guid? EvidenceFileId { get; init; }
    }

    public sealed record ProjectDetail(Project Project, IReadOnlyList<ProjectSpend> Spending)
    {
        /// <summary>What an approved project has not spent. Null: the project is not approved, so nothing can be left of it.</summary>
        public Money? Underspend =>
            Project.Status is ProjectStatus.Approved or ProjectStatus.Finished ? Project.Amount - Project.Spent : null;
    }

    public static async Task<ProjectDetail> GetAsync(Work work, Guid id) =>
        new ProjectDetail(await FindAsync(work, id), await work.QueryAsync<ProjectSpend>(SpendSql, new { id }));

    /// <summary>Projects of the person's own areas in a year, newest first; the person may propose more.</summary>
    public static Task<IReadOnlyList<Project>> MineAsync(Work work, Actor actor, FinancialYear year) =>
        work.QueryAsync<Project>(
            Sql
                + """
                 where p.BudgetYear = @BudgetYear and p.ProposedBy is not null and exists (select 1 from PersonCspArea m where m.PersonId = @Id and m.AreaId = p.AreaId)
                order by p.CreatedAt desc, p.Id
                """,
            new { BudgetYear = year.ToString(), actor.Id }
        );

    /// <summary>Proposals that wait for the office, oldest first.</summary>
    public static Task<IReadOnlyList<Project>> WaitingAsync(Work work) =>
        work.QueryAsync<Project>(Sql + " where p.Status = 'Proposed' order by p.CreatedAt, p.Id");

    internal static async Task<(FinancialYear Year, DateOnly On, DateTime? LockedAt)> YearAsync(Work work, Project project)
    {
        var year = FinancialYear.Parse(project.BudgetYear)!.Value;
        return (year, LedgerRules.DayIn(year, LondonTime.DateOf(work.Now)), (await Posting.YearAsync(work, year)).LockedAt);
    }

    internal static Task<Project?> FindOrDefaultAsync(Work work, Guid id) =>
        work.FindOrDefaultAsync<Project>(Sql + " where p.Id = @id", new { id });

    internal static Task<Project> FindAsync(Work work, Guid id) => work.FindAsync<Project>(Sql + " where p.Id = @id", new { id });

    private const string Sql = """
        select    p.Id, p.BudgetYear, p.AreaId, a.Name as Area, p.Name, p.Priority, p.PreventionLevel, p.Outcome, p.Proposal, p.Amount, p.Status, p.Spent, p.Committed, p.ProposedBy, b.DisplayName as ProposedByName,
                  d.DisplayName as DecidedByName, p.DecidedAt, p.DecidedNote, p.Version
        from      CspProject p
        join      CspArea a on a.Id = p.AreaId
        left join Person b on b.Id = p.ProposedBy
        left join Person d on d.Id = p.DecidedBy
        """;

    private const string SpendSql = """
        select   t.Id as TransactionId, t.Number, t.EffectiveOn, t.Reason, e.Amount, t.EvidenceFileId
        from     LedgerTransaction t
        join     LedgerEntry e on e.TransactionId = t.Id
        join     LedgerAccount a on a.Id = e.AccountId
        where    a.Kind in ('Spent', 'Evidenced') and t.ProjectId = @id and t.Kind <> 'Evidence'
        order by t.Number
        """;
}
