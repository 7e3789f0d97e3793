using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Awards;
using Commissioning.Features.Funds;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.SendLetters)]
public sealed class ReasonsModel(Db db, ReadLetterReasons read) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<Guid> Applications { get; set; } = [];
    public Round Round { get; private set; } = null!;
    public LetterReasons.LetterReasonsPage View { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1) =>
        (Round, View) = await db.ReadAsync(async work =>
            (await RoundReader.GetAsync(work, Id), await LetterReasons.GetAsync(work, Id, number))
        );

    public async Task<IActionResult> OnPostAsync([FromQuery(Name = "page")] int number = 1)
    {
        var outcome = await read.RunAsync(User.Actor(), Id, Applications);
        await OnGetAsync(number);
        return outcome.IsDone
            ? this.Next(Links.Awards.Reasons(Id, number < View.Pages ? number + 1 : number), "Recorded that you have read them")
            : this.PageWithErrors(outcome);
    }
}
