using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

/// <summary>One question about the organisation, asked for again.</summary>
[Requires(Permission.WriteApplications), RequestFormLimits(ValueCountLimit = 5000)]
public sealed class ChangedProfileQuestionModel(ChangedParts parts, SaveChangedPart save, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public string Code { get; set; } = "";

    [BindProperty]
    public AnswerForm Form { get; set; } = new();
    public ChangedParts.AskedPart View { get; private set; } = null!;
    public Question Question { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        Form = AnswerForm.From(Question, View.Changed.Profile.GetValueOrDefault(Code) ?? "", View.Part.Version);
        return View.Request.WhyCannotAnswer(clock.UtcNow()) is null ? Page() : this.Next(Links.Applications.Changes(Id));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        Form.Complete(Question);
        var answer = Form.ToAnswer(Question);
        var entered = new Dictionary<string, string>(View.Part.Entered?.Profile ?? new Dictionary<string, string>()) { [Code] = answer };
        var outcome = await save.RunAsync(User.Actor(), Id, RequestedPart.Organisation, Form.Version, new() { Profile = entered });
        if (!outcome.IsDone)
        {
            this.RefreshVersion(() => Form.Version = View.Part.Version);
            return this.PageWithErrors(outcome);
        }
        if (OrganisationProfile.WhyWrong(Question, Answers(answer)) is not { Count: > 0 } problems)
            return this.Next(Links.Applications.ChangedPart(Id, RequestedPart.Organisation));
        await LoadAsync();
        ModelState.Clear();
        Form = AnswerForm.From(Question, answer, View.Part.Version);
        this.AnyErrors(problems);
        return this.PageWithErrors();
    }

    public async Task<IActionResult> OnPostAddRowsAsync()
    {
        await LoadAsync();
        Form.AddRows(Question);
        return Page();
    }

    private Dictionary<string, string> Answers(string answer) => new(View.Changed.Profile) { [Code] = answer };

    private async Task LoadAsync()
    {
        View = await parts.GetMineAsync(User.Actor(), Id, RequestedPart.Organisation);
        Question =
            View.Changed.Form.Shown(View.Changed.Profile).FirstOrDefault(question => question.Code == Code)
            ?? throw new NotFoundException("No such question for this organisation");
    }
}
