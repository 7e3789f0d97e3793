using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.ViewAwards)]
public sealed class ChangesModel(AwardReader awards) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    public AwardReader.View View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await awards.GetAsync(Id);

    /// <summary>Only the parts that the change was about.</summary>
    public static string Before(AwardChanges.Row change) => change.Earlier is not { } earlier ? "" : string.Join("; ", new AwardChangeDetails
    {
        Purpose = change.Wanted.Purpose is null ? null : earlier.Purpose, StartsOn = change.Wanted.StartsOn is null ? null : earlier.StartsOn, EndsOn = change.Wanted.EndsOn is null ? null : earlier.EndsOn,
        ContactName = change.Wanted.ContactName is null ? null : earlier.ContactName, ContactEmail = change.Wanted.ContactEmail is null ? null : earlier.ContactEmail, Amount = change.Wanted.Amount is null ? null : earlier.Amount, Lines = change.Wanted.Lines is null ? null : earlier.Lines,
    }.InWords());

    public static string Colour(AwardChangeState state) => state switch { AwardChangeState.Asked => "blue", AwardChangeState.Approved => "green", AwardChangeState.Refused => "red", _ => "grey" };
}
