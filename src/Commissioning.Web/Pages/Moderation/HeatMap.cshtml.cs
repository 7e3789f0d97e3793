using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Audit;
using Commissioning.Features.Moderation;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Moderation;

[Requires(Permission.ViewModeration)]
public sealed class HeatMapModel(ScoreHeatMap heatMap, PanelAccess access, RecordReading reading) : PageModel
{
    /// <summary>The part of a scale that each shade stands for, from the lightest.</summary>
    public static readonly IReadOnlyList<string> Shades = ["Lowest fifth", "Second", "Middle", "Fourth", "Highest fifth"];

    [FromRoute]
    public Guid Id { get; set; }
    public ScoreHeatMap.HeatMapPage View { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        if (!User.Can(Permission.ViewRounds))
            await access.DemandAsync(User.Actor(), Id);
        View = await heatMap.GetAsync(User.Actor(), Id, number);
        if (View.Rows.Any(row => row.Application.WhyHidden is null))
            await reading.RoundScoresAsync(User.Actor(), Id, "Heat map of scores");
    }

    public IHtmlContent Drawing =>
        TagHelpers.Drawing.HeatMap(
            View.Rows.Select(row => new TagHelpers.Drawing.HeatRow(
                    row.Application.Reference,
                    row.Means.Select((mean, i) => mean is { } value ? (value, View.Criteria[i].StepOf(value)) : ((Fraction, int)?)null)
                        .ToList()
                ))
                .ToList(),
            View.Criteria.Count
        );
}
