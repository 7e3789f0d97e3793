using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.SendLetters)]
public sealed class DayBatchModel(LetterBatches batches, MakeLettersAgain make, ReleaseLetters release) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public LetterBatches.LetterBatchDetail View { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1) => View = await batches.GetAsync(Id, number);

    public async Task<IActionResult> OnPostAgainAsync()
    {
        await OnGetAsync();
        var outcome = await make.RunAsync(User.Actor(), Id);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Awards.DayBatch(Id), "The offers are being made again");
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var outcome = await release.RunBatchAsync(User.Actor(), Id);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Awards.DayBatch(Id), "The letters are on their way");
    }
}
