using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>What was to be done after a visit is done.</summary>
public sealed class FinishVisitAction(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid visit, Guid action)
    {
        var found = await db.ReadAsync(work => VisitQueries.FindAsync(work, visit));
        return await db.ChangeAsync(
            actor,
            AuditAction.VisitActionDone,
            found.AwardId,
            async work =>
            {
                var row = await work.FindAsync<VisitQueries.VisitAction>(
                    VisitQueries.ActionSql + " where x.Id = @action and x.VisitId = @visit",
                    new { action, visit }
                );
                var today = LondonTime.DateOf(work.Now);
                if (
                    await work.ExecuteAsync(
                        "update VisitAction set DoneOn = @today where Id = @action and DoneOn is null",
                        new { action, today }
                    ) == 0
                )
                    return new Refusal("This action is done already");
                work.Note($"{found.Reference}: {row.What}, due {LondonTime.Date(row.DueOn)}");
                return Result.Done;
            }
        );
    }
}
