using System.Globalization;
using Commissioning.Domain;
using Commissioning.Features.Demonstration;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Development;

[AllowAnonymous]
public sealed class ClockModel(
    DevelopmentClock developmentClock,
    LoadDemonstration demonstration,
    TimeProvider clock,
    IHostEnvironment environment
) : PageModel
{
    [BindProperty]
    public DateParts Date { get; set; } = new();

    [BindProperty]
    public string? Time { get; set; }
    public DateTime Now => clock.UtcNow();

    public void OnGet()
    {
        if (!environment.IsDevelopment())
            throw new NotFoundException("The clock moves in Development only");
        Date = DateParts.From(clock.Today());
        Time = LondonTime.ToLondon(Now).ToString("HH:mm", CultureInfo.InvariantCulture);
    }

    public async Task<IActionResult> OnPostAsync(bool reset)
    {
        var actor = User.Identity?.IsAuthenticated == true ? User.Actor() : Actor.Visitor;
        if (reset)
            await developmentClock.MoveAsync(actor, null);
        else
        {
            if (Date.WhyNotADate("the date") is { } wrong)
                this.AddError(nameof(Date), wrong);
            if (!TimeOnly.TryParse(Time, CultureInfo.InvariantCulture, out var time))
                this.AddError(nameof(Time), "Enter a time such as 17:01");
            if (!ModelState.IsValid)
                return this.PageWithErrors();
            await developmentClock.MoveAsync(actor, LondonTime.ToUtc(Date.ToDate()!.Value, time));
        }
        await demonstration.KeepListRecentAsync();
        return this.Next(Links.Development.Clock, $"The clock says {LondonTime.DateAndTime(Now)}");
    }
}
