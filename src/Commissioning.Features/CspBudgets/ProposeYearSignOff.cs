using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>The finance officer proposes that a year is signed off, once its checklist is done or explained. Nothing is locked yet.</summary>
public sealed class ProposeYearSignOff(Db db)
{
    /// <param name="reason">What is signed off.</param>
    /// <param name="exceptions">Why it is signed off although something is missing that may be missing.</param>
    public async Task<Result<Guid>> RunAsync(Actor actor, FinancialYear year, string? reason, string? exceptions)
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
                refusals.AddRange(await WhyNotReadyAsync(work, year, exceptions));
                if (refusals.Count > 0)
                    return refusals;
                await YearRequests.AddAsync(work, actor, id, year, YearRequestKind.SignOff, reason!, exceptions);
                work.Note($"{year}: {reason!.Trim()} {exceptions?.Trim()}");
                return Result.Made(id);
            }
        );
    }

    internal static async Task<IReadOnlyList<Refusal>> WhyNotReadyAsync(Work work, FinancialYear year, string? exceptions) =>
        YearEndRules.WhyNotReady(
            (await YearEndQueries.ChecksAsync(work, year, await YearOverview.GetAsync(work, year)))
                .Where(check => !check.IsDone)
                .Select(check => (check.Item, check.Sentence!))
                .ToList(),
            exceptions
        );
}
