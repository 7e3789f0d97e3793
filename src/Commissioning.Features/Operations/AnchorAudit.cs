using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Operations;

/// <summary>Signs the end of the audit trail after a quiet hour, and once a day sends it to the auditors: what they keep shows later
/// whether somebody who can write the database rewrote the trail.</summary>
public sealed class AnchorAudit(Db db, Office office, TimeProvider clock)
{
    /// <summary>The record that an entry about the trail itself is about.</summary>
    private static readonly Guid Trail = new("0000a0d1-7000-7000-8000-000000000000");

    /// <returns>The number of e-mails.</returns>
    public async Task<int> RunAsync()
    {
        if (db.CheckpointKey is not { } key)
            return 0;
        await db.CheckpointAsync();
        var state = await db.FindAsync<StateRow>(StateSql);
        var auditors = await db.QueryAsync<Auditor>(AuditorsSql);
        // The newest entry may be the one about yesterday's e-mail, after which nothing was done.
        if (
            auditors.Count == 0
            || state.AnchoredOn >= LondonTime.DateOf(clock.UtcNow())
            || state.LastAction == nameof(AuditAction.AuditTrailAnchored)
            || await db.CheckpointAsync(always: true) is not { } head
        )
            return 0;
        var outcome = await db.ChangeAsync(
            Actor.Portal,
            AuditAction.AuditTrailAnchored,
            Trail,
            async work =>
            {
                var today = LondonTime.DateOf(work.Now);
                if (await work.ExecuteAsync(AnchoredSql, new { today }) == 0)
                    return new Refusal("It was sent already");
                foreach (var auditor in auditors)
                    await Message.SendAsync(
                        work,
                        office,
                        MessageKind.AuditTrailAnchored,
                        null,
                        new(auditor.DisplayName, auditor.Email),
                        auditor.Id,
                        new Dictionary<string, string>
                        {
                            ["day"] = LondonTime.Date(today),
                            ["head"] = head.ToString(),
                            ["key"] = key.Name,
                        },
                        Links.Audit.Verify
                    );
                work.Note($"{head} to {string.Join(", ", auditors.Select(auditor => auditor.DisplayName))}");
                return Result.Done;
            }
        );
        return outcome.IsDone ? auditors.Count : 0;
    }

    private const string StateSql = """
        select h.AnchoredOn, (select e.Action from AuditEntry e where e.Sequence = h.Sequence) as LastAction
        from   AuditHead h
        where  h.Id = 1
        """;
    private const string AnchoredSql =
        "update AuditHead set AnchoredOn = @today where Id = 1 and (AnchoredOn is null or AnchoredOn < @today)";
    private const string AuditorsSql = """
        select   p.Id, p.Email, p.DisplayName
        from     Person p
        join     PersonRole r on r.PersonId = p.Id
        where    r.Role = 'Auditor'
        order by p.Email
        """;

    private sealed record StateRow
    {
        public DateOnly? AnchoredOn { get; init; }
        public string? LastAction { get; init; }
    }

    private sealed record Auditor
    {
        public required Guid Id { get; init; }
        public required string Email { get; init; }
        public required string DisplayName { get; init; }
    }
}
