using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Other codes follow finance codes from a day. The earlier ones stay, with an end.</summary>
public sealed class ReplaceCodeSet(Db db)
{
    public Task<Result<Guid>> RunAsync(Actor actor, Guid set, int version, FinanceCodes codes, DateOnly? from)
    {
        var id = Guid.CreateVersion7();
        return db.ChangeAsync<Guid>(
            actor,
            AuditAction.CodesReplaced,
            set,
            async work =>
            {
                var table = await CodeSets.TableAsync(work);
                var before = table.Sets.FirstOrDefault(one => one.Id == set) ?? throw new NotFoundException("No such codes");
                var wrong = CodeRules.WhyNotCodes(codes).ToList();
                if (CodeRules.WhyCannotFollow(before, from, nameof(from)) is { } not)
                    wrong.Add(not);
                else if (before.Codes == codes)
                    wrong.Add(new("These are the same codes. Change at least one", nameof(codes.CostCentre)));
                if (wrong.Count > 0)
                    return wrong;
                await CodeSets.AddAsync(work, actor, id, before.Scope, before.Kind, codes, from!.Value, before.LastDay);
                await work.ExecuteOneAsync(
                    "update CodeSet set SuccessorId = (select b.SuccessorId from CodeSet b where b.Id = @set) where Id = @id",
                    new { set, id }
                );
                await work.ExecuteOneAsync(
                    "update CodeSet set LastDay = @Last, SuccessorId = @id, EndedBy = @By, EndedAt = @Now, Version = Version + 1 where Id = @set and Version = @version",
                    new
                    {
                        set,
                        version,
                        id,
                        Last = from.Value.AddDays(-1),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(table.NameOf(before));
                work.Note(
                    new Changes()
                        .Add("Codes", before.Codes.ToString(), codes.ToString())
                        .Add("Last day of the earlier codes", before.LastDay, from.Value.AddDays(-1))
                        .ToString()
                );
                return Result.Made(id);
            }
        );
    }
}
