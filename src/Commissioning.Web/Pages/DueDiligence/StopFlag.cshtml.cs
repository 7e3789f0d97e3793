using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ViewDueDiligence)]
public sealed class StopFlagModel(Db db, AskToLiftStopFlag ask, AnswerStopFlagLift answer) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>The application from whose cross-checks the officer came.</summary>
    [FromQuery]
    public Guid? Application { get; set; }

    [BindProperty]
    public string? LiftReason { get; set; }

    [BindProperty]
    public bool? Lifts { get; set; }

    [BindProperty]
    public string? SecondNote { get; set; }
    public StopFlagQueries.StopFlagRow View { get; private set; } = null!;

    public static readonly IReadOnlyList<Choice> Answers = [new("true", "Yes, lift it"), new("false", "No, it stays")];

    public async Task OnGetAsync() => View = await db.ReadAsync(work => StopFlagQueries.GetAsync(work, Id));

    public Task<IActionResult> OnPostAskAsync() =>
        DoneAsync(() => ask.RunAsync(User.Actor(), Id, LiftReason), "A second person is asked to lift the flag");

    public Task<IActionResult> OnPostAnswerAsync() =>
        DoneAsync(
            () => answer.RunAsync(User.Actor(), Id, Lifts, SecondNote),
            Lifts == true ? "The flag is lifted" : "The flag stays in force"
        );

    private async Task<IActionResult> DoneAsync(Func<Task<Result>> change, string notice)
    {
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        var outcome = await change();
        if (outcome.IsDone)
            return this.Next(Links.DueDiligence.StopFlag(Id), notice);
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    public string AskHint =>
        View.IsRestricted
            ? "It holds until another person agrees; a lead for concerns must be one of the two. Only the leads read what you write."
            : "It holds until another person agrees.";

    /// <summary>Why this person cannot be the second one; null: they can.</summary>
    public string? WhyNotMe =>
        StopFlagRules
            .WhyCannotAnswer(
                View.Kind,
                View.PlacedById,
                View.AskedById,
                User.Actor().Id,
                View.AskedByLead == 1 || User.Can(Permission.ManageConcerns),
                lifts: true,
                "Only who answers matters here, not what they write"
            )
            ?.Sentence;
}
