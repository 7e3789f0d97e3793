using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Decisions;
using Commissioning.Features.Funds;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

[Requires(Permission.ViewPapers)]
public sealed class RoundsModel(RoundList rounds) : PageModel
{
    public IReadOnlyList<Round> Rounds { get; private set; } = [];

    /// <summary>Rounds whose paper is being written or waits for the decision, on which this person may comment.</summary>
    public IReadOnlyList<Round> ToComment { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var all = await rounds.ListAsync();
        Rounds = all.Where(round => round.RecommendedAt is not null).ToList();
        if (User.Can(Permission.CommentOnPapers))
            ToComment = all.Where(round => round is { ThresholdSetAt: not null, WithdrawnAt: null } && !PaperComments.IsDecided(round))
                .ToList();
    }
}
