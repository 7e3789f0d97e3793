using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>The applications of a person's organisations, with their letters and returns.</summary>
public sealed class MyApplications(Db db)
{
    public sealed record MyApplicationRow
    {
        public required Guid Id { get; init; }
        public required string Organisation { get; init; }
        public required ApplicationStatus Status { get; init; }
        public string? Reference { get; init; }
        public string? ProjectName { get; init; }
        public required string FundName { get; init; }
        public required string RoundName { get; init; }
        public required string BudgetYear { get; init; }

        /// <summary>When the office withdrew the round; null: it did not.</summary>
        public DateTime? RoundWithdrawnAt { get; init; }

        /// <summary>Until when it may be sent.</summary>
        public required DateTime ClosesAt { get; init; }

        /// <summary>The applicant has more time than the round.</summary>
        public bool HasOwnTime { get; init; }
        public DateTime? SubmittedAt { get; init; }
        public required Channel Channel { get; init; }

        /// <summary>When it was last taken back after it had been sent.</summary>
        public DateTime? RecalledAt { get; init; }
        public required DateTime ScoringClosesAt { get; init; }
        public required RoundPolicy Policy { get; init; }
        public required DateOnly DecisionExpectedOn { get; init; }
        public DateOnly? AcceptBy { get; init; }
        public DateTime? LetterSentAt { get; init; }
        public string? LetterKind { get; init; }

        /// <summary>Number of letters sent about the application.</summary>
        public int Letters { get; init; }

        /// <summary>The current letter offers a grant, in full or in part.</summary>
        public bool IsOffer => LetterKind is "Award" or "PartAward";
        public DateTime? AcceptedAt { get; init; }

        /// <summary>Due date of the next return that is not sent; the last one's when all are.</summary>
        public DateOnly? ReturnDueOn { get; init; }
        public bool ReturnOpen { get; init; }
        public DateTime? EndedAt { get; init; }
        public string? EndedHow { get; init; }

        /// <summary>The office asks the organisation to agree the closing sum.</summary>
        public bool AsksCloseOut { get; init; }

        /// <summary>When the answers that the office asked for again are due.</summary>
        public DateOnly? ChangesDueOn { get; init; }

        /// <summary>The office asks whether the project can work with less.</summary>
        public bool AsksPart { get; init; }
        public required Guid OrganisationId { get; init; }

        /// <summary>The office asks which other subsidies the organisation has received.</summary>
        public bool AsksSubsidy { get; init; }

        /// <summary>A grant is accepted, and there is no bank account to pay it into.</summary>
        public bool NeedsBank { get; init; }
    }

    public Task<IReadOnlyList<MyApplicationRow>> ListAsync(Actor actor) =>
        db.QueryAsync<MyApplicationRow>(ListSql + " order by a.StartedAt desc, o.Name, a.Id", new { Person = actor.Id });

    /// <summary>What has happened to a sent application, and what comes next; empty for a draft, and for the officer who entered
    /// it.</summary>
    public async Task<IReadOnlyList<JourneyStep>> JourneyAsync(Actor actor, Guid application, DateTime now) =>
        await db.FindOrDefaultAsync<MyApplicationRow>(ListSql + " and a.Id = @application", new { Person = actor.Id, application })
            is not { SubmittedAt: { } sent, Status: ApplicationStatus.Submitted } row
            ? []
            : ApplicationJourney.Of(
                sent,
                row.RoundWithdrawnAt,
                row.ClosesAt,
                row.HasOwnTime,
                row.ScoringClosesAt,
                row.Policy.Rolling,
                row.DecisionExpectedOn,
                row.LetterSentAt,
                row.LetterKind is null ? null : row.IsOffer,
                row.AcceptBy,
                row.AcceptedAt,
                row.ReturnDueOn,
                row is { ReturnDueOn: not null, ReturnOpen: false },
                now
            );

    private const string ListSql = """
        select    a.Id, a.OrganisationId, o.Name as Organisation, a.Status, a.Reference, a.ProjectName, f.Name as FundName, r.Name as RoundName, r.BudgetYear, case when a.ClosesAt > r.ClosesAt then a.ClosesAt else r.ClosesAt end as ClosesAt, case when a.ClosesAt > r.ClosesAt then 1 else 0 end as HasOwnTime, r.WithdrawnAt as RoundWithdrawnAt, r.ScoringClosesAt, r.Policy, r.DecisionExpectedOn, a.SubmittedAt, a.Channel, (select max(x.RecalledAt) from EarlierCopy x where x.ApplicationId = a.Id) as RecalledAt, w.AcceptBy,
                  l.SentAt as LetterSentAt, l.Kind as LetterKind, (select count(*) from Letter z where z.ApplicationId = a.Id and z.State = 'Sent') as Letters, w.AcceptedAt, w.EndedAt, w.EndedHow, c.DueOn as ChangesDueOn,
                  (select coalesce(min(case when t.Status in ('Due', 'Prepared') then t.DueOn end), max(t.DueOn)) from MonitoringReturn t where t.AwardId = w.Id) as ReturnDueOn,
                  case when exists (select 1 from MonitoringReturn t where t.AwardId = w.Id and t.Status in ('Due', 'Prepared')) then 1 else 0 end as ReturnOpen,
                  case when exists (select 1 from CloseOut q where q.AwardId = w.Id and q.AgreedAt is null) then 1 else 0 end as AsksCloseOut,
                  case when exists (select 1 from PartAward x where x.ApplicationId = a.Id and x.Confirmed is null) then 1 else 0 end as AsksPart,
                  case when exists (select 1 from Subsidy y where y.ApplicationId = a.Id and y.NoticeAt is not null and y.ConfirmedAt is null) then 1 else 0 end as AsksSubsidy,
                  case when w.AcceptedAt is not null and w.EndedAt is null and not exists (select 1 from BankDetails b where b.OrganisationId = a.OrganisationId and b.State in ('Given', 'Confirmed')) then 1 else 0 end as NeedsBank
        from      OrganisationMember m
        join      Application a on a.OrganisationId = m.OrganisationId
        join      Organisation o on o.Id = a.OrganisationId
        join      Round r on r.Id = a.RoundId
        join      Fund f on f.Id = r.FundId
        left join Letter l on l.ApplicationId = a.Id and l.Stands = 1
        left join Award w on w.ApplicationId = a.Id
        left join ChangeRequest c on c.ApplicationId = a.Id and c.AnsweredAt is null and c.ClosedAt is null
        where     m.PersonId = @Person and (a.Channel = 'Online' or a.Status <> 'Draft')
        """;
}
