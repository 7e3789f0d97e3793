using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Monitoring;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Features.Funds;
using Commissioning.Features.Messages;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>Reminds organisations of returns by working days from the due date or when an officer wishes, and tells the office of late
/// ones. An organisation has one message a day, which lists all that is late or due soon. The rows that record it are written with the
/// e-mails, so each is sent once, whatever restarts and however many nodes run.</summary>
public sealed class RemindOfMonitoring(Db db, Office office, TimeProvider clock)
{
    /// <returns>The number of returns for which reminders were sent.</returns>
    public async Task<int> RunAsync()
    {
        var (today, sent) = (clock.Today(), 0);
        // The policy's reminder days are at most 60 working days, so 100 days ahead is enough.
        var open = await db.ReadAsync(work => LateReturns.UntilAsync(work, today.AddDays(100)));
        var policies = await db.ReadAsync(work => PoliciesAsync(work, open));
        foreach (var organisation in open.GroupBy(one => one.OrganisationId))
            if (organisation.Any(one => IsDue(one, policies[one.RoundId], today)))
                sent += await RemindAsync(Actor.Portal, organisation.First(), escalate: true);
        return sent;
    }

    public const int MostAtOnce = 200;

    /// <summary>Reminds the organisations of the ticked returns now, at most once a day each. What else is late is in the same
    /// message.</summary>
    /// <returns>How many of the ticked returns were reminded of, and for the others why not.</returns>
    public async Task<Result<(int Sent, IReadOnlyList<string> Refused)>> NowAsync(Actor actor, IReadOnlyCollection<Guid> selected)
    {
        if (selected.Count == 0)
            return new Refusal("Tick at least one return", nameof(selected));
        var ticked = selected.Distinct().Take(MostAtOnce).ToHashSet();
        var open = (await db.ReadAsync(work => LateReturns.UntilAsync(work, DateOnly.MaxValue)))
            .Where(one => ticked.Contains(one.Id))
            .ToList();
        var (sent, arrived) = (0, ticked.Count - open.Count);
        List<string> refused = [];
        foreach (var organisation in open.GroupBy(one => one.OrganisationId))
            if (await RemindAsync(actor, organisation.First(), escalate: false, organisation.Select(one => one.Id).ToHashSet()) > 0)
                sent += organisation.Count();
            else
                refused.Add($"{organisation.First().Organisation}: a reminder was sent today. You can send another tomorrow.");
        if (arrived > 0)
            refused.Add(
                $"{arrived} of the ticked returns {(arrived == 1 ? "has" : "have")} arrived, so nobody was reminded of {(arrived == 1 ? "it" : "them")}"
            );
        return Result.Made<(int, IReadOnlyList<string>)>((sent, refused));
    }

    /// <summary>A reminder day has come since the last message about it.</summary>
    private static bool IsDue(LateReturns.OpenReturn one, AwardPolicy policy, DateOnly today) =>
        MonitoringRules.ReminderDue(one.DueOn, policy.ReminderDays, today) is { } days && days > (one.LastDays ?? int.MinValue);

    /// <param name="first">A return of the organisation, under which the trail has the reminder.</param>
    /// <param name="ticked">Listed even where they are not due for long.</param>
    /// <returns>The returns that the message lists; 0: the organisation has had one today.</returns>
    private async Task<int> RemindAsync(Actor actor, LateReturns.OpenReturn first, bool escalate, IReadOnlySet<Guid>? ticked = null)
    {
        var (organisation, listed) = (first.OrganisationId, 0);
        var outcome = await db.ChangeAsync(
            actor,
            AuditAction.ReturnReminded,
            first.Id,
            async work =>
            {
                var today = LondonTime.DateOf(work.Now);
                if (await work.ScalarAsync<int>(TodaySql, new { organisation, Since = LondonTime.ToUtc(today, TimeOnly.MinValue) }) > 0)
                    return new Refusal("This organisation has had a reminder today");
                var open = await LateReturns.OpenAsync(work, organisation);
                var policies = await PoliciesAsync(work, open);
                var returns = open.Where(one =>
                        ticked?.Contains(one.Id) == true
                        || MonitoringRules.ReminderDue(one.DueOn, policies[one.RoundId].ReminderDays, today) is not null
                    )
                    .ToList();
                if (returns.Count == 0)
                    return new Refusal("No return of this organisation is late or due soon");
                await work.ExecuteAsync(
                    "insert into MonitoringReminder (ReturnId, DueOn, DaysAfter, SentAt) select @Id, @DueOn, @Days, @Now where not exists (select 1 from MonitoringReminder where ReturnId = @Id and DueOn = @DueOn and DaysAfter = @Days)",
                    returns.Select(one => new
                    {
                        one.Id,
                        one.DueOn,
                        Days = WorkingDays.Between(one.DueOn, today),
                        work.Now,
                    })
                );
                var people = await TellAsync(work, organisation, returns, today);
                var late = returns
                    .Where(one => one.DueOn < today && WorkingDays.Between(one.DueOn, today) >= policies[one.RoundId].EscalateAfter)
                    .ToList();
                if (escalate && late.Any(one => IsDue(one, policies[one.RoundId], today)))
                    await EscalateAsync(work, organisation, late, today);
                work.Note(
                    $"{string.Join(" ", returns.Select(one => one.InWords(today)))} {people} {(people == 1 ? "person" : "people")} told"
                );
                listed = returns.Count;
                return Result.Done;
            }
        );
        return outcome.FirstRefusal is null ? listed : 0;
    }

