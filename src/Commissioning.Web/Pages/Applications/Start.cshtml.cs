using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features;
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
    StartAtOnce startAtOnce,
    EligibilityCookie cookie,
    Db db,
    TimeProvider clock
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public Guid? Organisation { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? CopyOf { get; set; }
    public IReadOnlyList<Choice> Earlier { get; private set; } = [];

    /// <summary>The kind of organisation that the eligibility check was answered for, and the person's organisations of another
    /// kind.</summary>
    public string? Kind => check?.Kind;
    public IReadOnlyList<string> Others { get; private set; } = [];
    private EligibilityCheck? check;
    public Round Round { get; private set; } = null!;
    public IReadOnlyList<Choice> Organisations { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        Round = await openRounds.GetAsync(Id);
        check = cookie.Find(Id);
        if (await startAtOnce.FindAsync(User.Actor(), Id, check, CopyOf) is { } started)
            return this.Next(Links.Applications.TaskList(started));
        if (ApplicationRules.WhyCannotStart(Round, await openRounds.AwardedAsync(Id), clock.UtcNow()) is not null)
            return this.Next(Links.Funds.Guidance(Id));
        var questions = await db.ReadAsync(work => RoundReader.EligibilityAsync(work, Id));
        if (EligibilityRules.WhyCannotStart(questions, check?.Answers) is not null)
            return this.Next(Links.Applications.Eligibility(Id, CopyOf));
        var (mine, kinds) = (await organisations.ListAsync(User.Actor()), await db.ReadAsync(OfficeSettings.KindsAsync));
        if (mine.Count == 0)
            return this.Next(Links.Organisations.NewThen(Links.Applications.Start(Id, CopyOf)));
        Organisations = mine.Where(one => EligibilityRules.WhyAnotherKind(check, one.Kind, kinds) is null)
            .Select(one => new Choice(one.Id.ToString(), one.Name, one.Kind))
            .ToList();
        if (Organisations is [var only])
            Organisation ??= Guid.Parse(only.Value);
        Others = mine.Where(one => EligibilityRules.WhyAnotherKind(check, one.Kind, kinds) is not null).Select(one => one.Name).ToList();
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
