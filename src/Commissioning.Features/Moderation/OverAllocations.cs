using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Moderation;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Funding above the pot, because projects underspend every year: requested by the office with a reason, within the round's limit,
/// and approved by finance (R6).</summary>
public sealed class OverAllocations(Db db)
{
    public sealed record OverAllocationRow
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required Money Amount { get; init; }
        public required string Reason { get; init; }
        public required Guid AskedBy { get; init; }
        public required string AskedByName { get; init; }
        public bool? Approved { get; init; }
    }

    public Task<OverAllocationRow?> LatestAsync(Guid round) =>
        db.ReadAsync(work =>
            work.FirstOrDefaultAsync<OverAllocationRow>(Sql + " where o.RoundId = @round order by o.AskedAt desc, o.Id", new { round })
        );

    public Task<Result> AskAsync(Actor actor, Guid round, Money? amount, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.OverAllocationAsked,
            round,
            async work =>
            {
                var details = await RoundReader.GetAsync(work, round);
                var most = PartAwardRules.MostBeyond(details) - details.OverAllocated;
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
                    await work.FindOrDefaultAsync<OverAllocationRow>(
                        Sql + " where o.RoundId = @round and o.AnsweredAt is null",
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

    public async Task<Result> AnswerAsync(Actor actor, Guid request, bool approve)
    {
        var round = (await db.FindAsync<OverAllocationRow>(Sql + " where o.Id = @request", new { request })).RoundId;
        return await db.ChangeAsync(
            actor,
            approve ? AuditAction.OverAllocationApproved : AuditAction.OverAllocationRefused,
            round,
            async work =>
            {
                var row = await work.FindAsync<OverAllocationRow>(Sql + " where o.Id = @request", new { request });
                if (row.AskedBy == actor.Id)
                    return new Refusal("You asked for this, so someone else must answer");
                var details = await RoundReader.GetAsync(work, round);
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

    private const string Sql = """
        select o.Id, o.RoundId, o.Amount, o.Reason, o.AskedBy, p.DisplayName as AskedByName, o.Approved
        from   OverAllocation o
        join   Person p on p.Id = o.AskedBy
        """;
}
