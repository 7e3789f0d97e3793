using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Monitoring;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>The applications of a person's organisations, with their letters and returns.</summary>
public sealed class MyApplications(Db db)
{
    public sealed record MyApplicationRow : ApplicantFacts
    {
        public string? Reference { get; init; }
        public required string BudgetYear { get; init; }

        /// <summary>The applicant has more time than the round.</summary>
        public bool HasOwnTime { get; init; }
        public DateTime? SubmittedAt { get; init; }
        public required Channel Channel { get; init; }
        public required DateTime ScoringClosesAt { get; init; }
        public required RoundPolicy Policy { get; init; }
        public required DateOnly DecisionExpectedOn { get; init; }

        /// <summary>Number of letters sent about the application.</summary>
        public int Letters { get; init; }

        /// <summary>Due date of the next return that is not sent; the last one's when all are.</summary>
        public DateOnly? AnyReturnDueOn { get; init; }
        public bool ReturnOpen => ReturnId is not null;
        public string? EndedHow { get; init; }

        /// <summary>Hash of the draft when somebody was asked to certify it; null: nobody is asked.</summary>
        public string? CertificateSha256 { get; init; }
    }

    public Task<IReadOnlyList<MyApplicationRow>> ListAsync(Actor actor) =>
        db.ReadAsync(work => RowsAsync(work, " order by a.StartedAt desc, o.Name, a.Id", new { Person = actor.Id }));

    private static async Task<IReadOnlyList<MyApplicationRow>> RowsAsync(Work work, string rest, object values)
    {
        // Two returns of one kind that are due on one day would give an application twice.
        var rows = (await work.QueryAsync<MyApplicationRow>(ListSql + rest, values)).DistinctBy(row => row.Id).ToList();
        for (var i = 0; i < rows.Count; i++)
            if (
                rows[i].CertificateSha256 is { } then
                && then != CertificateQueries.HashOf(await SubmittedCopy.BuildAsync(work, rows[i].Id))
            )
                rows[i] = rows[i] with { CertificateAskedBy = null, CertificateAskedOf = null };
        return rows;
    }

    private async Task<MyApplicationRow?> FindAsync(Actor actor, Guid application) =>
        (
            await db.ReadAsync(work =>
                RowsAsync(work, " and a.Id = @application order by a.StartedAt, a.Id", new { Person = actor.Id, application })
            )
        ).FirstOrDefault();

    /// <summary>Whether a draft can no longer be sent; false for the officer who enters a paper application.</summary>
    public async Task<bool> IsClosedAsync(Actor actor, Guid application, DateTime now) =>
        await FindAsync(actor, application) is { } row && (now > row.ClosesAt || row.RoundWithdrawnAt is not null);

