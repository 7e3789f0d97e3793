using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Finance codes end without others that follow.</summary>
public sealed class EndCodeSet(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid set, int version, DateOnly? lastDay) =>
        db.ChangeAsync(
            actor,
            AuditAction.CodesEnded,
            set,
            async work =>
            {
                var table = await CodeSets.TableAsync(work);
                var before = table.Sets.FirstOrDefault(one => one.Id == set) ?? throw new NotFoundException("No such codes");
                if (CodeRules.WhyCannotEnd(before, lastDay, nameof(lastDay)) is { } not)
                    return not;
                await work.ExecuteOneAsync(
                    "update CodeSet set LastDay = @lastDay, EndedBy = @By, EndedAt = @Now, Version = Version + 1 where Id = @set and Version = @version",
                    new
                    {
                        set,
                        version,
                        lastDay,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{table.NameOf(before)}: {before.Codes}");
                work.Note(new Changes().Add("Last day", before.LastDay, lastDay).ToString());
                return Result.Done;
            }
        );
}
