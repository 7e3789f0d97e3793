using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

/// <summary>Changes one letter: a paragraph of its own or none before it is sent, a letter that corrects it afterwards.</summary>
[Requires(Permission.SendLetters)]
public sealed class ChangeLetterModel(
    LetterReader letters,
    WritePersonalParagraph paragraph,
    ApproveLetterWords approve,
    DiscardLetter discard,
    CorrectLetter correct
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Correction { get; set; }

    [BindProperty]
    public string? OwnWords { get; set; }

    [BindProperty]
    public bool Withdraws { get; set; }
    public LetterReader.LetterSummary Letter { get; private set; } = null!;
    private string Back => Letter.DayBatchId is { } batch ? Links.Awards.DayBatch(batch) : Links.Awards.Letters(Letter.RoundId);

    public async Task OnGetAsync()
    {
        Letter = await letters.GetAsync(Id);
        Text = Letter.Personal;
    }

    public Task<IActionResult> OnPostParagraphAsync() =>
        AfterAsync(
            () => paragraph.RunAsync(User.Actor(), Id, Text),
            "The letter is being made again. Somebody else reads it and approves your words. Then send it."
        );

    public Task<IActionResult> OnPostApproveAsync() =>
        AfterAsync(() => approve.RunAsync(User.Actor(), Id), "The words are approved. The letter can be sent.");

    public Task<IActionResult> OnPostDiscardAsync() =>
        AfterAsync(() => discard.RunAsync(User.Actor(), Id, Reason), "The letter is thrown away");

    public Task<IActionResult> OnPostCorrectAsync() =>
        AfterAsync(
            () => correct.RunAsync(User.Actor(), Id, Correction, OwnWords, Withdraws),
            "The new letter waits among the day's letters. Somebody else reads it and approves it. Then send it."
        );

    private async Task<IActionResult> AfterAsync(Func<Task<Result>> change, string notice)
    {
        Letter = await letters.GetAsync(Id);
        var outcome = await change();
        return outcome.IsDone ? this.Next(Back, notice) : this.PageWithErrors(outcome);
    }
}
