using System.Globalization;
using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Draws a round's sample of applications that passed, to be checked again. The seed is kept, so that anyone can draw it
/// again.</summary>
public sealed class DrawRecheck(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid round) =>
        db.ChangeAsync(
            actor,
            AuditAction.RecheckDrawn,
            round,
            async work =>
            {
                await work.HoldAsync("Round", round);
                if (
                    await work.ScalarAsync<int>(
                        "select count(*) from RecheckItem i join Recheck c on c.Id = i.RecheckId where c.RoundId = @round and i.Agrees is null",
                        new { round }
                    ) > 0
                )
                    return new Refusal("The last sample of this round is not checked again yet. Finish it before you draw another.");
                var passed = await work.QueryAsync<PassedRow>(PassedSql, new { round });
                if (passed.Count == 0)
                    return new Refusal("No application of this round has passed yet, or each was in a sample before");
                // Nobody can choose the seed.
                var seed = RandomNumberGenerator.GetInt32(1, int.MaxValue);
                var drawn = RecheckRules.Draw(seed, passed.Select(row => (row.Id, row.IsClean == 1)).ToList());
                var id = Guid.CreateVersion7();
                await work.ExecuteAsync(
                    "insert into Recheck (Id, RoundId, Seed, Passed, DrawnBy, DrawnAt) values (@id, @round, @seed, @Passed, @By, @Now)",
                    new
                    {
                        id,
                        round,
                        seed,
                        Passed = passed.Count,
                        By = actor.Id,
                        work.Now,
                    }
                );
                await work.ExecuteAsync(
                    "insert into RecheckItem (Id, RecheckId, ApplicationId, IsClean) values (@Id, @Recheck, @Application, @IsClean)",
                    passed
                        .Where(row => drawn.Contains(row.Id))
                        .Select(row => new
                        {
                            Id = Guid.CreateVersion7(),
                            Recheck = id,
                            Application = row.Id,
                            IsClean = row.IsClean == 1,
                        })
                );
                work.Note(
                    $"{drawn.Count} of {passed.Count} that passed, seed {seed.ToString(CultureInfo.InvariantCulture)}: {string.Join(", ", passed.Where(row => drawn.Contains(row.Id)).Select(row => row.Reference))}"
                );
                return Result.Done;
            }
        );

    // One that was in a sample is not drawn twice. Clean: no finding ever waited for a verdict.
    private const string PassedSql = """
        select   a.Id, a.Reference, case when exists (select 1 from Finding f where f.ApplicationId = a.Id and f.Verdict is not null) then 0 else 1 end as IsClean
        from     Application a
        where    a.RoundId = @round and a.Status = 'Submitted' and a.DueDiligence in ('Pass', 'Condition') and not exists (select 1 from RecheckItem i where i.ApplicationId = a.Id)
        order by a.Number
        """;

    private sealed record PassedRow
    {
        public required Guid Id { get; init; }
        public required string Reference { get; init; }
        public required int IsClean { get; init; }
    }
}
