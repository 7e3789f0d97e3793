using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>
/// Shares a pot over the areas by their base allocations, to the penny, and posts it as top-up. The rule is largest remainder; an officer may
/// move pennies by hand, which is recorded, and the parts must still add to the pot.
/// </summary>
public sealed class DistributeUnderspend(Db db)
{
    public sealed record UnderspendShare(Guid AreaId, string Area, Money Base, Money Computed, bool GotOddPenny);

    public Task<IReadOnlyList<UnderspendShare>> PreviewAsync(FinancialYear year, Money pot) =>
        db.ReadAsync(work => PartsAsync(work, year, pot));

    /// <param name="adjustments">Pence to add to, or take from, an area's computed part.</param>
    public Task<Result> RunAsync(
        Actor actor,
        FinancialYear year,
        Money pot,
        DateOnly on,
        IReadOnlyDictionary<Guid, long> adjustments,
        string? reason
    ) =>
        db.ChangeAsync(
            actor,
            AuditAction.LedgerPosted,
            Guid.Empty,
            async work =>
            {
                if (LedgerRules.WhyAmountIsWrong(pot, nameof(pot)) is { } wrong)
                    return wrong;
                if (LedgerRules.WhyCannotPost(year, on, (await Posting.YearAsync(work, year)).LockedAt, nameof(on)) is { } refusal)
                    return refusal;
                if (await PostToLedger.WhyNotBroughtForwardAsync(work, year, pot, nameof(pot)) is { } tooMuch)
                    return tooMuch;
                var parts = await PartsAsync(work, year, pot);
                if (parts.Count == 0)
                    return new Refusal("No area has a base allocation in this year to share by", nameof(pot));
                var moved = adjustments.Values.Sum();
                if (moved != 0)
                    return new Refusal(
                        $"Your changes come to {new Money(moved)} and must come to £0.00, or the parts would not add to {pot}",
                        nameof(pot)
                    );
                if (adjustments.Values.Any(pence => pence != 0) && string.IsNullOrWhiteSpace(reason))
                    return new Refusal("Say why pennies are moved by hand", nameof(reason));
                foreach (var part in parts)
                {
                    var amount = part.Computed + new Money(adjustments.GetValueOrDefault(part.AreaId));
                    if (amount < Money.Zero)
                        return new Refusal($"{part.Area} would get less than £0.00", nameof(pot));
                    if (amount > Money.Zero)
                        await Posting.MoveAsync(
                            work,
                            actor,
                            year,
                            TransactionKind.TopUp,
                            on,
                            $"Share of {pot} by base allocation, largest remainder{(amount == part.Computed ? "" : $"; {part.Computed} changed by hand: {reason!.Trim()}")}",
                            await Posting.AccountAsync(work, year, AccountKind.BroughtForward, $"Underspend of {year.Previous}"),
                            await Posting.AccountAsync(work, year, AccountKind.Area, part.AreaId),
                            amount
                        );
                }
                return Result.Done;
            }
        );

    private static async Task<IReadOnlyList<UnderspendShare>> PartsAsync(Work work, FinancialYear year, Money pot)
    {
        var lines = (await YearOverview.GetAsync(work, year, null)).Lines.Where(line => line.Base > Money.Zero).ToList();
        if (lines.Count == 0)
            return [];
        return lines
            .Zip(
                ProRata.Share(pot, lines.Select(line => new Fraction(line.Base.Pence, 1)).ToList()),
                (line, share) => new UnderspendShare(line.AreaId, line.Area, line.Base, share.Part, share.GotOddPenny)
            )
            .ToList();
    }
}
