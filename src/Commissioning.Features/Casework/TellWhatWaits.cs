using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Domain.Messages;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>E-mails members of staff about what waits for them, as often as each has chosen. What they were told is written with the
/// e-mail, so that two nodes send one.</summary>
public sealed class TellWhatWaits(Db db, Office office)
{
    /// <returns>The number of e-mails.</returns>
    public async Task<int> RunAsync()
    {
        var sent = 0;
        foreach (var person in (await db.QueryAsync<RoleRow>(StaffSql)).GroupBy(row => row.Id))
            if (await TellAsync(person.First(), [.. person.Select(row => row.Role)]))
                sent++;
        return sent;
    }

    private async Task<bool> TellAsync(RoleRow person, IReadOnlyList<Role> roles)
    {
        var told = person.Kinds;
        var (waiting, tell) = await db.ReadAsync(async work =>
        {
            if (!WorkEmailRules.IsTime(person.Chosen, work.Now, person.SentAt))
                return ([], []);
            var found = await WaitingQueries.OfAsync(work, new Actor(person.Id, person.DisplayName), roles);
            return (
                found,
                person.Chosen == WorkEmailChoice.AtOnce
                    ? found.Where(one => WorkEmailRules.IsNew(one.Kind, one.Newest, told, person.SentAt)).ToList()
                    : found
            );
        });
        if (tell.Count == 0)
        {
            // What no longer waits is new when it comes again.
            if (waiting.Count < told.Count && person.Chosen == WorkEmailChoice.AtOnce)
                await db.HousekeepAsync(work => SaveAsync(work, person, waiting, person.SentAt));
            return false;
        }
        var outcome = await db.ChangeAsync(
            Actor.Portal,
            AuditAction.WorkEmailSent,
            person.Id,
            async work =>
            {
                if (await SaveAsync(work, person, waiting, work.Now) == 0)
                    return new Refusal("Told already");
                await Message.SendAsync(
                    work,
                    office,
                    MessageKind.WorkWaiting,
                    null,
                    new(person.DisplayName, person.Email),
                    person.Id,
                    new Dictionary<string, string>
                    {
                        ["what"] = Subject(tell),
                        ["heading"] = person.Chosen == WorkEmailChoice.AtOnce ? "New for you:" : "What waits for you:",
                        ["list"] = List(tell, LondonTime.DateOf(work.Now)),
                    },
                    tell.Count == 1 ? Links.Casework.Next(tell[0].Kind) : Links.Casework.Work
                );
                work.Note(string.Join(", ", tell.Select(Words)));
                return Result.Done;
            }
        );
        return outcome.FirstRefusal is null;
    }

    private static Task<int> SaveAsync(Work work, RoleRow person, IEnumerable<WaitingQueries.Waiting> waiting, DateTime? sentAt) =>
        work.ExecuteAsync(
            person.Choice is null
                ? """
                insert into WorkEmail (PersonId, Choice, SentAt, Told)
                select @Id, @Choice, @SentAt, @Told where not exists (select 1 from WorkEmail where PersonId = @Id)
                """
                : "update WorkEmail set SentAt = @SentAt, Told = @Told where PersonId = @Id and coalesce(SentAt, @Never) = coalesce(@Before, @Never)",
            new
            {
                person.Id,
                Choice = person.Chosen,
                SentAt = sentAt,
                Told = string.Join(',', waiting.Select(one => one.Kind)),
                Before = person.SentAt,
                Never = DateTime.UnixEpoch,
            }
        );

    /// <summary>Such as "3 payments to approve and 2 other kinds of task".</summary>
    private static string Subject(IReadOnlyList<WaitingQueries.Waiting> tell) =>
        tell.Count switch
        {
            1 => Words(tell[0]),
            2 => $"{Words(tell[0])}, and {Words(tell[1])}",
            _ => $"{Words(tell[0])}, and {tell.Count - 1} other kinds of task",
        };

    private static string Words(WaitingQueries.Waiting waiting)
    {
        var kind = WaitingRules.Of(waiting.Kind);
        var name = waiting.Count == 1 ? kind.One : kind.Many;
        return $"{waiting.Count}{(waiting.IsMore ? "+" : "")} {Sentences.SmallFirst(name)}";
    }

    private static string List(IReadOnlyList<WaitingQueries.Waiting> tell, DateOnly today) =>
        string.Join(
            '\n',
            tell.Select(waiting =>
                $"- {Words(waiting)}"
                + waiting.Due switch
                {
                    null => "",
                    { } due when due < today => $", {(waiting.Count == 1 ? "" : "the first ")}due on {LondonTime.Date(due)} and late",
                    { } due => $", {(waiting.Count == 1 ? "" : "the first ")}by {LondonTime.Date(due)}",
                }
            )
        );

    private const string StaffSql = """
        select    p.Id, p.Email, p.DisplayName, r.Role, e.Choice, e.SentAt, e.Told
        from      PersonRole r
        join      Person p on p.Id = r.PersonId
        left join WorkEmail e on e.PersonId = p.Id
        where     r.Role <> 'Applicant' and (e.Choice is null or e.Choice <> 'Never')
        order by  p.Email, r.Role
        """;

    private sealed record RoleRow
    {
        public required Guid Id { get; init; }
        public required string Email { get; init; }
        public required string DisplayName { get; init; }
        public required Role Role { get; init; }
        public WorkEmailChoice? Choice { get; init; }
        public DateTime? SentAt { get; init; }
        public string? Told { get; init; }
        public WorkEmailChoice Chosen => Choice ?? WorkEmailRules.Usual;
        public IReadOnlyList<WaitingKind> Kinds =>
            (Told ?? "")
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Where(name => Enum.TryParse<WaitingKind>(name, out _))
                .Select(Enum.Parse<WaitingKind>)
                .ToList();
    }
}
