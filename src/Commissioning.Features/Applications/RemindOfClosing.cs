using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;
using Commissioning.Features.Funds;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Reminds everyone with an unfinished draft before its round closes. The row that records it is written with the e-mails, so each
/// is sent once.</summary>
public sealed class RemindOfClosing(Db db, Office office, TimeProvider clock)
{
    /// <returns>The number of drafts for which reminders were sent.</returns>
    public async Task<int> RunAsync()
    {
        var (now, sent) = (clock.UtcNow(), 0);
        var reminders = (await db.ReadAsync(work => OfficeSettings.OfAsync(work, OfficeSettings.Reminders))).Drafts;
        foreach (var draft in await db.QueryAsync<Draft>(DraftsSql, new { Now = now, Until = now.AddDays(reminders[0]) }))
            if (
                ApplicationRules.ReminderDue(draft.ClosesAt, reminders, now) is { } days
                && days < (draft.LastDays ?? int.MaxValue)
                && await RemindAsync(draft, days)
            )
                sent++;
        return sent;
    }

    private async Task<bool> RemindAsync(Draft draft, int days)
    {
        try
        {
            var outcome = await db.ChangeAsync(
                Actor.Portal,
                AuditAction.DraftReminded,
                draft.Id,
                async work =>
                {
                    await work.ExecuteAsync(
                        "insert into ApplicationReminder (ApplicationId, DaysBefore, SentAt) values (@Id, @days, @Now)",
                        new
                        {
                            draft.Id,
                            days,
                            work.Now,
                        }
                    );
                    var missing = await MissingAsync(work, draft.Id);
                    foreach (var person in await work.QueryAsync<Person>(PeopleSql, draft))
                        await ApplicationMessage.SendAsync(
                            work,
                            office,
                            draft.Id,
                            MessageKind.ClosingReminder,
                            new(person.DisplayName, person.Email),
                            new Dictionary<string, string>
                            {
                                ["closes"] = LondonTime.DateAndTime(draft.ClosesAt),
                                ["missing"] = missing,
                                ["recalled"] = draft.RecalledAt is { } recalled
                                    ? $"It was sent before, and taken back at {LondonTime.DateAndTime(recalled)} (UK time). It is NOT sent now: unless you send it again, we cannot consider it."
                                    : "",
                            },
                            Links.Applications.TaskList(draft.Id)
                        );
                    work.Note($"{days} days before closing");
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

    /// <summary>The parts that are not complete, a line each.</summary>
    private static async Task<string> MissingAsync(Work work, Guid application)
    {
        var found = await work.FindAsync<Application>(ApplicationReader.AnySql + " where a.Id = @application", new { application });
        var gaps = ApplicationRules.Gaps(
            await RoundReader.GetSetupAsync(work, found.RoundId),
            await ApplicationReader.ContentAsync(work, found)
        );
        return gaps.Count == 0
            ? "- Check your answers and send. Every part is complete."
            : string.Join('\n', gaps.Select(gap => gap.Section.Title).Distinct().Select(title => $"- {title}"));
    }

    private const string DraftsSql = """
        select   a.Id, a.OrganisationId, case when a.ClosesAt > r.ClosesAt then a.ClosesAt else r.ClosesAt end as ClosesAt, (select min(m.DaysBefore) from ApplicationReminder m where m.ApplicationId = a.Id and m.DaysBefore >= 0) as LastDays, (select max(x.RecalledAt) from EarlierCopy x where x.ApplicationId = a.Id) as RecalledAt
        from     Application a
        join     Round r on r.Id = a.RoundId
        where    a.Status = 'Draft' and a.Channel = 'Online' and r.WithdrawnAt is null and (r.ClosesAt between @Now and @Until or a.ClosesAt between @Now and @Until)
        order by r.ClosesAt, a.StartedAt, a.Id
        """;
    private const string PeopleSql = """
        select   p.DisplayName, p.Email
        from     OrganisationMember m
        join     Person p on p.Id = m.PersonId
        where    m.OrganisationId = @OrganisationId
        order by p.Email
        """;

    private sealed record Draft
    {
        public required Guid Id { get; init; }
        public required Guid OrganisationId { get; init; }
        public required DateTime ClosesAt { get; init; }
        public int? LastDays { get; init; }
        public DateTime? RecalledAt { get; init; }
    }

    private sealed record Person
    {
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
    }
}