    private async Task<int> TellAsync(Work work, Guid organisation, IReadOnlyList<LateReturns.OpenReturn> returns, DateOnly today)
    {
        var (late, due) = (returns.Where(one => one.DueOn < today).ToList(), returns.Where(one => one.DueOn >= today).ToList());
        var people = new List<Recipient>();
        foreach (var application in returns.Select(one => one.ApplicationId).Distinct())
            people.AddRange(await Recipients.OfAsync(work, application, Importance.Routine));
        // Any other member may certify what one has prepared.
        if (returns.Any(one => one.IsPrepared))
            people.AddRange((await MemberChange.PeopleAsync(work, organisation)).Select(one => new Recipient(one.DisplayName, one.Email)));
        var to = people.DistinctBy(person => person.Email).ToList();
        var only = returns.Count == 1 ? returns[0] : null;
        var (what, projects) = (only is null ? "returns" : "return", returns.Select(row => row.ProjectName).Distinct().ToList());
        var hold = await AwardReader.HasUnpaidAsync(work, organisation)
            ? "While a return is late, we may hold back the next payment of your grants."
            : "";
        foreach (var person in to)
            await Message.SendAsync(
                work,
                office,
                late.Count > 0 ? MessageKind.ReturnsLate : MessageKind.ReturnsDue,
                returns.Select(row => row.FundId).Distinct().Count() == 1 ? returns[0].FundId : null,
                person,
                only?.ApplicationId ?? organisation,
                new Dictionary<string, string>
                {
                    ["fund"] = string.Join(" and ", returns.Select(row => row.Fund).Distinct()),
                    ["organisation"] = returns[0].Organisation,
                    ["what"] = projects.Count == 1 ? $"{what} for {projects[0]}" : what,
                    ["late"] = Listed(late),
                    ["hold"] = hold,
                    ["due"] = late.Count > 0 && due.Count > 0 ? "Also due soon:\n" + Listed(due) : Listed(due),
                },
                only is null ? Links.Casework.Work : Links.Monitoring.Return(only.Id)
            );
        return to.Count;

        string Listed(IEnumerable<LateReturns.OpenReturn> rows) => string.Join('\n', rows.Select(row => $"- {row.InWords(today)}"));
    }

    /// <summary>Tells the office, and queues a letter that lists all that is late: one a time for an organisation.</summary>
    /// <param name="late">Those that are late for so long that the office is told.</param>
    private async Task EscalateAsync(Work work, Guid organisation, IReadOnlyList<LateReturns.OpenReturn> late, DateOnly today)
    {
        await Message.SendAsync(
            work,
            office,
            MessageKind.ReturnsLateOffice,
            null,
            new("", office.ContactEmail),
            late[0].ApplicationId,
            new Dictionary<string, string>
            {
                ["organisation"] = late[0].Organisation,
                ["late"] = string.Join('\n', late.Select(one => $"- {one.InWords(today)}")),
            },
            Links.Monitoring.Award(late[0].AwardId)
        );
        // A letter that waits to be sent will list these too; later reminders of the same return are e-mails.
        if (await work.ScalarAsync<int>(UnsentSql, new { organisation }) > 0)
            return;
        var told = (await work.QueryAsync<Guid>(ToldSql, new { organisation })).ToHashSet();
        if (late.FirstOrDefault(one => !told.Contains(one.Id)) is { } first)
            await LetterQueue.QueueAsync(work, Actor.Portal, first.ApplicationId, LetterKind.Reminder, first.Id);
    }

    private static async Task<IReadOnlyDictionary<Guid, AwardPolicy>> PoliciesAsync(Work work, IEnumerable<LateReturns.OpenReturn> returns)
    {
        var policies = new Dictionary<Guid, AwardPolicy>();
        foreach (var round in returns.Select(one => one.RoundId).Distinct())
            policies[round] = (await RoundReader.GetAsync(work, round)).Policy.Awards;
        return policies;
    }

    private const string TodaySql = """
        select count(*)
        from   MonitoringReminder m
        join   MonitoringReturn t on t.Id = m.ReturnId
        join   Award w on w.Id = t.AwardId
        join   Application a on a.Id = w.ApplicationId
        where  a.OrganisationId = @organisation and m.SentAt >= @Since
        """;
    private const string UnsentSql = """
        select count(*)
        from   Letter l
        join   Application a on a.Id = l.ApplicationId
        where  a.OrganisationId = @organisation and l.Kind = 'Reminder' and l.State <> 'Sent'
        """;
    private const string ToldSql = """
        select l.SubjectId
        from   Letter l
        join   Application a on a.Id = l.ApplicationId
        where  a.OrganisationId = @organisation and l.Kind = 'Reminder'
        """;
}
