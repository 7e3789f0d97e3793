using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>An approval limit for a single payment is removed.</summary>
public sealed class RemovePaymentLimit(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid limit) =>
        db.ChangeAsync(
            actor,
            AuditAction.PaymentLimitRemoved,
            limit,
            async work =>
            {
                var row = await work.FindAsync<PaymentLimit>(
                    "select Id, PersonId, FundId, BudgetYear, UpTo from PaymentLimit where Id = @limit",
                    new { limit }
                );
                if (await PaymentLimitQueries.WhyOwnAsync(work, actor, row.PersonId) is { } own)
                    return own;
                await work.ExecuteOneAsync("delete from PaymentLimit where Id = @limit", new { limit });
                var name = await work.ScalarAsync<string>("select DisplayName from Person where Id = @PersonId", new { row.PersonId });
                work.Note(
                    $"Removed: {name ?? "Everybody"}, {await PaymentLimitQueries.FundNameAsync(work, row.FundId)}, {PaymentLimitQueries.YearName(row.BudgetYear)}, one payment up to {row.UpTo}"
                );
                return Result.Done;
            }
        );
}
