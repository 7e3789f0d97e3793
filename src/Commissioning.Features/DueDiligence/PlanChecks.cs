using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Plans the checks of each new application: its tier with reasons, the checks this requires, results carried over from an earlier
/// application, and matches with other applications. Also reopens expired results. A job runs it every few seconds; running it twice
/// changes nothing.</summary>
public sealed class PlanChecks(Db db, MatchIndex index, RegisterSearches registers)
{
    private const int AtOnce = 25;

    /// <summary>Findings change by the calendar too, such as a return that becomes overdue.</summary>
    private static readonly TimeSpan FindAgain = TimeSpan.FromHours(12);

    /// <summary>The job ignores applications sent within this time, so that it does not compete for the writer lock with applicants in the
    /// last minute of a round.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    /// <param name="rest">How long ago an application must have been sent.</param>
    /// <returns>The number of applications planned.</returns>
    public async Task<int> RunAsync(TimeSpan rest = default, CancellationToken stopping = default)
    {
        var before = await db.ReadAsync(work => Task.FromResult(work.Now - rest));
        var waiting = await db.QueryAsync<Guid>(WaitingSql, new { AtOnce, before });
        List<Exception> failures = [];
        foreach (var application in waiting.TakeWhile(_ => !stopping.IsCancellationRequested))
            try
            {
                await AssessAsync(application);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                failures.Add(exception);
            } // One failure must not delay the others.
        var today = await db.ReadAsync(work => Task.FromResult(ApplicationChecks.Today(work)));
        foreach (var application in await db.QueryAsync<Guid>(RunOutSql, new { today }))
            await db.ChangeAsync(
                Actor.Portal,
                AuditAction.CheckRanOut,
                application,
                async work =>
                {
                    await ApplicationChecks.RefreshAsync(work, application);
                    return Result.Done;
                }
            );
        var stale = (await db.QueryAsync<Guid>(StaleSql, new { Old = await db.ReadAsync(work => Task.FromResult(work.Now - FindAgain)) }))
            .Take(AtOnce)
            .TakeWhile(_ => !stopping.IsCancellationRequested);
        foreach (var application in stale)
            try
            {
                await FindAsync(application);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                failures.Add(exception);
            }
        return failures.Count > 0 ? throw new AggregateException(failures) : waiting.Count;
    }

    /// <summary>Finds anew. Where nothing changed, the audit trail gets no entry.</summary>
    private async Task FindAsync(Guid application)
    {
        await registers.CatchUpAsync(application);
        // Before it looks, so that what is marked stale meanwhile is found by the next run.
        await db.HousekeepAsync(work =>
            work.ExecuteAsync("update CheckPlan set FoundAt = @Now where ApplicationId = @application", new { application, work.Now })
        );
        await db.ChangeAsync(
            Actor.Portal,
            AuditAction.FindingsFound,
            application,
            async work =>
            {
                var news = await SyncFindings.RunAsync(work, application);
                foreach (var sentence in news)
                    work.Note(sentence);
                return !await RaiseAsync(work, application) && news.Count == 0 ? new Refusal("Nothing new was found") : Result.Done;
            }
        );
    }

