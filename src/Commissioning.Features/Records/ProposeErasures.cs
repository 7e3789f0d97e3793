using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Records;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Records;

/// <summary>Once a night lists what is due, one proposal for each type of record. A list that waits for its decision, or is being erased,
/// stays as it is: what falls due meanwhile is on the next one. Nothing is erased before a person approves.</summary>
public sealed class ProposeErasures(Db db, TimeProvider clock)
{
    private const string Looked = "erasures proposed on";

    /// <returns>How many proposals were made.</returns>
    public async Task<int> RunAsync()
    {
        var now = clock.UtcNow();
        var today = LondonTime.DateOf(now);
        if (
            TimeOnly.FromDateTime(LondonTime.ToLondon(now)) < ProposalRules.From
            || await db.ReadAsync(work =>
                work.FirstOrDefaultAsync<string>("select SetValue from Setting where Name = @Looked", new { Looked })
            ) == Written(today)
        )
            return 0;
        var made = 0;
        foreach (var rule in RetentionRules.All)
            if (await ProposeAsync(rule, today))
                made++;
        await db.HousekeepAsync(async work =>
        {
            var row = new
            {
                Looked,
                Today = Written(today),
                work.Now,
            };
            return await work.ExecuteAsync("update Setting set SetValue = @Today, ChangedAt = @Now where Name = @Looked", row) > 0
                ? 1
                : await work.ExecuteAsync("insert into Setting (Name, SetValue, ChangedAt) values (@Looked, @Today, @Now)", row);
        });
        return made;
    }

    private async Task<bool> ProposeAsync(RetentionRule rule, DateOnly today)
    {
        if (await db.ScalarAsync<int>(StandingSql, new { rule.Type, today }) > 0)
            return false;
        var due = await db.ReadAsync(work => RetentionPlan.DueAsync(work, rule.Type, today));
        var free = due.Count(record => !record.OnLegalHold);
        if (free == 0)
            return false;
        var listed = due.OrderBy(record => record.OnLegalHold).Take(ProposalRules.MostRecords).ToList();
        var id = Guid.CreateVersion7();
        var outcome = await db.ChangeAsync(
            Actor.Portal,
            AuditAction.ErasureProposed,
            id,
            async work =>
            {
                if (await work.ScalarAsync<int>(StandingSql, new { rule.Type, today }) > 0)
                    return new Refusal("Another node was first");
                await work.ExecuteAsync(
                    "insert into RetentionProposal (Id, RecordType, State, MadeAt, OldestOn) values (@id, @Type, 'Proposed', @Now, @Oldest)",
                    new
                    {
                        id,
                        rule.Type,
                        work.Now,
                        Oldest = listed.Min(record => record.From),
                    }
                );
                await work.ExecuteAsync(
                    "insert into RetentionProposalRecord (ProposalId, RecordKey, State) values (@id, @Key, 'Waiting')",
                    listed.Select(record => new { id, record.Key }).ToList()
                );
                work.Note(
                    $"{rule.Name}: {Math.Min(free, listed.Count)} due, {due.Count - free} under legal hold, the oldest from {LondonTime.Date(listed.Min(record => record.From))}"
                );
                return Result.Done;
            }
        );
        return outcome.IsDone;
    }

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private const string StandingSql =
        "select count(*) from RetentionProposal where RecordType = @Type and (State in ('Proposed', 'Approved') or PutOffUntil > @today)";
}
