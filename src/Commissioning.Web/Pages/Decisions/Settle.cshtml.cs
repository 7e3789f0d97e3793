using Commissioning.Domain.Accounts;
using Commissioning.Features.Decisions;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

/// <summary>One application per page, for a decision maker with a tablet. Nothing is decided until the whole decision is
/// recorded.</summary>
[Requires(Permission.DecideRound)]
public sealed class SettleModel(DecideRound decideRound, DraftDecision draftDecision) : PageModel
{
    public static readonly IReadOnlyList<Choice> Choices = [new("true", "Fund"), new("false", "Do not fund")];

    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public int Place { get; set; }

    [BindProperty]
    public bool? Fund { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Condition { get; set; }
    public DecideRound.RoundToDecide View { get; private set; } = null!;
    public DecideRound.DecisionLine? Line => Place >= 1 && Place <= View.Lines.Count ? View.Lines[Place - 1] : null;

    public async Task OnGetAsync()
    {
        View = await decideRound.GetAsync(User.Actor(), Id);
        if (Line is { } line)
            (Fund, Reason, Condition) = (line.SettledFund ?? line.Recommended, line.SettledReason, line.SettledCondition);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        View = await decideRound.GetAsync(User.Actor(), Id);
        if (Line is not { } line)
            return NotFound();
        var outcome = await draftDecision.RunAsync(User.Actor(), Id, line.ApplicationId, Fund, Reason, Condition);
        if (!outcome.IsDone)
            return this.PageWithErrors(outcome);
        return this.Next(
            Place < View.Lines.Count ? Links.Decisions.Settle(Id, Place + 1) : Links.Decisions.Decide(Id),
            $"{line.Reference} is saved"
        );
    }
}
