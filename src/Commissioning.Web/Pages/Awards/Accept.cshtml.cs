using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.Apply)]
public sealed class AcceptModel(AcceptAward acceptAward, TimeProvider clock) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty] public bool Agreed { get; set; }
    [BindProperty] public string? AcceptedName { get; set; }
    public AcceptAward.View View { get; private set; } = null!;
    public bool HasLapsed => View.Offer.AcceptBy is { } by && AwardRules.HasLapsed(by, View.Offer.AcceptedAt, clock.Today());

    public async Task OnGetAsync() => View = await acceptAward.GetAsync(User.Actor(), Id);

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (AcceptedName?.Length > 200) return this.PageWithErrors(new("Shorten the name to 200 characters", "AcceptedName"));
        var outcome = await acceptAward.RunAsync(User.Actor(), Id, AcceptedName, Agreed);
        return outcome.Refused is { } refusal ? this.PageWithErrors(refusal) : this.Next(Links.Awards.Accept(Id));
    }
}
