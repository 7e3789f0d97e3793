using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Awards;
using Commissioning.Features.Decisions;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

/// <summary>One variation. Everyone who may see awards may open it; the rules say who decides.</summary>
[Requires(Permission.ViewAwards)]
public sealed class VariationModel(Db db, DecideVariation decide, RecordPutRight putRight, TimeProvider clock) : PageModel
{
    public DateOnly Today => clock.Today();

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
    public AwardOverview Overview { get; private set; } = null!;
    public VariationEffect Effect { get; private set; } = null!;
    public Refusal? WhyNotNow { get; private set; }

    /// <summary>Null when this person may decide; else who does.</summary>
    public Refusal? WhyCannotDecide =>
        VariationRules.WhyCannotDecide(Row.State, Row.AskedById, User.Actor().Id, Decides, User.Roles().ToList());

    /// <summary>The round's limit that the amount goes above; null: it keeps them.</summary>
    public AwardLimit? AboveLimit => Row.Kind == VariationKind.Amount ? VariationRules.AboveLimit(Row.Wanted, View.Standing) : null;

    public string Waiting =>
        View.Standing.ClaimsWaiting is { Count: > 0 } waiting
            ? $"{waiting.Sum(claim => claim.Amount)}, sent on {string.Join(", ", waiting.Select(claim => LondonTime.Date(claim.SentOn)))}"
            : "None";

    public static string Spent(Money? spent, DateOnly? to) =>
        spent is { } sum ? $"{sum}{(to is { } day ? $" to {LondonTime.Date(day)}" : "")}" : "None";

    public string? Answer =>
        Row switch
        {
            { Kind: not VariationKind.Recovery } => null,
            { AnsweredAt: { } at } =>
                $"{(Row.AnswerAccepts == true ? "Accepts that it must pay this back" : "Does not agree")}: {Row.AnsweredBy}, {LondonTime.DateAndTime(at)}. {Row.Answer}",
            { AnswerBy: { } by } => $"None yet. They can answer until the end of {LondonTime.DayAndDate(by)}",
            _ => "None",
        };
    public IReadOnlyList<DecisionReviews.ReviewRow> Reviews { get; private set; } = [];

    public async Task OnGetAsync()
    {
        (Row, View, Decides, Overview, Effect, WhyNotNow) = await db.ReadAsync(work => VariationQueries.ForDecisionAsync(work, Id));
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
