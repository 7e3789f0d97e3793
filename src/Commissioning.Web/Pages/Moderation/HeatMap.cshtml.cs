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
    /// <summary>The scores of each shade, from the lightest.</summary>
    public static readonly IReadOnlyList<string> Shades = ["0 to 0.9", "1 to 1.9", "2 to 2.9", "3 to 3.9", "4 to 5"];

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
            View.Rows.Select(row => new TagHelpers.Drawing.HeatRow(row.Application.Reference, row.Means)).ToList(),
            View.Criteria.Count
        );
}
