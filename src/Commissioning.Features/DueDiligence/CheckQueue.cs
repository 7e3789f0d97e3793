using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Applications with unfinished checks, oldest first: their officer, age, and what blocks them.</summary>
public sealed class CheckQueue(Db db)
{
    public const int PageSize = 25;

    public enum Show
    {
        All,
        Mine,
        Unowned,
    }

    public sealed record CheckQueueRow
    {
        public required Guid Id { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string Round { get; init; }
        public required DateTime SubmittedAt { get; init; }
        public required CheckResult DueDiligence { get; init; }
        public CheckTier? Tier { get; init; }
        public string? Owner { get; init; }
        public required int Checks { get; init; }
        public required int Done { get; init; }
        public required int SecondChecks { get; init; }
        public required int RanOut { get; init; }
        public required int Flags { get; init; }
        public required int Changes { get; init; }

        /// <summary>Actions that block the checks, shortest first.</summary>
        public IEnumerable<string> Blocks()
        {
            if (Tier is null)
                yield return "Not assessed yet";
            if (Flags > 0)
                yield return "The organisation has a stop flag";
            if (SecondChecks > 0)
                yield return $"{SecondChecks} {(SecondChecks == 1 ? "fail is" : "fails are")} waiting for a second check";
            if (RanOut > 0)
                yield return $"{RanOut} {(RanOut == 1 ? "result has" : "results have")} expired";
            if (Changes > 0)
                yield return "Waits for changed answers from the applicant";
        }
    }

    public sealed record CheckQueuePage(
        Show Show,
        IReadOnlyList<CheckQueueRow> Rows,
        int Waiting,
        int Mine,
        int Unowned,
        int Page,
        int Pages,
        DateOnly Today
    );

    public Task<CheckQueuePage> GetAsync(Actor actor, Show show, int page) =>
        db.ReadAsync(async work =>
        {
            var today = ApplicationChecks.Today(work);
            var counts = await work.FindAsync<CheckQueueCounts>(
                "select count(*) as Waiting, coalesce(sum(case when t.OwnerId = @Me then 1 else 0 end), 0) as Mine, coalesce(sum(case when t.OwnerId is null then 1 else 0 end), 0) as Unowned "
                    + FromSql,
                new { Me = actor.Id }
            );
            var total = show switch
            {
                Show.Mine => counts.Mine,
                Show.Unowned => counts.Unowned,
                _ => counts.Waiting,
            };
            var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
            page = Math.Clamp(page, 1, pages);
            var rows = await work.QueryAsync<CheckQueueRow>(
                RowsSql,
                new
                {
                    Me = actor.Id,
                    Show = show.ToString(),
                    today,
                    First = ((page - 1) * PageSize) + 1,
                    Last = page * PageSize,
                }
            );
            return new CheckQueuePage(show, rows, counts.Waiting, counts.Mine, counts.Unowned, page, pages, today);
        });

    /// <summary>Assigns the application's checks to the officer, or releases them.</summary>
    public Task<Result> AssignAsync(Actor actor, Guid application, bool give) =>
        db.ChangeAsync(
            actor,
            give ? AuditAction.ChecksGivenBack : AuditAction.ChecksAssigned,
            application,
            async work =>
            {
                var view = await ApplicationChecks.GetAsync(work, application);
                if (view.Tiering is not { } tiering)
                    return new Refusal("The portal is still assessing this application. Try again in a minute.");
                if (give && tiering.OwnerId != actor.Id)
                    return new Refusal($"{tiering.Owner ?? "No one"} has this application's checks");
                await work.ExecuteOneAsync(
                    "update CheckPlan set OwnerId = @Owner, Version = Version + 1 where ApplicationId = @application and Version = @Version",
                    new
                    {
                        application,
                        tiering.Version,
                        Owner = give ? (Guid?)null : actor.Id,
                    }
                );
                work.Note(
                    give ? "Given back"
                    : tiering.Owner is { } before ? $"Taken over from {before}"
                    : "Taken"
                );
                return Result.Done;
            }
        );

