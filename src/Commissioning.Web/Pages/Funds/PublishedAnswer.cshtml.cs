using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

/// <summary>Corrects a published answer, or takes it down.</summary>
[Requires(Permission.ManageRounds)]
public sealed class PublishedAnswerModel(Db db, CorrectAnswer correct, TakeDownAnswer takeDown) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public Guid Published { get; set; }

    [BindProperty]
    public string? Question { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public bool TellDrafts { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public async Task OnGetAsync()
    {
        var saved = await db.ReadAsync(work => GuidanceQueries.AnswerAsync(work, Published));
        if (saved.RoundId != Id)
            throw new NotFoundException("No such answer of this round");
        (Question, Answer, Version) = (saved.Question, saved.Answer, saved.Version);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            var corrected = await correct.RunAsync(User.Actor(), Published, Version, Question, Answer, TellDrafts);
            return !corrected.IsDone ? this.PageWithErrors(corrected) : this.Next(Links.Funds.Answers(Id), "Corrected");
        }
        catch (ConcurrencyException)
        {
            return this.PageWithErrors(
                new Refusal("Someone else changed this answer while you were working on it. Open it again to see their words.")
            );
        }
    }

    public async Task<IActionResult> OnPostTakeDownAsync()
    {
        var taken = await takeDown.RunAsync(User.Actor(), Published);
        return !taken.IsDone ? this.PageWithErrors(taken) : this.Next(Links.Funds.Answers(Id), "Taken down");
    }
}
