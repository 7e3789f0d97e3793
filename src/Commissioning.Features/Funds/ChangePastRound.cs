using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Changes what is known of a past round. Also once it is brought in: its days and pot may come to light later.</summary>
public sealed class ChangePastRound(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id, int version, PastRoundDetails details) =>
        db.ChangeAsync(
            actor,
            AuditAction.PastRoundChanged,
            id,
            async work =>
            {
                var before = await PastRounds.GetAsync(work, id);
                if (before.PublishedAt is not null)
                    return new Refusal("The public reads this round. Take it down before you change it.");
                if (await PastRoundWriting.WhyNotAsync(work, before.FundId, id, details) is { Count: > 0 } wrong)
                    return Result.Of(wrong);
                await work.ExecuteOneAsync(
                    """
                    update PastRound
                    set    Name = @Name, BudgetYear = @BudgetYear, OpenedOn = @OpenedOn, ClosedOn = @ClosedOn, DecidedOn = @DecidedOn, Pot = @Pot, Bands = @Bands,
                           ThresholdNumerator = @ThresholdNumerator, ThresholdDenominator = @ThresholdDenominator, CountsAsSubsidy = @CountsAsSubsidy, Version = Version + 1
                    where  Id = @id and Version = @version
                    """,
                    PastRoundWriting.Columns(work, actor, id, before.FundId, version, details)
                );
                // A row without a day of its own has the round's.
                await work.ExecuteAsync(
                    "update PastApplication set DecidedOn = @DecidedOn where PastRoundId = @id and (DecidedOn is null or DecidedOn = @Before)",
                    new
                    {
                        id,
                        details.DecidedOn,
                        Before = before.DecidedOn,
                    }
                );
                work.Note(PastRoundWriting.ChangesOf(before.Details, details));
                return Result.Done;
            }
        );
}
