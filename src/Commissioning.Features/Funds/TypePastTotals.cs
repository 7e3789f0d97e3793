using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Types a past round's control totals from the office's own paper, before its workbook is read.</summary>
public sealed class TypePastTotals(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id, int version, PastTotals totals) =>
        db.ChangeAsync(
            actor,
            AuditAction.PastTotalsTyped,
            id,
            async work =>
            {
                var before = await PastRounds.GetAsync(work, id);
                if (PastRoundWriting.WhyClosed(before) is { } closed)
                    return closed;
                if (PastRoundRules.WhyTotalsAreWrong(totals) is { Count: > 0 } wrong)
                    return Result.Of(wrong);
                await work.ExecuteOneAsync(
                    """
                    update PastRound
                    set    TotalApplications = @Applications, TotalFunded = @Funded, TotalAsked = @Asked, TotalAwarded = @Awarded, TotalPaid = @Paid, TotalReturned = @Returned, Version = Version + 1
                    where  Id = @id and Version = @version
                    """,
                    new
                    {
                        id,
                        version,
                        totals.Applications,
                        totals.Funded,
                        totals.Asked,
                        totals.Awarded,
                        totals.Paid,
                        totals.Returned,
                    }
                );
                work.Note(
                    new Changes(isNew: !before.HasTotals)
                        .Add(
                            "Applications",
                            PastRoundWriting.Number(before.TotalApplications),
                            PastRoundWriting.Number(totals.Applications)
                        )
                        .Add("Funded", PastRoundWriting.Number(before.TotalFunded), PastRoundWriting.Number(totals.Funded))
                        .Add("Asked", before.TotalAsked?.ToString(), totals.Asked?.ToString())
                        .Add("Awarded", before.TotalAwarded?.ToString(), totals.Awarded?.ToString())
                        .Add("Paid", before.TotalPaid?.ToString(), totals.Paid?.ToString())
                        .Add("Returned", before.TotalReturned?.ToString(), totals.Returned?.ToString())
                        .ToString()
                );
                return Result.Done;
            }
        );
}
