using Commissioning.Domain.Accounts;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.WriteApplications)]
public sealed class PartModel(Db db, AnswerPartAward answer) : PageModel
{
    public static readonly IReadOnlyList<Choice> Choices =
    [
        new("true", "Yes, with the smaller amount"),
        new("false", "No, only with what we asked for", "The panel will then consider the full amount you asked for"),
    ];

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public bool? Works { get; set; }

    [BindProperty]
    public string? Answer { get; set; }
    public PartAwardQueries.PartAwardsPage View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await db.ReadAsync(work => PartAwardQueries.GetMineAsync(work, User.Actor(), Id));

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var outcome = await answer.RunAsync(User.Actor(), Id, Works, Answer);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Applications.Mine, "Thank you. The panel has your answer.");
    }
}