    private async Task AssessAsync(Guid application)
    {
        var read = await index.AddAsync(application);
        await registers.ArriveAsync(application);
        await db.ChangeAsync(
            Actor.Portal,
            AuditAction.ChecksPlanned,
            application,
            async work =>
            {
                if (
                    await work.ScalarAsync<string>("select CopySha256 from Application where Id = @application", new { application })
                    != read
                )
                    return new Refusal("Its answers were changed meanwhile, so the next run will assess it");
                var submitted = await ApplicationChecks.ApplicationAsync(work, application);
                var facts = await FactsAsync(work, submitted);
                var policy = (await RoundReader.GetAsync(work, submitted.RoundId)).Policy.Tiers;
                var risks = (
                    await work.QueryAsync<RiskRow>(
                        "select q.Code, q.Wording from Answer n join Question q on q.Id = n.QuestionId where n.ApplicationId = @application and q.Kind = 'YesNo' and n.Wording = 'Yes' order by q.Position",
                        new { application }
                    )
                )
                    .Where(row => policy.RiskQuestions.Contains(row.Code))
                    .Select(row => row.Wording)
                    .ToList();
                var (today, late) = (ApplicationChecks.Today(work), await CrossCheckQueries.LatenessAsync(work, submitted.OrganisationId));
                var (tier, reasons) = TierRules.Of(
                    policy,
                    new(
                        submitted.AmountRequested,
                        facts.IsRegistered == 1,
                        facts.Funded > 0,
                        risks,
                        late.Count(one => one.IsOverdue(today)),
                        late.Count(one => !one.IsOverdue(today) && one.IsNotable(today)),
                        facts.Flags > 0
                    )
                    {
                        History = await HistoryAsync(work, submitted),
                    }
                );
                var row = new
                {
                    application,
                    tier,
                    Reasons = string.Join('\n', reasons),
                    work.Now,
                };
                var earlier = (await ApplicationChecks.GetAsync(work, application)).Tiering;
                if (earlier is { } before)
                {
                    // Answers changed since: the tier may rise automatically but never fall, and an officer's choice stays.
                    await work.ExecuteOneAsync(AgainSql, row);
                    if (before.OverriddenBy is not null || tier <= before.Tier)
                        return Result.Done;
                    await work.ExecuteOneAsync(
                        "update CheckPlan set Tier = @tier, Reasons = @Reasons, Version = Version + 1 where ApplicationId = @application",
                        row
                    );
                    await ApplyTierAsync(work, submitted, policy, tier);
                }
                else
                {
                    if (await work.ExecuteAsync(InsertSql, row) == 0)
                        return new Refusal("Someone was first");
                    await ApplyTierAsync(work, submitted, policy, tier);
                }
                work.Note($"{tier}: {string.Join("; ", reasons)}");
                foreach (var sentence in await SyncFindings.RunAsync(work, application))
                    work.Note(sentence);
                if (earlier is null)
                    await CarryOverAsync(work, submitted);
                await ApplicationChecks.RefreshAsync(work, application);
                return Result.Done;
            }
        );
    }

    /// <summary>Checks of a higher tier do not apply, unless they were started.</summary>
    internal static async Task ApplyTierAsync(
        Work work,
        ApplicationChecks.CheckedApplication application,
        TierPolicy policy,
        CheckTier tier
    )
    {
        var facts = await FactsAsync(work, application);
        foreach (var check in (await ApplicationChecks.GetAsync(work, application.Id)).Checks.Where(check => check.CheckedById is null))
        {
            var applies = TierRules.Applies(policy, check.Kind, check.Tier, tier, facts.Funded > 0);
            if (applies == (check.Status != CheckStatus.NotApplicable))
                continue;
            await work.ExecuteOneAsync(
                "update DueDiligenceCheck set Status = @Status, Note = @Note, Version = Version + 1 where Id = @Id and Version = @Version",
                new
                {
                    check.Id,
                    check.Version,
                    Status = applies ? CheckStatus.NotStarted : CheckStatus.NotApplicable,
                    Note = applies ? null : $"Made from the {check.Tier} tier on; this application is {tier}",
                }
            );
        }
    }

    private static Task<FactsRow> FactsAsync(Work work, ApplicationChecks.CheckedApplication application) =>
        work.FindAsync<FactsRow>(
            FactsSql,
            new
            {
                application = application.Id,
                application.OrganisationId,
                Today = ApplicationChecks.Today(work),
            }
        );

    /// <summary>What the check of an organisation rests on today.</summary>
    internal static async Task<string> BasisAsync(Work work, Guid organisation) =>
        CheckBasis.Of(
            (await MatchIndex.SourceAsync(work, organisation)).Source.Details,
            await OrganisationProfiles.AnswersAsync(work, organisation)
        );

