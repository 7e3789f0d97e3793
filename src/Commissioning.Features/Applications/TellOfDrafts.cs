using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Features.Messages;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Tells everyone with a draft that its round has closed without it. The row that records it is written with the e-mails, so each
/// is sent once.</summary>
public sealed class TellOfDrafts(Db db, Office office, TimeProvider clock)
{
    /// <summary>A round that closed longer ago is not news. Default, not OPCC policy.</summary>
    public const int MostDaysAfter = 7;

    /// <summary>In the place of the days before closing, which the reminders count.</summary>
    public const int AfterClosing = -1;

    /// <returns>The number of drafts.</returns>
    public async Task<int> RunAsync()
    {
        var (now, told) = (clock.UtcNow(), 0);
        foreach (
            var draft in await db.QueryAsync<Draft>(
                DraftsSql,
                new
                {
                    Now = now,
                    Since = now.AddDays(-MostDaysAfter),
                    AfterClosing,
                }
            )
        )
            if (await TellAsync(draft))
                told++;
        return told;
    }

    private async Task<bool> TellAsync(Draft draft)
    {
        try
        {
            var outcome = await db.ChangeAsync(
                Actor.Portal,
                AuditAction.DraftNotSent,
                draft.Id,
                async work =>
                {
                    await work.ExecuteAsync(
                        "insert into ApplicationReminder (ApplicationId, DaysBefore, SentAt) values (@Id, @AfterClosing, @Now)",
                        new
                        {
                            draft.Id,
                            AfterClosing,
                            work.Now,
                        }
                    );
                    foreach (var person in await MemberChange.PeopleAsync(work, draft.OrganisationId))
                        await Message.SendAsync(
                            work,
                            office,
                            MessageKind.DraftNotSent,
                            draft.FundId,
                            new(person.DisplayName, person.Email),
                            draft.Id,
                            new Dictionary<string, string>
                            {
                                ["fund"] = draft.Fund,
                                ["round"] = $"{draft.Fund}, {draft.Round}",
                                ["project"] = draft.Project ?? "Your draft",
                                ["organisation"] = draft.Organisation,
                                ["closes"] = LondonTime.DateAndTime(draft.ClosesAt),
                                ["late"] = office.WhenLate,
                            },
                            Links.Applications.TaskList(draft.Id)
                        );
                    return Result.Done;
                }
            );
            return outcome.IsDone;
        }
        catch (DuplicateException)
        {
            return false;
        } // Another node was first.
    }

    // A draft with more time than its round closes by itself.
    private const string DraftsSql = """
        select   x.Id, x.OrganisationId, x.Project, x.FundId, x.Fund, x.Round, x.Organisation, x.ClosesAt
        from     (select a.Id, a.OrganisationId, a.ProjectName as Project, a.StartedAt, f.Id as FundId, f.Name as Fund, r.Name as Round, o.Name as Organisation,
                         case when a.ClosesAt > r.ClosesAt then a.ClosesAt else r.ClosesAt end as ClosesAt
                  from   Application a
                  join   Round r on r.Id = a.RoundId
                  join   Fund f on f.Id = r.FundId
                  join   Organisation o on o.Id = a.OrganisationId
                  where  a.Status = 'Draft' and a.Channel = 'Online' and r.WithdrawnAt is null) x
        where    x.ClosesAt between @Since and @Now and not exists (select 1 from ApplicationReminder m where m.ApplicationId = x.Id and m.DaysBefore = @AfterClosing)
        order by x.ClosesAt, x.StartedAt, x.Id
        """;

    private sealed record Draft
    {
        public required Guid Id { get; init; }
        public required Guid OrganisationId { get; init; }
        public string? Project { get; init; }
        public required Guid FundId { get; init; }
        public required string Fund { get; init; }
        public required string Round { get; init; }
        public required string Organisation { get; init; }
        public required DateTime ClosesAt { get; init; }
    }
}
