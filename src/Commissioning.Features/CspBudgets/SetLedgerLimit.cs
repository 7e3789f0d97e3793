using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Sets what a role may approve of the ledger's requests.</summary>
public sealed class SetLedgerLimit(Db db)
{
    /// <param name="upTo">Null: any amount.</param>
    public Task<Result> RunAsync(Actor actor, Role? role, Money? upTo) =>
        db.ChangeAsync(
            actor,
            AuditAction.LedgerLimitSet,
            Guid.Empty,
            async work =>
            {
                if (role is not { } chosen || !LedgerRequestRules.DefaultLimits.ContainsKey(chosen))
                    return new Refusal("Choose a role that approves requests", nameof(role));
                if (
                    await work.ScalarAsync<int>(
                        "select count(*) from PersonRole where PersonId = @Id and Role = @chosen",
                        new { actor.Id, chosen }
                    ) > 0
                )
                    return new Refusal("You have this role, so someone else must set its limit", nameof(role));
                var before = (await LedgerLimits.AllAsync(work))[chosen];
                await work.ExecuteAsync("delete from LedgerLimit where Role = @chosen", new { chosen });
                await work.ExecuteAsync(
                    "insert into LedgerLimit (Role, UpTo, SetBy, SetAt) values (@chosen, @upTo, @By, @Now)",
                    new
                    {
                        chosen,
                        upTo,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(
                    new Changes()
                        .Add(RolePermissions.Name(chosen), before?.ToString() ?? "any amount", upTo?.ToString() ?? "any amount")
                        .ToString()
                );
                return Result.Done;
            }
        );
}