    /// <summary>Overrides the tier of the round's rules, with a reason.</summary>
    public Task<Result> OverrideAsync(Actor actor, Guid application, CheckTier? tier, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.TierChanged,
            application,
            async work =>
            {
                var view = await ApplicationChecks.GetAsync(work, application);
                if (view.Tiering is not { } tiering)
                    return new Refusal("The portal is still assessing this application. Try again in a minute.");
                if (view.Application.DecidedAt is not null)
                    return new Refusal("This application is decided, so you cannot change its tier");
                if (TierRules.WhyCannotOverride(tier, tiering.Tier, reason) is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync(
                    "update CheckPlan set Tier = @tier, Reasons = @Reasons, OverriddenBy = @By, Version = Version + 1 where ApplicationId = @application and Version = @Version",
                    new
                    {
                        application,
                        tiering.Version,
                        tier,
                        By = actor.Id,
                        Reasons = $"{reason!.Trim()}\n{tiering.Reasons}",
                    }
                );
                await PlanChecks.ApplyTierAsync(work, application, tier!.Value);
                await ApplicationChecks.RefreshAsync(work, application);
                work.Note($"{new Changes().Add("Tier", tiering.Tier.ToString(), tier.Value.ToString())}. {reason.Trim()}");
                return Result.Done;
            }
        );

    private const string FromSql = """
        from      Application a
        left join CheckPlan t on t.ApplicationId = a.Id
        where     a.Status = 'Submitted' and a.DueDiligence in ('NotStarted', 'InProgress') and not exists (select 1 from DecisionLine l where l.ApplicationId = a.Id)
        """;
    private const string RowsSql = """
        with Waiting as (
            select    a.Id, a.OrganisationId, a.RoundId, a.Reference, a.SubmittedAt, a.DueDiligence, t.Tier, t.OwnerId, row_number() over (order by a.SubmittedAt, a.Reference) as RowNumber
            from      Application a
            left join CheckPlan t on t.ApplicationId = a.Id
            where     a.Status = 'Submitted' and a.DueDiligence in ('NotStarted', 'InProgress') and not exists (select 1 from DecisionLine l where l.ApplicationId = a.Id)
                      and (@Show = 'All' or (@Show = 'Mine' and t.OwnerId = @Me) or (@Show = 'Unowned' and t.OwnerId is null))
        )
        select    w.Id, w.Reference, o.Name as Organisation, r.Name as Round, w.SubmittedAt, w.DueDiligence, w.Tier, p.DisplayName as Owner,
                  (select count(*) from DueDiligenceCheck c where c.ApplicationId = w.Id and c.Status <> 'NotApplicable') as Checks,
                  (select count(*) from DueDiligenceCheck c where c.ApplicationId = w.Id and ((c.Status in ('Pass', 'Condition') and (c.ExpiresOn is null or c.ExpiresOn >= @today)) or (c.Status = 'Fail' and c.SecondAt is not null))) as Done,
                  (select count(*) from DueDiligenceCheck c where c.ApplicationId = w.Id and c.Status = 'Fail' and c.SecondAt is null) as SecondChecks,
                  (select count(*) from DueDiligenceCheck c where c.ApplicationId = w.Id and c.Status in ('Pass', 'Condition') and c.ExpiresOn < @today) as RanOut,
                  (select count(*) from StopFlag f join Organisation s on s.Id = f.OrganisationId where coalesce(s.SameAs, s.Id) = coalesce(o.SameAs, o.Id) and f.LiftedAt is null and (f.Until is null or f.Until >= @today)) as Flags,
                  (select count(*) from ChangeRequest q where q.ApplicationId = w.Id and q.AnsweredAt is null) as Changes
        from      Waiting w
        join      Organisation o on o.Id = w.OrganisationId
        join      Round r on r.Id = w.RoundId
        left join Person p on p.Id = w.OwnerId
        where     w.RowNumber between @First and @Last
        order by  w.RowNumber
        """;

    private sealed record CheckQueueCounts
    {
        public required int Waiting { get; init; }
        public required int Mine { get; init; }
        public required int Unowned { get; init; }
    }
}
