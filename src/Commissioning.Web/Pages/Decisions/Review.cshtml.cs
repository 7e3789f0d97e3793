using Commissioning.Domain.Accounts;
using Commissioning.Domain.Decisions;
using Commissioning.Features.Decisions;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

[Requires(Permission.ReviewDecisions)]
public sealed class ReviewModel(DecisionReviews reviews, AnswerReview answer) : PageModel
{
    public static readonly IReadOnlyList<Choice> Outcomes = Enum.GetValues<ReviewOutcome>()
        .Select(outcome => new Choice(outcome.ToString(), ReviewRules.Name(outcome)))
        .ToList();

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public ReviewOutcome? Outcome { get; set; }

    [BindProperty]
    public string? Reasons { get; set; }
    public DecisionReviews.ReviewView View { get; private set; } = null!;

    /// <summary>As far as the reader is concerned; the application may stand in the way.</summary>
    public bool MayDecideAgain =>
        User.Can(Permission.DecideRound) && !new[] { View.Review.DecidedBy, View.Review.RecommendedBy }.Contains(User.Actor().Id);

    public async Task OnGetAsync() => View = await reviews.GetAsync(User.Actor(), Id);

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var outcome = await answer.RunAsync(User.Actor(), Id, Outcome, Reasons);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Decisions.Review(Id), "The outcome is recorded. Its letter goes with the day's letters.");
    }
}
