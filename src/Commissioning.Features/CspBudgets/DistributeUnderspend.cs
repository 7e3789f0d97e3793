using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Shares a pot between the areas in proportion to their base allocations, to the penny, and posts it as a top-up. Rounding is by
/// largest remainder; an officer may move pennies by hand, which is audited, but the parts must still add up to the pot.</summary>
public sealed class DistributeUnderspend(Db db)
{
    public sealed record UnderspendShare(Guid AreaId, string Area, Money Base, Money Computed, bool GotOddPenny);

    public Task<IReadOnlyList<UnderspendShare>> PreviewAsync(FinancialYear year, Money pot) =>
        db.ReadAsync(work => PartsAsync(work, year, pot));

    /// <param name="adjustments">Pence to add to an area's computed part; negative: to subtract.</param>
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
            AuditAction.UnderspendDistributed,
            year.Subject,
            async work =>
            {
                if (LedgerRules.WhyAmountIsWrong(pot, nameof(pot)) is { } wrong)
                    return wrong;
                if (LedgerRules.WhyCannotPost(year, on, (await Posting.YearAsync(work, year)).LockedAt, nameof(on)) is { } refusal)
                    return refusal;
                if (await LedgerQueries.WhyNotBroughtForwardAsync(work, year, pot, nameof(pot)) is { } tooMuch)
                    return tooMuch;
                var parts = await PartsAsync(work, year, pot);
                if (parts.Count == 0)
                    return new Refusal("No area has a base allocation in this year to share by", nameof(pot));
                var moved = adjustments.Values.Sum();
                if (moved != 0)
                    return new Refusal(
                        $"Your changes add up to {new Money(moved)}. They must add up to £0.00, or the shares would not add up to {pot}.",
                        nameof(pot)
                    );
                if (adjustments.Values.Any(pence => pence != 0) && string.IsNullOrWhiteSpace(reason))
                    return new Refusal("Say why you are moving pennies by hand", nameof(reason));
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
