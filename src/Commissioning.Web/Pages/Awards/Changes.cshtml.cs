using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.ViewAwards)]
public sealed class ChangesModel(AwardReader awards) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public AwardReader.View View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await awards.GetAsync(Id);

    public static string Before(AwardChanges.Row change) => string.Join("; ", change.Earlier?.About(change.Wanted).InWords() ?? []);

    public static string Colour(AwardChangeState state) =>
        state switch
        {
            AwardChangeState.Asked => "blue",
            AwardChangeState.Approved => "green",
            AwardChangeState.Refused => "red",
            _ => "grey",
        };
}
