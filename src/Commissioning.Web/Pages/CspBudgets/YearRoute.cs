using System.Globalization;
using Commissioning.Domain.Calendar;
using Commissioning.Platform.Data;

namespace Commissioning.Web.Pages.CspBudgets;

/// <summary>The year and date in a page's address. An invalid year is "not found"; an invalid date is ignored.</summary>
internal static class YearRoute
{
    public static FinancialYear Read(string year) => FinancialYear.Parse(year) ?? throw new NotFoundException("Not a financial year");

    public static DateOnly? ReadDay(string? typed, FinancialYear year) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && year.Contains(day)
            ? day
            : null;

    public static string? Write(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
