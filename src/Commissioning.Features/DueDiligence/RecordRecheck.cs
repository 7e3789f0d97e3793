using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Another officer checks an application of the sample again and agrees, or says what was wrong.</summary>
public sealed class RecordRecheck(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid item, bool? agrees, string? note)
    {
        var application = (await db.ReadAsync(work => Rechecks.ItemAsync(work, item))).ApplicationId;
        return await db.ChangeAsync(
            actor,
            AuditAction.RecheckRecorded,
            application,
            async work =>
            {
                var row = await Rechecks.ItemAsync(work, item);
                var checkers = await Rechecks.CheckersAsync(work, application);
                if (RecheckRules.WhyCannotRecheck(row.Agrees is not null, checkers, actor.Id, agrees, note) is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync(
                    "update RecheckItem set Agrees = @agrees, Note = @Note, CheckedBy = @By, CheckedAt = @Now where Id = @item and Agrees is null",
                    new
                    {
                        item,
                        agrees,
                        Note = note!.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"Checked again: {(agrees == true ? "agrees with the result" : "found a fault")}. {note.Trim()}");
                return Result.Done;
            }
        );
    }
}
