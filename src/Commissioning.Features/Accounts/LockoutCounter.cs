using Commissioning.Domain.Accounts;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>Counts failed sign-ins. The attempt is counted before the password or code is checked, and taken back if it was right; of
/// twenty guesses sent at once, only as many are checked as attempts remain. Counting is housekeeping; a wrong guess is audited.</summary>
public sealed class LockoutCounter(Db db)
{
    /// <returns>The number of this attempt; 0 when the account is locked and nothing may be checked.</returns>
    public Task<int> CountAttemptAsync(Guid person) =>
        db.HousekeepAsync(async work =>
            await work.ExecuteAsync(
                CountAttemptSql,
                new
                {
                    person,
                    work.Now,
                    Until = work.Now + SessionRules.LockedFor,
                    Most = SessionRules.MostTries,
                }
            ) == 0
                ? 0
                : await work.ScalarAsync<int>("select AccessFailedCount from Person where Id = @person", new { person })
        );

    public Task<int> GiveBackAsync(Guid person) => db.HousekeepAsync(work => work.ExecuteAsync(GiveBackSql, new { person }));

    private const string CountAttemptSql = """
        update Person
        set    AccessFailedCount = case when LockoutEndsAt is null then AccessFailedCount + 1 else 1 end,
               LockoutEndsAt = case when LockoutEndsAt is null and AccessFailedCount + 1 >= @Most then @Until else null end
        where  Id = @person and (LockoutEndsAt is null or LockoutEndsAt <= @Now)
        """;
    private const string GiveBackSql =
        "update Person set AccessFailedCount = AccessFailedCount - 1, LockoutEndsAt = null where Id = @person and AccessFailedCount > 0";
}
