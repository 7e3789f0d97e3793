using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

/// <summary>The published questions and answers of a round, and a form for the next one.</summary>
[Requires(Permission.ManageRounds)]
public sealed class AnswersModel(Db db, PublishAnswer publish) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Question { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public bool TellDrafts { get; set; } = true;
    public Round Round { get; private set; } = null!;
    public IReadOnlyList<GuidanceQueries.Answered> Published { get; private set; } = [];

    public async Task OnGetAsync() =>
        (Round, Published) = await db.ReadAsync(async work =>
            (await RoundReader.GetAsync(work, Id), await GuidanceQueries.AnswersAsync(work, Id))
        );

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var published = await publish.RunAsync(User.Actor(), Id, Question, Answer, TellDrafts);
        return !published.IsDone ? this.PageWithErrors(published) : this.Next(Links.Funds.Answers(Id), "Published");
    }
}
