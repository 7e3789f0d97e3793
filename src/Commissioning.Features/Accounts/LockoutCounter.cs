using Commissioning.Domain.Accounts;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>
/// Counts failed sign-ins by account and by where they come from: a device in which the person has signed in before, or a network. A
/// stranger who guesses locks out his own network and nobody else. The attempt is counted before the password or code is checked, and taken
/// back if it was right; of twenty guesses sent at once, only as many are checked as attempts remain. Counting is housekeeping; a wrong
/// guess is audited.
/// </summary>
public sealed class LockoutCounter(Db db)
{
    /// <param name="person">The account, or a number made from an address that belongs to no one.</param>
    /// <param name="device">Hash of the browser's cookie; null when it has none yet.</param>
    /// <param name="network">Hash of the browser's network.</param>
    /// <returns>The number of this attempt; 0 when this source is locked, or too many unknown ones tried, and nothing may be
    /// checked.</returns>
    public Task<int> CountAttemptAsync(Guid person, string? device, string network) =>
        db.HousekeepAsync(async work =>
        {
            var known = device is not null && await work.ScalarAsync<int>(KnownSql, new { person, device }) > 0;
            var keys = new
            {
                person,
                Source = known ? device! : network,
                known,
                work.Now,
                Until = work.Now + SessionRules.LockedFor,
                Most = SessionRules.MostTries,
                Hour = work.Now.AddHours(-1),
            };
            if (!known && await work.ScalarAsync<int>(StrangersSql, keys) >= SessionRules.MostTriesOfStrangers)
                return 0;
            if (await work.ExecuteAsync(CountSql, keys) == 0 && !await BeginAsync(work, keys))
                return 0;
            return await work.ScalarAsync<int>("select Tries from SignInTry where PersonId = @person and Source = @Source", keys);
        });

    /// <summary>The attempt was right.</summary>
    public Task<int> GiveBackAsync(Guid person, string? device, string network) =>
        db.HousekeepAsync(work =>
            work.ExecuteAsync(
                GiveBackSql,
                new
                {
                    person,
                    device,
                    network,
                }
            )
        );

    private static async Task<bool> BeginAsync(Work work, object keys) => await work.ExecuteAsync(BeginSql, keys) == 1;

    /// <summary>A full sign-in or a new password: earlier wrong guesses no longer count.</summary>
    internal const string ForgetSql = "delete from SignInTry where PersonId = @Person";
    private const string KnownSql = "select count(*) from PersonSession where PersonId = @person and DeviceHash = @device";
    private const string StrangersSql =
        "select coalesce(sum(Tries), 0) from SignInTry where PersonId = @person and KnownDevice = 0 and LastAt > @Hour";
    private const string CountSql = """
        update SignInTry
        set    Tries = case when LockedUntil is null then Tries + 1 else 1 end,
               LockedUntil = case when LockedUntil is null and Tries + 1 >= @Most then @Until else null end, LastAt = @Now
        where  PersonId = @person and Source = @Source and (LockedUntil is null or LockedUntil <= @Now)
        """;
    private const string BeginSql = """
        insert into SignInTry (PersonId, Source, KnownDevice, Tries, LockedUntil, LastAt)
        select @person, @Source, @known, 1, null, @Now
        where  not exists (select 1 from SignInTry where PersonId = @person and Source = @Source)
        """;
    private const string GiveBackSql =
        "update SignInTry set Tries = Tries - 1, LockedUntil = null where PersonId = @person and (Source = @device or Source = @network) and Tries > 0";
}
