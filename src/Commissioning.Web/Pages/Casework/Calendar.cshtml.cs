using System.Globalization;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.ViewAwards)]
public sealed class CalendarModel(AwardCalendar awardCalendar) : PageModel
{
    /// <summary>The first month, such as 2026-04; anything else is this month.</summary>
    [FromQuery]
    public string? From { get; set; }
    public AwardCalendar.Calendar Calendar { get; private set; } = null!;

    public async Task OnGetAsync() =>
        Calendar = await awardCalendar.GetAsync(
            DateOnly.TryParseExact(From, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            && month.Year is >= 2000 and <= 2100
                ? month
                : null
        );

    /// <summary>Such as April 2026.</summary>
    public static string NameOf(AwardCalendar.Month month) => month.First.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    public static IHtmlContent DrawingOf(AwardCalendar.Month month) =>
        Drawing.Month(
            month.First,
            month.Days.Select(day => new Drawing.DayMark(day.On, day.Returns + day.Certificates > 0, day.Instalments > 0)).ToList()
        );
}
