using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

/// <summary>A police or fraud flag as the leads for concerns read it.</summary>
[Requires(Permission.ManageConcerns)]
public sealed class ConcernFlagModel(ReadStopFlag read, AskToLiftStopFlag ask, AnswerStopFlagLift answer) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? LiftReason { get; set; }

    [BindProperty]
    public bool? Lifts { get; set; }

    [BindProperty]
    public string? SecondNote { get; set; }
    public ReadStopFlag.StopFlagSaid View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await read.RunAsync(User.Actor(), Id);

    public Task<IActionResult> OnPostAskAsync() =>
        DoneAsync(() => ask.RunAsync(User.Actor(), Id, LiftReason), "A second person is asked to lift the flag");

    public Task<IActionResult> OnPostAnswerAsync() =>
        DoneAsync(
            () => answer.RunAsync(User.Actor(), Id, Lifts, SecondNote),
            Lifts == true ? "The flag is lifted" : "The flag stays in force"
        );

    private async Task<IActionResult> DoneAsync(Func<Task<Result>> change, string notice)
    {
        // Of a police or fraud matter only: the others are the officers'.
        await OnGetAsync();
        var outcome = await change();
        return outcome.IsDone ? this.Next(Links.DueDiligence.ConcernFlag(Id), notice) : this.PageWithErrors(outcome);
    }

    /// <summary>Why this lead cannot be the second person; null: they can.</summary>
    public string? WhyNotMe =>
        StopFlagRules
            .WhyCannotAnswer(
                View.Row.Kind,
                View.Row.PlacedById,
                View.Row.AskedById,
                User.Actor().Id,
                withLead: true,
                lifts: true,
                "Only who answers matters here, not what they write"
            )
            ?.Sentence;
}
