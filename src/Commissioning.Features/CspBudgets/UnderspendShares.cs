using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>What each area would get of a pot that is shared out by base allocation, to the penny (R80).</summary>
public static class UnderspendShares
{
    public sealed record UnderspendShare(Guid AreaId, string Area, Money Base, Money Computed, bool GotOddPenny);

    public static async Task<IReadOnlyList<UnderspendShare>> GetAsync(Work work, FinancialYear year, Money pot)
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