    /// <summary>What has happened to a sent application, and what comes next; empty for a draft, and for the officer who entered
    /// it.</summary>
    public async Task<IReadOnlyList<JourneyStep>> JourneyAsync(Actor actor, Guid application, DateTime now) =>
        await FindAsync(actor, application) is not { SubmittedAt: { } sent, Status: ApplicationStatus.Submitted } row
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
                row.AnyReturnDueOn,
                row is { AnyReturnDueOn: not null, ReturnOpen: false },
                row.EndedHow,
                row.EndedAt,
                now
            );

    /// <summary>What this person has to do, the most pressing first.</summary>
    public Task<IReadOnlyList<ApplicantTask>> TasksAsync(Actor actor) =>
        db.ReadAsync(async work =>
        {
            var today = LondonTime.DateOf(work.Now);
            var rows = await RowsAsync(work, " order by a.StartedAt, a.Id", new { Person = actor.Id });
            var invitations = await InvitationQueries.OfAsync(work, actor);
            return ApplicantTaskRules.Order(
                rows.SelectMany(row =>
                        ApplicantTaskRules.Of(row, actor.Id, work.Now).Select(task => task with { Project = row.ProjectName })
                    )
                    .Concat(invitations.Select(one => ApplicantTaskRules.Join(one.OrganisationId, one.Organisation, one.InvitedBy)))
                    .DistinctBy(task => (task.Kind, task.Subject)),
                today
            );
        });

    /// <summary>The same for one grant.</summary>
    public Task<IReadOnlyList<ApplicantTask>> TasksOfAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            var rows = await RowsAsync(work, " and a.Id = @application order by a.StartedAt, a.Id", new { Person = actor.Id, application });
            return ApplicantTaskRules.Order(
                rows.SelectMany(row => ApplicantTaskRules.Of(row, actor.Id, work.Now)),
                LondonTime.DateOf(work.Now)
            );
        });

    private const string ListSql = $"""
        select    a.Id, a.OrganisationId, o.Name as Organisation, a.Status, a.Reference, a.ProjectName, f.Name as FundName, r.Name as RoundName, r.BudgetYear, case when a.ClosesAt > r.ClosesAt then a.ClosesAt else r.ClosesAt end as ClosesAt, case when a.ClosesAt > r.ClosesAt then 1 else 0 end as HasOwnTime, r.WithdrawnAt as RoundWithdrawnAt, r.ScoringClosesAt, r.Policy, r.DecisionExpectedOn, a.SubmittedAt, a.Channel, (select max(x.RecalledAt) from EarlierCopy x where x.ApplicationId = a.Id) as RecalledAt, w.AcceptBy, w.Amount - w.GivenBack as Awarded,
                  l.SentAt as LetterSentAt, l.Kind as LetterKind, (select count(*) from Letter z where z.ApplicationId = a.Id and z.State = 'Sent') as Letters, w.AcceptedAt, w.EndedAt, w.EndedHow, c.DueOn as ChangesDueOn,
                  t.Id as ReturnId, coalesce(t.PutRightBy, t.DueOn) as ReturnDueOn, case when t.PutRightBy is null then 0 else 1 end as ReturnIsAskedAgain, case when t.Kind = 'Reuse' then 1 else 0 end as ReturnIsReuse, case when t.Status = 'Prepared' then t.PreparedBy end as ReturnPreparedBy, case when t.Status = 'Prepared' then b.DisplayName end as ReturnPreparedByName,
                  coalesce(t.DueOn, (select max(u.DueOn) from MonitoringReturn u where u.AwardId = w.Id)) as AnyReturnDueOn,
                  case when m.MaySign = 1 or (m.IsLead = 1 or not exists (select 1 from OrganisationMember n where n.OrganisationId = a.OrganisationId and n.IsLead = 1)) and not exists (select 1 from OrganisationMember n where n.OrganisationId = a.OrganisationId and n.MaySign = 1) then 1 else 0 end as MaySign,
                  case when g.Email = e.Email then h.DisplayName end as CertificateAskedBy, g.Email as CertificateAskedOf, g.AskedAt as CertificateAskedAt, g.DraftSha256 as CertificateSha256,
                  (select min(i.DueOn) from Instalment i where i.AwardId = w.Id and i.InArrears = 0) as PaysOn,
                  (select count(*) from AwardCondition k where k.AwardId = w.Id and k.State = 'Wanted') as ConditionsWanted,
                  (select max(v.DecidedAt) from Variation v where v.AwardId = w.Id and v.AskedByOffice = 0 and v.State in ('Approved', 'Refused')) as VariationAnsweredAt,
                  case when exists (select 1 from Award x join Application y on y.Id = x.ApplicationId where y.OrganisationId = a.OrganisationId and x.AcceptedAt is not null and x.EndedAt is null and x.Amount - x.GivenBack > (select coalesce(sum(z.Amount), 0) from Payment z where z.AwardId = x.Id and z.Status = 'Paid')) then 1 else 0 end as HasUnpaid,
                  (select max(y.DecidedAt) from Claim y where y.AwardId = w.Id and y.State = 'GivenBack' and not exists (select 1 from Claim z where z.AwardId = w.Id and z.ClaimedAt > y.ClaimedAt)) as ClaimSentBackAt,
                  vr.Id as RecoveryId, vr.AnswerBy as RecoveryAnswerBy,
                  uc.DueOn as UseCertificateDueOn, case when uc.Again is null then 0 else 1 end as UseCertificateAgain,
                  (select t2.PreparedBy from MonitoringReturn t2 where uc.DueOn is not null and t2.AwardId = w.Id and t2.Kind = 'Final'
                          and exists (select 1 from OrganisationMember s where s.OrganisationId = a.OrganisationId and s.PersonId <> t2.PreparedBy and (s.MaySign = 1 or (s.IsLead = 1 or not exists (select 1 from OrganisationMember n where n.OrganisationId = a.OrganisationId and n.IsLead = 1)) and not exists (select 1 from OrganisationMember n where n.OrganisationId = a.OrganisationId and n.MaySign = 1)))) as UseCertificateWriter,
                  case when exists (select 1 from CloseOut q where q.AwardId = w.Id and q.AgreedAt is null and q.DisputedAt is null) then 1 else 0 end as AsksCloseOut,
                  (select q.ObjectBy from PublicPage q where q.AwardId = w.Id and q.ProposedAt is not null and q.AnsweredAt is null and w.PublishedAt is null) as PublicPageObjectBy,
                  case when exists (select 1 from PartAward x where x.ApplicationId = a.Id and x.Confirmed is null) then 1 else 0 end as AsksPart,
                  case when exists (select 1 from Subsidy y where y.ApplicationId = a.Id and y.NoticeAt is not null and y.ConfirmedAt is null) then 1 else 0 end as AsksSubsidy,
                  case when w.AcceptedAt is not null and w.EndedAt is null and not exists (select 1 from BankDetails d where d.OrganisationId = a.OrganisationId and d.State in ('Given', 'Confirmed')) then 1 else 0 end as NeedsBank,
                  case when exists (select 1 from BankDetails d where d.OrganisationId = a.OrganisationId and d.State = 'Given' and d.RecheckAt is not null and d.AffirmedAt is null and d.CalledAt is null) then 1 else 0 end as AsksAccount
        from      OrganisationMember m
        join      Application a on a.OrganisationId = m.OrganisationId
        join      Organisation o on o.Id = a.OrganisationId
        join      Round r on r.Id = a.RoundId
        join      Fund f on f.Id = r.FundId
        left join Letter l on l.ApplicationId = a.Id and l.Stands = 1
        left join Award w on w.ApplicationId = a.Id
        left join MonitoringReturn t on t.AwardId = w.Id and t.Status in ('Due', 'Prepared')
                  and not exists (select 1 from MonitoringReturn u where u.AwardId = t.AwardId and u.Status in ('Due', 'Prepared') and (u.Kind = 'Interim' and t.Kind <> 'Interim' or u.Kind = 'Final' and t.Kind = 'Reuse' or u.Kind = t.Kind and u.PeriodTo < t.PeriodTo))
        left join Person b on b.Id = t.PreparedBy
        left join UseCertificate uc on uc.AwardId = w.Id and {UseCertificates.CanBeSignedSql}
        left join Variation vr on vr.AwardId = w.Id and vr.Kind = 'Recovery' and vr.State = 'Asked' and vr.AnsweredAt is null
        join      Person e on e.Id = m.PersonId
        left join ApplicationCertificate g on g.ApplicationId = a.Id and g.State = 'Asked' and a.Status = 'Draft'
                  and exists (select 1 from OrganisationMember v where v.OrganisationId = a.OrganisationId and v.PersonId = g.AskedBy)
        left join Person h on h.Id = g.AskedBy
        left join ChangeRequest c on c.ApplicationId = a.Id and c.AnsweredAt is null and c.ClosedAt is null
        where     m.PersonId = @Person and (a.Channel = 'Online' or a.Status <> 'Draft')
        """;
}
