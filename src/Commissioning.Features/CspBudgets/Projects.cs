using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Projects of the areas: proposed by the area's people, approved by the office, then paid for through the ledger.</summary>
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
        public Money Underspend => Project.Amount - Project.Spent;
    }

    public Task<ProjectDetail> GetAsync(Guid id) =>
        db.ReadAsync(async work => new ProjectDetail(await FindAsync(work, id), await work.QueryAsync<ProjectSpend>(SpendSql, new { id })));

    /// <summary>Projects of the person's own areas in a year, newest first; the person may propose more.</summary>
    public Task<IReadOnlyList<Project>> MineAsync(Actor actor, FinancialYear year) =>
        db.QueryAsync<Project>(
            Sql
                + """
                 where p.BudgetYear = @BudgetYear and p.ProposedBy is not null and exists (select 1 from PersonCspArea m where m.PersonId = @Id and m.AreaId = p.AreaId)
                order by p.CreatedAt desc, p.Id
                """,
            new { BudgetYear = year.ToString(), actor.Id }
        );

    /// <summary>Proposals that wait for the office, oldest first.</summary>
    public Task<IReadOnlyList<Project>> WaitingAsync() =>
        db.QueryAsync<Project>(Sql + " where p.Status = 'Proposed' order by p.CreatedAt, p.Id");

    public async Task<Result> ProposeAsync(Actor actor, FinancialYear year, Guid area, ProjectProposal proposal)
    {
        var id = Guid.CreateVersion7();
        return await db.ChangeAsync(
            actor,
            AuditAction.CspProjectProposed,
            id,
            async work =>
            {
                if (
                    await work.ScalarAsync<int>(
                        "select count(*) from PersonCspArea where PersonId = @Id and AreaId = @area",
                        new { actor.Id, area }
                    ) == 0
                )
                    throw new NotFoundException("Not this person's area");
                var line =
                    (await YearOverview.GetAsync(work, year, null)).Lines.FirstOrDefault(line => line.AreaId == area)
                    ?? throw new NotFoundException("No such area in this year");
                IReadOnlyList<Refusal> refusals = ProjectRules.WhyIncomplete(proposal, line.Free);
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                await work.ExecuteAsync(
                    InsertSql,
                    new
                    {
                        id,
                        BudgetYear = year.ToString(),
                        area,
                        proposal.Name,
                        proposal.Priority,
                        proposal.Level,
                        proposal.Outcome,
                        proposal.Proposal,
                        Amount = proposal.Amount!.Value,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{line.Area}, {year}: {proposal.Name}, {proposal.Amount}");
                return Result.Done;
            }
        );
    }

    public Task<Result> DecideAsync(Actor actor, Guid id, bool approve, string? note) =>
        db.ChangeAsync(
            actor,
            approve ? AuditAction.CspProjectApproved : AuditAction.CspProjectRefused,
            id,
            async work =>
            {
                var project = await FindAsync(work, id);
                if (ProjectRules.WhyCannotDecide(project.Status, project.ProposedBy, actor.Id) is { } refusal)
                    return refusal;
                if (!approve && string.IsNullOrWhiteSpace(note))
                    return new Refusal("Say why you are refusing the project", nameof(note));
                if (TextLimit.WhyTooLong(note, 500, nameof(note)) is { } wide)
                    return wide;
                if (approve && await CommitAsync(work, actor, project, nameof(note)) is { } tooMuch)
                    return tooMuch;
                await work.ExecuteOneAsync(
                    "update CspProject set Status = @Status, DecidedBy = @By, DecidedAt = @Now, DecidedNote = @Note, Version = Version + 1 where Id = @id and Version = @Version",
                    new
                    {
                        id,
                        project.Version,
                        Status = approve ? ProjectStatus.Approved : ProjectStatus.Refused,
                        By = actor.Id,
                        work.Now,
                        Note = note?.Trim(),
                    }
                );
                work.Note($"{project.Name} {(approve ? "approved" : "refused")}. {note?.Trim()}");
                return Result.Done;
            }
        );

    /// <summary>Ends spending on the project and releases the rest of its commitment.</summary>
    public Task<Result> FinishAsync(Actor actor, Guid id) =>
        db.ChangeAsync(
            actor,
            AuditAction.CspProjectFinished,
            id,
            async work =>
            {
                var project = await FindAsync(work, id);
                if (project.Status != ProjectStatus.Approved)
                    return new Refusal("Only an approved project can be finished");
                var (year, on, locked) = await YearAsync(work, project);
                if (LedgerRules.WhyCannotPost(year, on, locked, "") is { } refusal)
                    return refusal;
                await PostToLedger.ReleaseAsync(
                    work,
                    actor,
                    year,
                    id,
                    on,
                    $"{project.Name} finished: what was not spent",
                    project.Committed
                );
                await work.ExecuteOneAsync(
                    "update CspProject set Status = 'Finished', Version = Version + 1 where Id = @id and Version = @Version",
                    new { id, project.Version }
                );
                work.Note($"{project.Name}: {project.Spent} spent of {project.Amount}");
                return Result.Done;
            }
        );

    /// <summary>Commits an approved project's cost, so that nothing else can spend it.</summary>
    private static async Task<Refusal?> CommitAsync(Work work, Actor actor, Project project, string field)
    {
        var (year, on, locked) = await YearAsync(work, project);
        if (LedgerRules.WhyCannotPost(year, on, locked, field) is { } refusal)
            return refusal;
        var area = await Posting.AccountAsync(work, year, AccountKind.Area, project.AreaId);
        if (LedgerRules.WhyTooMuch(area.Name, project.Amount, await Posting.BalanceAsync(work, area.Id), field) is { } tooMuch)
            return tooMuch;
        await Posting.MoveAsync(
            work,
            actor,
            year,
            TransactionKind.Commitment,
            on,
            project.Name,
            area,
            await Posting.AccountAsync(work, year, AccountKind.Committed, project.AreaId),
            project.Amount,
            project.Id
        );
        return null;
    }

    private static async Task<(FinancialYear Year, DateOnly On, DateTime? LockedAt)> YearAsync(Work work, Project project)
    {
        var year = FinancialYear.Parse(project.BudgetYear)!.Value;
        return (year, LedgerRules.DayIn(year, LondonTime.DateOf(work.Now)), (await Posting.YearAsync(work, year)).LockedAt);
    }

    private static Task<Project> FindAsync(Work work, Guid id) => work.FindAsync<Project>(Sql + " where p.Id = @id", new { id });

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
    private const string InsertSql = """
        insert into CspProject (Id, BudgetYear, AreaId, Name, Priority, PreventionLevel, Outcome, CreatedAt, Amount, Status, Proposal, ProposedBy, Version)
        values (@id, @BudgetYear, @area, @Name, @Priority, @Level, @Outcome, @Now, @Amount, 'Proposed', @Proposal, @By, 1)
        """;
}
