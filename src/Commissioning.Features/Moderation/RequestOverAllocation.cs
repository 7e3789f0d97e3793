using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>The office asks to award more than the pot, with a reason and within the round's limit (R6).</summary>
public sealed class RequestOverAllocation(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid round, Money? amount, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.OverAllocationAsked,
            round,
            async work =>
            {
                var details = await RoundReader.GetAsync(work, round);
                var most = PartAwardRules.MostBeyond(details) - details.OverAllocated;
                if (RoundRules.WhyWithdrawn(details) is { } withdrawn)
                    return withdrawn;
                if (details.IsRecommended)
                    return new Refusal("The recommendation is made, so you can no longer change the amount to award");
                if (amount is not { } more || more <= Money.Zero)
                    return new Refusal("Enter how much more than the pot may be awarded", nameof(amount));
                if (more > most)
                    return new Refusal(
                        $"The round allows {details.Policy.OverAllocationPercent}% above the pot; {most} of that is left",
                        nameof(amount)
                    );
                if (reason?.Trim() is not { Length: > 0 and <= 1000 })
                    return new Refusal("Say why, in up to 1,000 characters", nameof(reason));
                if (
                    await work.FindOrDefaultAsync<OverAllocationQueries.OverAllocationRow>(
                        OverAllocationQueries.Sql + " where o.RoundId = @round and o.AnsweredAt is null",
                        new { round }
                    )
                    is not null
                )
                    return new Refusal("A request is already waiting for finance");
                await work.ExecuteAsync(
                    "insert into OverAllocation (Id, RoundId, Amount, Reason, AskedBy, AskedAt) values (@Id, @round, @more, @Reason, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        round,
                        more,
                        Reason = reason.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{more}. {reason.Trim()}");
                return Result.Done;
            }
        );
}
