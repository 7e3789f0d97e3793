using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.Apply)]
public sealed class StartModel(
    OpenRounds openRounds,
    MyOrganisations organisations,
    StartApplication startApplication,
    EligibilityCookie cookie,
    Db db,
    TimeProvider clock
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public Guid? Organisation { get; set; }

    [BindProperty]
    public Guid? CopyOf { get; set; }
    public IReadOnlyList<Choice> Earlier { get; private set; } = [];

    /// <summary>The questions of the eligibility check, with what was answered.</summary>
    public IReadOnlyList<(string Question, string Answer)> Answers { get; private set; } = [];
    private EligibilityCheck? check;
    public Round Round { get; private set; } = null!;
    public IReadOnlyList<Choice> Organisations { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        Round = await openRounds.GetAsync(Id);
        if (ApplicationRules.WhyCannotStart(Round, await openRounds.AwardedAsync(Id), clock.UtcNow()) is not null)
            return this.Next(Links.Funds.Guidance(Id));
        var questions = await db.ReadAsync(work => RoundReader.EligibilityAsync(work, Id));
        check = cookie.Find(Id);
        if (EligibilityRules.WhyCannotStart(questions, check?.Answers) is not null)
            return this.Next(Links.Applications.Eligibility(Id));
        Answers = questions
            .Select(question => (question.Wording, EligibilityRules.InWords(check!.Answers.GetValueOrDefault(question.Id))))
            .ToList();
        Organisations = (await organisations.ListAsync(User.Actor()))
            .Select(one => new Choice(one.Id.ToString(), one.Name, one.Kind))
            .ToList();
        Earlier = (await startApplication.EarlierAsync(User.Actor()))
            .Select(one => new Choice(one.Id.ToString(), $"{one.ProjectName} ({one.Reference})"))
            .ToList();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await OnGetAsync() is var elsewhere and not PageResult)
            return elsewhere;
        if (Organisation is not { } organisation)
            return this.PageWithErrors(new("Choose the organisation that is applying", nameof(Organisation)));
        var outcome = await startApplication.RunAsync(User.Actor(), Id, organisation, check, CopyOf);
        if (!outcome.IsDone)
            return this.PageWithErrors(outcome);
        cookie.UseUp(Id);
        return this.Next(Links.Applications.TaskList(outcome.Value));
    }
}
