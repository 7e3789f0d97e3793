using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.WriteApplications)]
public sealed class TaskListModel(MyApplication myApplication, MyCopy myCopy, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public MyApplication.ApplicationTasks View { get; private set; } = null!;
    public IReadOnlyList<Section> Sections { get; private set; } = [];
    public int Done => Sections.Count(section => View.ProgressOf(section) == SectionProgress.Completed);

    /// <summary>What was sent before it was taken back.</summary>
    public IReadOnlyList<EarlierCopies.EarlierFile> Earlier { get; private set; } = [];
    public Refusal? WhyNot { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        View = await myApplication.GetAsync(User.Actor(), Id);
        if (View.Application.Status == ApplicationStatus.Submitted)
            return this.Next(Links.Applications.Receipt(Id));
        if (View.Recalled is not null)
            Earlier = await myCopy.EarlierAsync(User.Actor(), Id);
        Sections = Section.Of(View.Setup, View.Content.Given);
        WhyNot = ApplicationRules.WhyCannotChange(
            View.Setup.Round,
            View.Application.Status,
            View.Application.Channel,
            View.Application.ClosesAt,
            clock.UtcNow()
        );
        return Page();
    }

    public string LinkTo(Section section) => LinkTo(Id, section);

    public static string LinkTo(Guid application, Section section) =>
        section == Section.Organisation ? Links.Applications.Organisation(application)
        : section == Section.Project ? Links.Applications.Project(application)
        : section == Section.Budget ? Links.Applications.Budget(application)
        : section == Section.Outcomes ? Links.Applications.Outcomes(application)
        : section == Section.Documents ? Links.Applications.Documents(application)
        : Links.Applications.Section(application, section.Title);

    public static (string Text, string? Colour) Tag(SectionProgress progress) =>
        progress switch
        {
            SectionProgress.Completed => ("Completed", null),
            SectionProgress.InProgress => ("In progress", "blue"),
            _ => ("Not started", "grey"),
        };
}
