using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Asks for the files or copies of a whole round, which a job makes.</summary>
public sealed class AskBundle(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid round, BundleKind kind) =>
        db.ChangeAsync(
            actor,
            AuditAction.AnswerBundleAsked,
            round,
            async work =>
            {
                if (!Enum.IsDefined(kind))
                    return new Refusal("Choose what to make");
                if ((await BundleQueries.OfRoundAsync(work, round)).Any(one => one.IsOpen))
                    return new Refusal("Something is being made of this round already. Wait for it, or stop it.");
                var total = await work.ScalarAsync<int>(
                    "select count(*) from Application where RoundId = @round and Number is not null",
                    new { round }
                );
                if (total == 0)
                    return new Refusal("Nobody has sent an application in this round");
                await work.ExecuteAsync(
                    "insert into FoiBundle (Id, RoundId, Kind, State, Done, Total, AskedBy, AskedAt) values (@Bundle, @round, @Kind, 'Waiting', 0, @total, @By, @Now)",
                    new
                    {
                        Bundle = Guid.CreateVersion7(),
                        round,
                        Kind = kind.ToString(),
                        total,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{kind}: {total} applications");
                return Result.Done;
            }
        );
}
