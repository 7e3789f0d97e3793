using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Features.Awards;
using Commissioning.Features.Decisions;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

/// <summary>One variation. Everyone who may see awards may open it; the rules say who decides.</summary>
[Requires(Permission.ViewAwards)]
public sealed class VariationModel(Db db, DecideVariation decide, RecordPutRight putRight) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? LetterNote { get; set; }

    [BindProperty]
    public string? PutRightNote { get; set; }
    public bool MayRecord => User.Can(Permission.SendLetters) && VariationRules.WhyNotPutRight(Row.Kind, Row.State, Row.PutRightAt) is null;
    public VariationQueries.VariationRow Row { get; private set; } = null!;
    public VariationQueries.VariationDetail View { get; private set; } = null!;
    public Role Decides { get; private set; }
    public IReadOnlyList<DecisionReviews.ReviewRow> Reviews { get; private set; } = [];

    public async Task OnGetAsync()
    {
        (Row, View, Decides) = await db.ReadAsync(work => VariationQueries.OneAsync(work, Id));
        Reviews = await db.ReadAsync(work => DecisionReviews.OfChangeAsync(work, Id));
    }

    public async Task<IActionResult> OnPostPutRightAsync()
    {
        if (!User.Can(Permission.SendLetters))
            return Forbid();
        await OnGetAsync();
        var outcome = await putRight.RunAsync(User.Actor(), Id, PutRightNote);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Awards.Variations(Row.AwardId), "It is recorded as put right");
    }

    public async Task<IActionResult> OnPostAsync(bool approve)
    {
        await OnGetAsync();
        var outcome = await decide.RunAsync(User.Actor(), Id, approve, Note, LetterNote);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(
                Links.Awards.Variations(Row.AwardId),
                approve ? "The change is approved. Its letter is ready to send with the day's letters." : "The change is refused"
            );
    }
}
