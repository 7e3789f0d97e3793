using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Makes a past round, of which nothing is brought in yet.</summary>
public sealed class MakePastRound(Db db)
{
    public Task<Result<Guid>> RunAsync(Actor actor, Guid fund, PastRoundDetails details)
    {
        var id = Guid.CreateVersion7();
        return db.ChangeAsync<Guid>(
            actor,
            AuditAction.PastRoundMade,
            id,
            async work =>
            {
                if (await work.FindOrDefaultAsync<string>("select Name from Fund where Id = @fund", new { fund }) is not { } fundName)
                    return new Refusal("Choose the fund", nameof(fund));
                if (await PastRoundWriting.WhyNotAsync(work, fund, null, details) is { Count: > 0 } wrong)
                    return Result.Of<Guid>(wrong);
                await work.ExecuteAsync(
                    """
                    insert into PastRound (Id, FundId, Name, BudgetYear, OpenedOn, ClosedOn, DecidedOn, Pot, Bands, ThresholdNumerator, ThresholdDenominator, CountsAsSubsidy, MadeBy, MadeAt, Version)
                    values (@id, @fund, @Name, @BudgetYear, @OpenedOn, @ClosedOn, @DecidedOn, @Pot, @Bands, @ThresholdNumerator, @ThresholdDenominator, @CountsAsSubsidy, @By, @Now, 1)
                    """,
                    PastRoundWriting.Columns(work, actor, id, fund, 0, details)
                );
                work.Note(fundName);
                work.Note(PastRoundWriting.ChangesOf(null, details));
                return Result.Made(id);
            }
        );
    }
}
