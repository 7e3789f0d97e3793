using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.ViewAwards)]
public sealed class VariationsModel(AwardReader awards) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public AwardReader.AwardDetail View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await awards.GetAsync(Id);

    public static string Before(VariationQueries.VariationRow change) =>
        string.Join("; ", change.Earlier?.About(change.Wanted).InWords() ?? []);

    public static string Colour(VariationState state) =>
        state switch
        {
            VariationState.Asked => "blue",
            VariationState.Approved => "green",
            VariationState.Refused => "red",
            _ => "grey",
        };
}
