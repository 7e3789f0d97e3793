using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.WriteApplications)]
public sealed class ProjectModel(SaveProject saveProject) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public ProjectForm Form { get; set; } = new();
    public SaveProject.ProjectSection View { get; private set; } = null!;
    public IReadOnlyList<(string, string)> SavedBeside { get; private set; } = [];

    public async Task OnGetAsync()
    {
        View = await saveProject.GetAsync(User.Actor(), Id);
        var saved = View.Application;
        Form = ProjectForm.From(
            new()
            {
                ProjectName = saved.ProjectName,
                Summary = saved.Summary,
                Priority = saved.Priority,
                Zone = saved.Zone,
                ZoneLinks = saved.ZoneLinks,
                StartsOn = saved.StartsOn,
                EndsOn = saved.EndsOn,
            },
            View.Version
        );
    }

    public async Task<IActionResult> OnPostAsync(bool later)
    {
        View = await saveProject.GetAsync(User.Actor(), Id);
        if (Form.Read(this, View.Setup) is not { } project)
            return this.PageWithErrors();
        var outcome = await saveProject.RunAsync(User.Actor(), Id, Form.Version, project);
        if (!outcome.IsDone)
        {
            if (Form.Version != View.Version)
                SavedBeside =
                [
                    ("Project name", View.Application.ProjectName ?? ""),
                    ("The project in a sentence or two", View.Application.Summary ?? ""),
                    ("Priority", View.Application.Priority ?? ""),
                ];
            this.RefreshVersion(() => Form.Version = View.Version);
            return this.PageWithErrors(outcome);
        }
        if (later)
            return this.Next(Links.Applications.TaskList(Id), "Your project is saved");
        ModelState.Clear();
        await OnGetAsync();
        return this.AnyErrors(ApplicationRules.WhyProjectIsIncomplete(View.Setup, project))
            ? this.PageWithErrors()
            : this.Next(Links.Applications.TaskList(Id), "Your project is saved");
    }
}
