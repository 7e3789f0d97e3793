using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Finance approves or refuses an award above the pot (R6).</summary>
public sealed class AnswerOverAllocation(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid request, bool approve)
    {
        var round = (
            await db.FindAsync<OverAllocationQueries.OverAllocationRow>(
                OverAllocationQueries.Sql + " where o.Id = @request",
                new { request }
            )
        ).RoundId;
        return await db.ChangeAsync(
            actor,
            approve ? AuditAction.OverAllocationApproved : AuditAction.OverAllocationRefused,
            round,
            async work =>
            {
                var row = await work.FindAsync<OverAllocationQueries.OverAllocationRow>(
                    OverAllocationQueries.Sql + " where o.Id = @request",
                    new { request }
                );
                if (row.AskedBy == actor.Id)
                    return new Refusal("You asked for this, so someone else must answer");
                var details = await RoundReader.GetAsync(work, round);
                if (RoundRules.WhyWithdrawn(details) is { } withdrawn)
                    return withdrawn;
                if (details.IsRecommended)
                    return new Refusal("The recommendation is made, so you can no longer change the amount to award");
                await work.ExecuteOneAsync(
                    "update OverAllocation set Approved = @approve, AnsweredBy = @By, AnsweredAt = @Now where Id = @request and AnsweredAt is null",
                    new
                    {
                        request,
                        approve,
                        By = actor.Id,
                        work.Now,
                    }
                );
                if (approve)
                {
                    await work.ExecuteOneAsync(
                        "update Round set OverAllocated = OverAllocated + @Amount, Version = Version + 1 where Id = @round",
                        new { round, row.Amount }
                    );
                    if (await RoundPot.SetAsideAsync(work, actor, details.BudgetYear, details.FullName, row.Amount) is { } closed)
                        return closed;
                }
                work.Note(row.Amount.ToString());
                if (approve)
                    work.Note(new Changes().Add("To be awarded", details.Spendable, details.Spendable + row.Amount).ToString());
                return Result.Done;
            }
        );
    }
}