    private static async Task<IReadOnlyList<(CheckTier Tier, string Reason)>> HistoryAsync(
        Work work,
        ApplicationChecks.CheckedApplication application
    ) => PastRules.TiersOf((await OrganisationHistory.GetAsync(work, application)).Matters);

    /// <summary>What happened before may come to light after the tier was set, as when two records turn out to be one
    /// organisation.</summary>
    private static async Task<bool> RaiseAsync(Work work, Guid application)
    {
        var view = await ApplicationChecks.GetAsync(work, application);
        if (view is not { Tiering: { OverriddenBy: null } before, Application.DecidedAt: null })
            return false;
        var news = (await HistoryAsync(work, view.Application))
            .Where(ask => !before.Reasons.Split('\n').Contains(ask.Reason, StringComparer.Ordinal))
            .ToList();
        if (news.Count == 0)
            return false;
        var tier = news.Select(ask => ask.Tier).Append(before.Tier).Max();
        await work.ExecuteOneAsync(
            "update CheckPlan set Tier = @tier, Reasons = @Reasons, Version = Version + 1 where ApplicationId = @application and Version = @Version",
            new
            {
                application,
                tier,
                Reasons = string.Join('\n', news.Select(ask => ask.Reason).Append(before.Reasons)),
                before.Version,
            }
        );
        await ApplyTierAsync(work, view.Application, (await RoundReader.GetAsync(work, view.Application.RoundId)).Policy.Tiers, tier);
        await ApplicationChecks.RefreshAsync(work, application);
        work.Note($"{tier}: {string.Join("; ", news.Select(ask => ask.Reason))}");
        return true;
    }

    /// <summary>Carries over results that the organisation passed last, on any of its records, while they are in date, rest on the same
    /// facts, and nothing is found that belongs to them (R20).</summary>
    private static async Task CarryOverAsync(Work work, ApplicationChecks.CheckedApplication application)
    {
        var (today, basis) = (ApplicationChecks.Today(work), await BasisAsync(work, application.OrganisationId));
        var earlier = await work.QueryAsync<EarlierRow>(EarlierSql, new { application.OrganisationId, Application = application.Id });
        foreach (
            var check in (await ApplicationChecks.GetAsync(work, application.Id)).Checks.Where(check =>
                check is { ValidMonths: > 0, Status: CheckStatus.NotStarted, Kind: not CheckKind.BankDetails }
            )
        )
        {
            if (
                earlier.FirstOrDefault(row => row.Kind == check.Kind && row.Name == check.Name) is not { } last
                || !DueDiligenceRules.IsCarriedOver(last.Status, last.ExpiresOn, today, last.RestsOn, basis, check.Findings.Count > 0)
            )
                continue;
            await work.ExecuteOneAsync(
                """
                update DueDiligenceCheck
                set    Status = 'Pass', Note = @Note, Source = @Source, EvidenceFileId = @EvidenceFileId, CheckedBy = @CheckedBy, CheckedOn = @CheckedOn, ExpiresOn = @ExpiresOn, RestsOn = @RestsOn, CarriedFrom = @From, Version = Version + 1
                where  Id = @Check and Version = @Version
                """,
                new
                {
                    Check = check.Id,
                    check.Version,
                    last.Note,
                    last.Source,
                    last.EvidenceFileId,
                    last.CheckedBy,
                    last.CheckedOn,
                    last.ExpiresOn,
                    last.RestsOn,
                    From = last.Id,
                }
            );
            work.Note($"{check.Name} carried over from {last.Reference}");
        }
    }

