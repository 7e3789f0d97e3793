using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Rounds that the public can see: open, or opening soon.</summary>
public sealed class OpenRounds(Db db, TimeProvider clock)
{
    public Task<IReadOnlyList<Round>> ListAsync() =>
        db.QueryAsync<Round>(
            RoundReader.RoundSql
                + " where r.PublishedAt is not null and r.WithdrawnAt is null and r.ClosesAt >= @Now order by r.ClosesAt, r.Name, r.Id",
            new { Now = clock.UtcNow() }
        );

    /// <summary>The amount awarded so far, which a rolling round shows while it is open.</summary>
    public Task<Money> AwardedAsync(Guid round) =>
        db.ScalarAsync<Money>("select Awarded from RoundTally where RoundId = @round", new { round });

    /// <summary>One published round, open or not; a draft round is not found.</summary>
    public Task<Round> GetAsync(Guid round) =>
        db.FindAsync<Round>(RoundReader.RoundSql + " where r.Id = @round and r.PublishedAt is not null", new { round });

    /// <summary>The name of a fund that has had a published round; another is not found.</summary>
    public static Task<string> PublicFundAsync(Work work, Guid fund) =>
        work.FindAsync<string>(
            "select f.Name from Fund f where f.Id = @fund and exists (select 1 from Round r where r.FundId = f.Id and r.PublishedAt is not null)",
            new { fund }
        );
}
