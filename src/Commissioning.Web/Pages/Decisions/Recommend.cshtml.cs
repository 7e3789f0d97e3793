using Commissioning.Domain.Accounts;
using Commissioning.Features.Decisions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

[Requires(Permission.MakeRecommendation)]
public sealed class RecommendModel(MakeRecommendation recommendation) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    public MakeRecommendation.Preview View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await recommendation.PreviewAsync(User.Actor(), Id);

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (View.WhyNot is { } early) return this.PageWithErrors(early);
        var outcome = await recommendation.RunAsync(User.Actor(), Id);
        return outcome.Refused is { } refusal ? this.PageWithErrors(refusal) : this.Next(Links.Decisions.Paper(Id), "The recommendation is made");
    }
}