    private const string WaitingSql = """
        with Numbered as (
            select a.Id, row_number() over (order by a.SubmittedAt, a.Number) as RowNumber
            from   Application a
            join   Round r on r.Id = a.RoundId
            where  r.WithdrawnAt is null and a.Status = 'Submitted' and a.SubmittedAt <= @before and not exists (select 1 from CheckPlan t where t.ApplicationId = a.Id and (t.CopySha256 = a.CopySha256 or a.CopySha256 is null))
        )
        select   n.Id
        from     Numbered n
        where    n.RowNumber <= @AtOnce
        order by n.RowNumber
        """;
    private const string StaleSql = """
        select   t.ApplicationId
        from     CheckPlan t
        join     Application a on a.Id = t.ApplicationId
        join     Round r on r.Id = a.RoundId
        where    (t.FoundAt is null or t.FoundAt < @Old) and a.Status = 'Submitted' and r.WithdrawnAt is null
                 and (not exists (select 1 from DecisionLine l where l.ApplicationId = a.Id) or exists (select 1 from Award w where w.ApplicationId = a.Id and w.EndedAt is null))
        order by a.SubmittedAt, a.Number, t.ApplicationId
        """;
    private const string AgainSql = """
        update CheckPlan
        set    AssessedAt = @Now, FoundAt = null, CopySha256 = (select a.CopySha256 from Application a where a.Id = @application), Version = Version + 1
        where  ApplicationId = @application
        """;
    private const string RunOutSql = """
        select distinct c.ApplicationId
        from   DueDiligenceCheck c
        join   Application a on a.Id = c.ApplicationId
        join   Round r on r.Id = a.RoundId
        where  r.WithdrawnAt is null and c.ExpiresOn < @today and c.Holds = 'Decision' and c.Status in ('Pass', 'Condition') and a.DueDiligence in ('Pass', 'Condition') and not exists (select 1 from DecisionLine l where l.ApplicationId = a.Id)
        """;
    private const string FactsSql =
        LinkedOrganisations.Sql
        + """
            select case when o.CharityNumber is null and o.CompanyNumber is null then 0 else 1 end as IsRegistered,
                   (select count(*) from Body y join Application b on b.OrganisationId = y.Id join Award w on w.ApplicationId = b.Id where b.Id <> @application)
                   + (select count(*) from Body y join PastApplication p on p.OrganisationId = y.Id where p.Result = 'Funded') as Funded,
                   (select count(*) from Body y join StopFlag f on f.OrganisationId = y.Id where f.LiftedAt is null and (f.Until is null or f.Until >= @Today)) as Flags
            from   Organisation o
            where  o.Id = @OrganisationId
            """;
    private const string EarlierSql =
        LinkedOrganisations.Sql
        + """
            select   c.Id, c.Kind, c.Name, c.Status, c.Note, c.Source, c.EvidenceFileId, c.CheckedBy, c.CheckedOn, c.ExpiresOn, c.RestsOn, a.Reference
            from     Body y
            join     Application a on a.OrganisationId = y.Id
            join     DueDiligenceCheck c on c.ApplicationId = a.Id
            where    a.Id <> @Application and c.CheckedOn is not null
            order by c.CheckedOn desc, a.SubmittedAt desc, c.Id
            """;
    private const string InsertSql = """
        insert into CheckPlan (ApplicationId, Tier, Reasons, AssessedAt, CopySha256, Version)
        select a.Id, @tier, @Reasons, @Now, a.CopySha256, 1
        from   Application a
        where  a.Id = @application and not exists (select 1 from CheckPlan t where t.ApplicationId = @application)
        """;

    private sealed record FactsRow
    {
        public required int IsRegistered { get; init; }
        public required int Funded { get; init; }
        public required int Flags { get; init; }
    }

    private sealed record RiskRow
    {
        public required string Code { get; init; }
        public required string Wording { get; init; }
    }

    private sealed record EarlierRow
    {
        public required Guid Id { get; init; }
        public required CheckKind Kind { get; init; }
        public required string Name { get; init; }
        public required CheckStatus Status { get; init; }
        public string? Note { get; init; }
        public string? Source { get; init; }
        public Guid? EvidenceFileId { get; init; }
        public Guid? CheckedBy { get; init; }
        public DateOnly? CheckedOn { get; init; }
        public DateOnly? ExpiresOn { get; init; }
        public string? RestsOn { get; init; }
        public required string Reference { get; init; }
    }
}
