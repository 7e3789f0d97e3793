using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Projects of the areas: proposed by the area's own people, approved by the office, then paid for through the ledger.</summary>
public sealed class Projects(Db db)
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
        public Guid? ProposedBy { get; init; }
        public string? ProposedByName { get; init; }
        public string? DecidedByName { get; init; }
        public DateTime? DecidedAt { get; init; }
        public string? DecidedNote { get; init; }
        public required int Version { get; init; }
    }

    public sealed record Spend
    {
        public required Guid TransactionId { get; init; }
        public required int Number { get; init; }
        public required DateOnly EffectiveOn { get; init; }
        public required string Reason { get; init; }
        public required Money Amount { get; init; }
        public Guid? EvidenceFileId { get; init; }
    }

    public sealed record View(Project Project, IReadOnlyList<Spend> Spending)
    {
        public Money Spent => Spending.Sum(spend => spend.Amount);
        public Money Underspend => Project.Amount - Spent;
    }

    public Task<View> GetAsync(Guid id) => db.ReadAsync(async work =>
        new View(await FindAsync(work, id), await work.QueryAsync<Spend>(SpendSql, new { id })));

    /// <summary>Those of the person's own areas in a year, newest first, for which the area's people may propose more.</summary>
    public Task<IReadOnlyList<Project>> MineAsync(Actor actor, FinancialYear year) => db.QueryAsync<Project>(Sql + """
         where p.BudgetYear = @BudgetYear and p.ProposedBy is not null and exists (select 1 from PersonCspArea m where m.PersonId = @Id and m.AreaId = p.AreaId)
        order by p.CreatedAt desc
        """, new { BudgetYear = year.ToString(), actor.Id });

    /// <summary>Proposals that wait for the office, oldest first.</summary>
    public Task<IReadOnlyList<Project>> WaitingAsync() => db.QueryAsync<Project>(Sql + " where p.Status = 'Proposed' order by p.CreatedAt");

    public async Task<IReadOnlyList<Refusal>> ProposeAsync(Actor actor, FinancialYear year, Guid area, ProjectProposal proposal)
    {
        IReadOnlyList<Refusal> refusals = [];
        var id = Guid.CreateVersion7();
        await db.ChangeAsync(actor, AuditAction.CspProjectProposed, id, async work =>
        {
            if (await work.ScalarAsync<int>("select count(*) from PersonCspArea where PersonId = @Id and AreaId = @area", new { actor.Id, area }) == 0) throw new NotFoundException("Not this person's area");
            var line = (await YearOverview.GetAsync(work, year, null)).Lines.FirstOrDefault(line => line.AreaId == area) ?? throw new NotFoundException("No such area in this year");
            refusals = ProjectRules.WhyIncomplete(proposal, line.Remaining);
            if (refusals is [var first, ..]) return first;
            await work.ExecuteAsync(InsertSql, new { id, BudgetYear = year.ToString(), area, proposal.Name, proposal.Priority, proposal.Level, proposal.Outcome, proposal.Proposal, Amount = proposal.Amount!.Value, By = actor.Id, work.Now });
            work.Note($"{line.Area}, {year}: {proposal.Name}, {proposal.Amount}");
            return Outcome.Done;
        });
        return refusals;
    }

    public Task<Outcome> DecideAsync(Actor actor, Guid id, bool approve, string? note) => db.ChangeAsync(actor, AuditAction.CspProjectDecided, id, async work =>
    {
        var project = await FindAsync(work, id);
        if (ProjectRules.WhyCannotDecide(project.Status, project.ProposedBy, actor.Id) is { } refusal) return refusal;
        if (!approve && string.IsNullOrWhiteSpace(note)) return new Refusal("Say why the project is refused", "Note");
        await work.ExecuteOneAsync("update CspProject set Status = @Status, DecidedBy = @By, DecidedAt = @Now, DecidedNote = @Note, Version = Version + 1 where Id = @id and Version = @Version",
            new { id, project.Version, Status = approve ? ProjectStatus.Approved : ProjectStatus.Refused, By = actor.Id, work.Now, Note = note?.Trim() });
        work.Note($"{project.Name} {(approve ? "approved" : "refused")}. {note?.Trim()}");
        return Outcome.Done;
    });

    private static Task<Project> FindAsync(Work work, Guid id) => work.FindAsync<Project>(Sql + " where p.Id = @id", new { id });

    private const string Sql = """
        select    p.Id, p.BudgetYear, p.AreaId, a.Name as Area, p.Name, p.Priority, p.PreventionLevel, p.Outcome, p.Proposal, p.Amount, p.Status, p.ProposedBy, b.DisplayName as ProposedByName,
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
        where    a.Kind = 'Spent' and (t.ProjectId = @id or t.ReversesId in (select x.Id from LedgerTransaction x where x.ProjectId = @id))
        order by t.Number
        """;
    private const string InsertSql = """
        insert into CspProject (Id, BudgetYear, AreaId, Name, Priority, PreventionLevel, Outcome, CreatedAt, Amount, Status, Proposal, ProposedBy, Version)
        values (@id, @BudgetYear, @area, @Name, @Priority, @Level, @Outcome, @Now, @Amount, 'Proposed', @Proposal, @By, 1)
        """;
}
