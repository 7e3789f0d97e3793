using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ViewRounds)]
public sealed class ChecksModel(BidChecks bidChecks) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    public BidChecks.View View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await bidChecks.GetAsync(Id);

    public static (string Text, string Colour) Tag(CheckStatus status) => status switch
    {
        CheckStatus.NotStarted => ("Not started", "grey"),
        CheckStatus.InProgress => ("In progress", "blue"),
        CheckStatus.Pass => ("Pass", "green"),
        CheckStatus.Condition => ("Pass with a condition", "yellow"),
        CheckStatus.Fail => ("Fail", "red"),
        _ => ("Not applicable", "grey"),
    };
}
