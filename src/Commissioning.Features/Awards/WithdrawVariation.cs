using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>The organisation takes back a variation that it asked for and that is not decided yet.</summary>
public sealed class WithdrawVariation(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid application, Guid change) =>
        db.ChangeAsync(
            actor,
            AuditAction.VariationRequestWithdrawn,
            application,
            async work =>
            {
                var award = await AwardReader.FindMineAsync(work, actor, application);
                var row = await VariationQueries.FindAsync(work, change);
                if (row.AwardId != award.Id)
                    throw new NotFoundException("No such change of this award");
                if (row.State != VariationState.Asked || row.AskedByOffice)
                    return new Refusal("You can take back only a change that you asked for and that is not decided yet");
                await work.ExecuteOneAsync(
                    "update Variation set State = 'Withdrawn', DecidedBy = @By, DecidedAt = @Now, Version = Version + 1 where Id = @change and Version = @Version",
                    new
                    {
                        change,
                        row.Version,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(VariationRules.Name(row.Kind));
                return Result.Done;
            }
        );
}
