using Commissioning.Domain;
using Commissioning.Domain.Decisions;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

internal static class DecisionNumbers
{
    /// <summary>The next number in the office's pattern, such as D-2026-007, the seventh decision of that year.</summary>
    public static async Task<string> NextAsync(Work work, Office office)
    {
        var year = LondonTime.ToLondon(work.Now).Year;
        var before = await work.ScalarAsync<int>(
            "select count(*) from Decision where Number like @pattern",
            new { pattern = DecisionNumber.Like(office.DecisionNumber, year) }
        );
        return DecisionNumber.Of(office.DecisionNumber, year, before + 1);
    }
}
