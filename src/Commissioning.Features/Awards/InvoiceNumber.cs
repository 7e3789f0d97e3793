using System.Globalization;
using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>The numbers of invoices for money that is to be paid back.</summary>
internal static class InvoiceNumber
{
    /// <summary>The next number, such as R-2026-007, the seventh of that year. The unique indexes refuse two at once.</summary>
    public static async Task<string> NextAsync(Work work)
    {
        var year = LondonTime.ToLondon(work.Now).Year;
        var last = await work.ScalarAsync<int>(
            "select count(*) from RecoveryInvoice where Number like @pattern",
            new { pattern = string.Create(CultureInfo.InvariantCulture, $"R-{year}-%") }
        );
        return string.Create(CultureInfo.InvariantCulture, $"R-{year}-{last + 1:000}");
    }
}
