using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Moderation;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Moderation;

/// <summary>Staff only, like the threshold page.</summary>
[Requires(Permission.ViewModeration)]
public sealed class ExploreModel(ThresholdOptions cutLine) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Threshold { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Fullest { get; set; }
    public ThresholdOptions.ThresholdOptionsPage View { get; private set; } = null!;

    public IReadOnlyList<Bar> Bars =>
        View
            .Thresholds.Select(row => new Bar(
                $"{row.Threshold.ToPercent()}",
                row.Funded,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row.Funded} {(row.Funded == 1 ? "application" : "applications")}, {row.Awarded}"
                )
            ))
            .ToList();

    public async Task<IActionResult> OnGetAsync()
    {
        if (!User.Can(Permission.ViewRounds))
            return Forbid();
        var tried = Fraction.Parse(Threshold);
        View = await cutLine.GetAsync(Id, tried, Fullest);
        if ((tried is null && !string.IsNullOrWhiteSpace(Threshold)) || tried > 100)
            return this.PageWithErrors(new("Enter a threshold from 0 to 100, such as 65 or 62.5", nameof(Threshold)));
        if (tried is null)
            Threshold = View.Threshold.ToString(1);
        return Page();
    }
}
