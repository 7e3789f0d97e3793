using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

/// <summary>The organisation says whether it accepts that money must be paid back, before the office decides.</summary>
[Requires(Permission.WriteApplications)]
public sealed class AnswerRecoveryModel(Db db, AnswerRecovery answer) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public bool? Accepts { get; set; }

    [BindProperty]
    public string? Because { get; set; }
    public AwardReader.AwardRow Award { get; private set; } = null!;
    public VariationQueries.VariationRow Asked { get; private set; } = null!;
    public Refusal? WhyNot => RecoveryRules.WhyCannotAnswer(Asked.Kind, Asked.State, Asked.AnsweredAt);
    public static readonly IReadOnlyList<Choice> Answers =
    [
        new("true", "We accept that we must pay this back"),
        new("false", "We do not agree, because of what is below"),
    ];

    public async Task OnGetAsync() => (Award, Asked) = await db.ReadAsync(work => AnswerRecovery.MineAsync(work, User.Actor(), Id));

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var outcome = await answer.RunAsync(User.Actor(), Id, Accepts, Because);
        return outcome.IsDone
            ? this.Next(Links.Awards.MyGrant(Award.ApplicationId), "We have your answer and will write to you")
            : this.PageWithErrors(outcome);
    }
}
