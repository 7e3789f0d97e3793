using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>Takes a person's approval level away.</summary>
public sealed class RemoveApprovalLevel(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid level) =>
        db.ChangeAsync(
            actor,
            AuditAction.ApprovalLevelRemoved,
            level,
            async work =>
            {
                var row = await work.FindAsync<ApprovalLimit>(
                    "select Id, PersonId, FundId, UpTo from ApprovalLimit where Id = @level",
                    new { level }
                );
                if (row.PersonId == actor.Id)
                    return new Refusal("You cannot change your own approval level");
                await work.ExecuteOneAsync("delete from ApprovalLimit where Id = @level", new { level });
                var name = await work.ScalarAsync<string>("select DisplayName from Person where Id = @PersonId", new { row.PersonId });
                work.Note($"Removed: {name}, {await ApprovalLevels.FundNameAsync(work, row.FundId)}, {ApprovalLevels.UpToText(row.UpTo)}");
                return Result.Done;
            }
        );
}
