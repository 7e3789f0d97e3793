using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Awards;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>Reminds organisations of returns by working days from the due date or when an officer wishes, and tells the office of late ones. The row that records it
/// is written with the e-mails, so each is sent once, whatever restarts and however many nodes run.</summary>
public sealed class RemindOfMonitoring(Db db, Office office, TimeProvider clock)
{
    /// <returns>The number of returns for which reminders were sent.</returns>
    public async Task<int> RunAsync()
    {
        var (today, sent) = (clock.Today(), 0);
        // The policy's reminder days are at most 60 working days, so 100 days ahead is enough.
        foreach (
            var due in await db.QueryAsync<DueReturn>($"{DueSql} and t.DueOn <= @Until {OrderSql}", new { Until = today.AddDays(100) })
        )
        {
            var policy = (await db.ReadAsync(work => RoundReader.GetAsync(work, due.RoundId))).Policy.Awards;
            if (
                MonitoringRules.ReminderDue(due.DueOn, policy.ReminderDays, today) is { } days
                && days > (due.LastDays ?? int.MinValue)
                && await RemindAsync(Actor.Portal, due, days, days >= policy.EscalateAfter)
            )
                sent++;
        }
        return sent;
    }

    public const int MostAtOnce = 200;

    /// <summary>Reminds of the ticked returns now, at most once a day each.</summary>
    /// <returns>How many were reminded of, and for each other one why not.</returns>
    public async Task<Result<(int Sent, IReadOnlyList<string> Refused)>> NowAsync(Actor actor, IReadOnlyCollection<Guid> selected)
    {
        if (selected.Count == 0)
            return new Refusal("Tick at least one return", nameof(selected));
        var (today, sent, arrived) = (clock.Today(), 0, 0);
        List<string> refused = [];
        foreach (var id in selected.Distinct().Take(MostAtOnce))
            if ((await db.QueryAsync<DueReturn>($"{DueSql} and t.Id = @id", new { id })) is not [var due])
                arrived++;
            else if (await RemindAsync(actor, due, MonitoringRules.DaysAfter(due.DueOn, today), escalate: false))
                sent++;
            else
                refused.Add(
                    $"{due.Reference}: a reminder of the return due on {LondonTime.Date(due.DueOn)} was sent within the last working day"
                );
        if (arrived > 0)
            refused.Add(
                $"{arrived} of the ticked returns {(arrived == 1 ? "has" : "have")} arrived, so nobody was reminded of {(arrived == 1 ? "it" : "them")}"
            );
        return Result.Made<(int, IReadOnlyList<string>)>((sent, refused));
    }

    private async Task<bool> RemindAsync(Actor actor, DueReturn due, int days, bool escalate)
    {
        try
        {
            var outcome = await db.ChangeAsync(
                actor,
                AuditAction.ReturnReminded,
                due.Id,
                async work =>
                {
                    await work.ExecuteAsync(
                        "insert into MonitoringReminder (ReturnId, DueOn, DaysAfter, SentAt) values (@Id, @DueOn, @days, @Now)",
                        new
                        {
                            due.Id,
                            due.DueOn,
                            days,
                            work.Now,
                        }
                    );
                    var today = LondonTime.DateOf(work.Now);
                    var isLate = due.DueOn < today;
                    var subject =
                        $"Your return for {due.ProjectName} "
                        + (
                            due.DueOn == today ? "is due today"
                            : !isLate ? $"is due on {LondonTime.Date(due.DueOn)}"
                            : days < 1 ? $"was due on {LondonTime.Date(due.DueOn)}"
                            : $"is {days} working {(days == 1 ? "day" : "days")} late"
                        );
                    var people = await work.QueryAsync<Person>(PeopleSql, due);
                    foreach (var person in people)
                        await work.EmailAsync(
                            new(
                                person.Email,
                                subject,
                                $"""
                                Hello {person.DisplayName},

                                {subject}. {(
                                    due.Prepared
                                        ? "It is prepared and waiting for a colleague to certify it."
                                        : "What you promised is already filled in. Tell us what you achieved and what you spent."
                                )}{(isLate ? " While it is late, we cannot pay any of your grants." : "")}

                                {office.LinkTo(Links.Monitoring.Return(due.Id))}

                                If you have a problem with the return, write to {office.ContactEmail} or call {office.ContactPhone}.
                                {office.FunderName}
                                """,
                                due.Id
                            )
                        );
                    if (escalate)
                    {
                        await work.EmailAsync(
                            new(
                                office.ContactEmail,
                                $"Late return: {due.Reference}",
                                $"{due.Organisation}, {due.ProjectName}: {days} working days late.\n\n{office.LinkTo(Links.Monitoring.Award(due.AwardId))}",
                                due.Id
                            )
                        );
                        // One letter per return; later reminders are e-mails.
                        await LetterQueue.QueueAsync(work, Actor.Portal, due.ApplicationId, LetterKind.Reminder, due.Id);
                    }
                    work.Note($"{due.Reference}: {subject}; {people.Count} people{(escalate ? " and the office" : "")}");
                    return Result.Done;
                }
            );
            return outcome.FirstRefusal is null;
        }
        catch (DuplicateException)
        {
            return false;
        } // Another node was first.
    }

    // The members, and other contacts of the award: an application that came on paper may have no member.
    private const string PeopleSql = """
        select p.DisplayName, p.Email
        from   OrganisationMember m
        join   Person p on p.Id = m.PersonId
        where  m.OrganisationId = @OrganisationId
        union
        select @ContactName as DisplayName, @ContactEmail as Email
        where  not exists (select 1 from OrganisationMember m join Person p on p.Id = m.PersonId where m.OrganisationId = @OrganisationId and p.Email = @ContactEmail)
        """;
    private const string DueSql = """
        select   coalesce(w.ContactName, a.DeclaredName, s.DisplayName) as ContactName, coalesce(w.ContactEmail, case when a.Channel <> 'Online' and a.ContactEmail is not null then a.ContactEmail else s.Email end) as ContactEmail, t.Id, t.AwardId, t.DueOn, w.RoundId, w.ApplicationId, a.OrganisationId, a.Reference, a.ProjectName, o.Name as Organisation, case when t.Status = 'Prepared' then 1 else 0 end as Prepared,
                 (select max(m.DaysAfter) from MonitoringReminder m where m.ReturnId = t.Id and m.DueOn = t.DueOn) as LastDays
        from     MonitoringReturn t
        join     Award w on w.Id = t.AwardId
        join     Application a on a.Id = w.ApplicationId
        join     Organisation o on o.Id = a.OrganisationId
        join     Person s on s.Id = a.SubmittedBy
        where    t.Status in ('Due', 'Prepared')
        """;
    private const string OrderSql = "order by t.DueOn, t.Id";

    private sealed record DueReturn
    {
        public required Guid Id { get; init; }
        public required Guid AwardId { get; init; }
        public required DateOnly DueOn { get; init; }
        public required Guid RoundId { get; init; }
        public required Guid ApplicationId { get; init; }
        public required Guid OrganisationId { get; init; }
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
        public required string Organisation { get; init; }
        public required bool Prepared { get; init; }
        public required string ContactName { get; init; }
        public required string ContactEmail { get; init; }
        public int? LastDays { get; init; }
    }

    private sealed record Person
    {
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
    }
}
