using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>The finance officer proposes that a year is signed off, once its checklist is done or explained. Nothing is locked
/// yet.</summary>
public sealed class ProposeYearSignOff(Db db, Office office)
{
    /// <summary>Why returns of an area are missing.</summary>
    public sealed record Explanation(Guid Area, string? Why);

    /// <param name="reason">What is signed off.</param>
    /// <param name="exceptions">Why it is signed off although evidence is missing.</param>
    /// <param name="returns">Why returns are missing, for each area that has not certified all of them.</param>
    public async Task<Result<Guid>> RunAsync(
        Actor actor,
        FinancialYear year,
        string? reason,
        string? exceptions,
        IReadOnlyList<Explanation> returns
    )
    {
        var id = Guid.CreateVersion7();
        return await db.ChangeAsync<Guid>(
            actor,
            AuditAction.LedgerYearSignOffProposed,
            year.Subject,
            async work =>
            {
                if ((await Posting.YearAsync(work, year)).LockedAt is not null)
                    return new Refusal($"{year} is already locked");
                if (await YearRequests.WhyWaitingAsync(work, year) is { } waiting)
                    return waiting;
                var refusals = new List<Refusal>();
                if (string.IsNullOrWhiteSpace(reason))
                    refusals.Add(new("Write what you sign off, for example: agreed with the accounts of 30 April", nameof(reason)));
                refusals.AddRange(TextLimit.WhyTooLong([(reason, 500, nameof(reason)), (exceptions, 1000, nameof(exceptions))]));
                refusals.AddRange(
                    TextLimit.WhyTooLong(
                        returns.Select((one, i) => (one.Why, 500, Refusal.At(nameof(returns), i, nameof(Explanation.Why)))).ToList()
                    )
                );
                refusals.AddRange(await WhyNotReadyAsync(work, year, exceptions, returns));
                if (refusals.Count > 0)
                    return refusals;
                await YearRequests.AddAsync(work, actor, id, year, YearRequestKind.SignOff, reason!, exceptions);
                await work.ExecuteAsync(
                    "insert into YearExplanation (RequestId, AreaId, Text) values (@id, @Area, @Why)",
                    returns
                        .Where(one => !string.IsNullOrWhiteSpace(one.Why))
                        .Select(one => new
                        {
                            id,
                            one.Area,
                            Why = one.Why!.Trim(),
                        })
                );
                work.Note($"{year}: {reason!.Trim()}");
                if (!string.IsNullOrWhiteSpace(exceptions))
                    work.Note($"Signed although something is missing: {exceptions.Trim()}");
                foreach (var one in await YearRequests.ExplanationsAsync(work, id))
                    work.Note($"Returns of {one.Area} are missing: {one.Text}");
                await YearMessages.TellAsync(work, office, actor, await YearRequests.FindAsync(work, id));
                return Result.Made(id);
            }
        );
    }

    internal static async Task<IReadOnlyList<Refusal>> WhyNotReadyAsync(
        Work work,
        FinancialYear year,
        string? exceptions,
        IReadOnlyList<Explanation> returns
    )
    {
        var overview = await YearOverview.GetAsync(work, year);
        var missing = YearEndQueries.WithoutReturns(await YearEndQueries.ReturnsAsync(work, year, overview));
        return YearEndRules.WhyNotReady(
            (await YearEndQueries.ChecksAsync(work, year, overview))
                .Where(check => !check.IsDone)
                .Select(check => (check.Item, check.Sentence!))
                .ToList(),
            exceptions,
            missing.Select(area => (area.Name, returns.FirstOrDefault(one => one.Area == area.Id)?.Why)).ToList()
        );
    }
}
