using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ViewDueDiligence)]
public sealed class SubsidyModel(Db db, AssessSubsidy assess, SendSubsidyNotice send) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public bool? Enterprise { get; set; }

    [BindProperty]
    public bool? Economic { get; set; }

    [BindProperty]
    public string? SubsidyReason { get; set; }
    public SubsidyQueries.SubsidyAssessment View { get; private set; } = null!;

    public static readonly IReadOnlyList<Choice> Choices = [new("true", "Yes"), new("false", "No")];

    public async Task OnGetAsync()
    {
        View = await db.ReadAsync(work => SubsidyQueries.GetAsync(work, Id));
        (Enterprise, Economic, SubsidyReason) = (View.Row?.IsEnterprise, View.Row?.IsEconomic, View.Row?.Reason);
    }

    public Task<IActionResult> OnPostAssessAsync() =>
        DoneAsync(() => assess.RunAsync(User.Actor(), Id, Enterprise, Economic, SubsidyReason), "The assessment is saved");

    public Task<IActionResult> OnPostNoticeAsync() => DoneAsync(() => send.RunAsync(User.Actor(), Id), "The notice is on its way");

    private async Task<IActionResult> DoneAsync(Func<Task<Result>> change, string notice)
    {
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        var outcome = await change();
        if (outcome.IsDone)
            return this.Next(Links.DueDiligence.Subsidy(Id), notice);
        View = await db.ReadAsync(work => SubsidyQueries.GetAsync(work, Id));
        return this.PageWithErrors(outcome);
    }

    public static string YesNo(bool? said) =>
        said switch
        {
            true => "Yes",
            false => "No",
            _ => "Not asked",
        };

    public static string State(SubsidyStep now, SubsidyStep step) =>
        now is SubsidyStep.NotASubsidy ? "Not needed"
        : now == step ? "To do"
        : now > step ? "Done"
        : "Later";

    public static string Colour(SubsidyStep now, SubsidyStep step) =>
        now is SubsidyStep.NotASubsidy ? "grey"
        : now == step ? "blue"
        : now > step ? "green"
        : "grey";
}
