using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Publishing;

/// <summary>Officers and publishers load finance's extract of a month.</summary>
[Requires(Permission.PreparePublication), EnableRateLimiting(RateLimits.Upload)]
public sealed class SpendingModel(SpendingDesk desk, LoadSpending load, TimeProvider clock) : PageModel
{
    private const int MonthsBack = 24;

    /// <summary>Such as 2026-10.</summary>
    [BindProperty]
    public string? Month { get; set; }

    [BindProperty]
    public IFormFile? Extract { get; set; }
    public IReadOnlyList<SpendingDesk.Month> Months { get; private set; } = [];

    /// <summary>Months that are over, the newest first.</summary>
    public IReadOnlyList<Choice> Choices =>
        Enumerable
            .Range(1, MonthsBack)
            .Select(back => ReleaseRules.FirstDay(clock.Today()).AddMonths(-back))
            .Select(month => new Choice(ReleaseRules.Text(month), LondonTime.Month(month)))
            .ToList();

    public IReadOnlyList<SpendingDesk.Awaited> Awaited { get; private set; } = [];

    public async Task OnGetAsync() => (Months, Awaited) = (await desk.MonthsAsync(), await desk.AwaitedAsync());

    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await load.RunAsync(
            User.Actor(),
            Month,
            Extract?.FileName ?? "",
            Extract is null ? [] : await Extract.ReadBytesAsync()
        );
        if (outcome.IsDone)
            return this.Next(Links.Publishing.SpendingMonth(outcome.Value), "The extract is loaded");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    public static (string Words, string Colour) State(SpendingDesk.Month month) =>
        month.Prepared is not null ? ("Prepared", "blue")
        : month.Changed ? ("Changed since", "orange")
        : month.Released is { } released ? ($"Released, version {released.Number.ToString(CultureInfo.InvariantCulture)}", "green")
        : month.Incomplete > 0 ? ("To complete", "orange")
        : ("To release", "blue");
}
