using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Monitoring;

/// <summary>How a return reached the officer who types it in.</summary>
[Requires(Permission.ReviewMonitoring)]
public sealed class EnterModel(ReturnReader returns, TakeReturn take, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? How { get; set; }

    [BindProperty]
    public string? With { get; set; }

    [BindProperty]
    public DateParts On { get; set; } = new();
    public ReturnReader.MonitoringReturn View { get; private set; } = null!;
    public Refusal? WhyNot => MonitoringRules.WhyCannotChange(View.Return.Status) ?? View.WhyNotOpen;

    public static readonly IReadOnlyList<Choice> Ways =
    [
        new(nameof(EnteredHow.Telephone), "On the telephone"),
        new(nameof(EnteredHow.PhotoDiary), "In a photo diary"),
        new(nameof(EnteredHow.Paper), "On paper"),
    ];

    public async Task OnGetAsync()
    {
        View = await returns.GetAsync(Id);
        On = DateParts.From(clock.Today());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        View = await returns.GetAsync(Id);
        if (On.WhyNotADate("the day") is { } wrong)
        {
            this.AddError(nameof(On), wrong);
            return this.PageWithErrors();
        }
        EnteredHow? how = Enum.TryParse<EnteredHow>(How, out var chosen) && Enum.IsDefined(chosen) ? chosen : null;
        var outcome = await take.RunAsync(User.Actor(), Id, how, With, On.ToDate()!.Value);
        return outcome.IsDone ? this.Next(Links.Monitoring.Return(Id), "Now type in what they said") : this.PageWithErrors(outcome);
    }
}
