using System.Globalization;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Web.Pages.CspBudgets;

/// <summary>The year and date in a page's address. An invalid year is "not found"; an invalid date is ignored.</summary>
internal static class YearRoute
{
    public static FinancialYear Read(string year) => FinancialYear.Parse(year) ?? throw new NotFoundException("Not a financial year");

    public static ReturnPeriod ReadPeriod(string period) =>
        Enum.TryParse<ReturnPeriod>(period, out var read) && read.ToString() == period
            ? read
            : throw new NotFoundException("Not a return of the year");

    public static DateOnly? ReadDay(string? typed, FinancialYear year) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && year.Contains(day)
            ? day
            : null;

    /// <summary>The figure in an address: a column of one area or of all, or one account.</summary>
    public static FigureEntries.Figure ReadFigure(string year, string? column, Guid? area, Guid? account, string? asAt)
    {
        var financial = Read(year);
        var known = Enum.TryParse<LedgerColumn>(column, out var parsed) && Enum.IsDefined(parsed);
        return known || account is not null
            ? new(financial, ReadDay(asAt, financial), known ? parsed : null, area, account)
            : throw new NotFoundException("Not a figure of the ledger");
    }

    public static string? Write(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
