using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.SendLetters)]
public sealed class ReasonsOfModel(Db db, WriteLetterReasons write) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<CriterionForm> Criteria { get; set; } = [];

    [BindProperty]
    public string? Whole { get; set; }

    [BindProperty]
    public string? Strengths { get; set; }
    public LetterReasons.RefusedApplication View { get; private set; } = null!;

    public sealed class CriterionForm
    {
        public Guid Criterion { get; set; }
        public string? Reason { get; set; }
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Criteria = View.Criteria.Select(row => new CriterionForm { Criterion = row.CriterionId, Reason = row.Reason }).ToList();
        (Whole, Strengths) = (View.Whole, View.Strengths);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        while (Criteria.Count < View.Criteria.Count)
            Criteria.Add(new());
        var outcome = await write.RunAsync(
            User.Actor(),
            Id,
            Criteria.Select(row => new WriteLetterReasons.CriterionLine(row.Criterion, row.Reason)).ToList(),
            Whole,
            Strengths
        );
        if (!outcome.IsDone)
            return this.PageWithErrors(outcome);
        var round = (await db.ReadAsync(work => ApplicationModeration.RoundOfAsync(work, Id)));
        return this.Next(Links.Awards.Reasons(round), "The reasons are saved");
    }

    private async Task LoadAsync() => View = await db.ReadAsync(work => LetterReasons.OneAsync(work, Id));
}
