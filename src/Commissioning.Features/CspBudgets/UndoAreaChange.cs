using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Undoes the newest change to an area: that it was added, merged, joined or ended. Only until something was posted that depends
/// on it.</summary>
public sealed class UndoAreaChange(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid area) =>
        db.ChangeAsync(
            actor,
            AuditAction.CspAreaChangeUndone,
            area,
            async work =>
            {
                var register = await AreaQueries.RegisterAsync(work);
                var change = register.ChangeOf(register.Find(area));
                if (register.WhyCannotUndo(change) is { } refusal)
                    return refusal;
                var row = new { change.Area.Id };
                var ended = change.Ended.Select(one => new { one.Id, Into = change.Area.Id });
                await work.ExecuteAsync("update CspArea set ValidTo = null, SuccessorId = null where Id = @Id", ended);
                await work.ExecuteAsync("delete from PersonCspArea where AreaId = @Into and FromAreaId = @Id", ended);
                if (change.RemovesArea)
                {
                    await work.ExecuteAsync("delete from LedgerAccount where AreaId = @Id and Entries = 0", row);
                    await work.ExecuteAsync("delete from AreaPaymentBasis where AreaId = @Id", row);
                    await work.ExecuteAsync("delete from CspReminder where AreaId = @Id", row);
                    await work.ExecuteAsync("delete from PersonCspArea where AreaId = @Id", row);
                    await work.ExecuteAsync("delete from CspAreaAlias where AreaId = @Id", row);
                    await work.ExecuteOneAsync("delete from CspArea where Id = @Id", row);
                }
                await AreaEnd.OpenAccountsAsync(work, change.From);
                work.Note($"{change.Sentence}. {change.WhenUndone}");
                return Result.Done;
            }
        );
}
