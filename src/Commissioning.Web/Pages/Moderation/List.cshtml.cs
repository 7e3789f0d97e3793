using Commissioning.Domain.Accounts;
using Commissioning.Features.Moderation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Moderation;

[Requires(Permission.ViewModeration)]
public sealed class ListModel(RoundModeration moderation, AgreeMeans agreeMeans, PanelAccess access) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty] public string? Present { get; set; }
    public bool Flagged { get; private set; }
    public RoundModeration.View View { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1, string? show = null)
    {
        if (!User.Can(Permission.ViewRounds)) await access.DemandAsync(User.Actor(), Id);
        Flagged = show == "flags";
        View = await moderation.GetAsync(User.Actor(), Id, number, Flagged);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!User.Can(Permission.RecordModeration)) return Forbid();
        var outcome = await agreeMeans.RunAsync(User.Actor(), Id, Present);
        if (outcome.Refused is not { } refusal) return this.Next(Links.Moderation.List(Id), outcome.Value == 1 ? "1 bid agreed at its mean" : $"{outcome.Value} bids agreed at their mean");
        await OnGetAsync();
        return this.PageWithErrors(refusal);
    }
}
