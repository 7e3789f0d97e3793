using Commissioning.Domain.Accounts;
using Commissioning.Features.Decisions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

[Requires(Permission.ViewPapers)]
public sealed class PaperModel(RoundPapers paper, SignPaper signPaper) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Note { get; set; }
    public RoundPapers.RoundPaper View { get; private set; } = null!;
    public bool MaySign { get; private set; }

    public async Task OnGetAsync([FromQuery] int? number)
    {
        View = await paper.GetAsync(Id, number);
        MaySign = View.Recommendation.Number == View.Latest && await signPaper.WhyNotAsync(User.Actor(), Id) is null;
    }

    public async Task<IActionResult> OnPostAsync(bool approve)
    {
        await OnGetAsync(null);
        var outcome = await signPaper.RunAsync(User.Actor(), Id, approve, Note);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Decisions.Paper(Id), approve ? "The paper is signed" : "The paper is sent back");
    }
}
