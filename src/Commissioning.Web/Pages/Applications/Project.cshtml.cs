using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features.Applications;
using Commissioning.Web.TagHelpers;
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

    public IReadOnlyList<Choice> Priorities => View.Setup.Priorities.Select(name => new Choice(name, name)).ToList();
    public IReadOnlyList<Choice> ZoneChoices => View.Setup.Zones.Select(name => new Choice(name, name)).ToList();
    public string StartHint => $"On or after {LondonTime.Date(View.Setup.Round.ProjectsStartOn)}";
    public string EndHint => $"On or before {LondonTime.Date(View.Setup.Round.ProjectsEndBy)}";

    public sealed class ProjectForm
    {
        public string? ProjectName { get; set; }
        public string? Summary { get; set; }
        public string? Priority { get; set; }
        public string[] Zones { get; set; } = [];
        public string[] ZoneLinks { get; set; } = [];
        public DateParts StartsOn { get; set; } = new();
        public DateParts EndsOn { get; set; } = new();
        public int Version { get; set; }
    }

    public async Task OnGetAsync()
    {
        View = await saveProject.GetAsync(User.Actor(), Id);
        var saved = View.Application;
        Form = new()
        {
            ProjectName = saved.ProjectName,
            Summary = saved.Summary,
            Priority = saved.Priority,
            Zones = [.. Zones.Of(saved.Zone)],
            ZoneLinks = [.. Zones.Of(saved.ZoneLinks)],
            StartsOn = DateParts.From(saved.StartsOn),
            EndsOn = DateParts.From(saved.EndsOn),
            Version = View.Version,
        };
    }

    public async Task<IActionResult> OnPostAsync(bool later)
    {
        View = await saveProject.GetAsync(User.Actor(), Id);
        if (!Form.StartsOn.IsBlank && Form.StartsOn.WhyNotADate("the start date") is { } start)
            this.AddError(nameof(Form.StartsOn), start);
        if (!Form.EndsOn.IsBlank && Form.EndsOn.WhyNotADate("the end date") is { } end)
            this.AddError(nameof(Form.EndsOn), end);
        if (!ModelState.IsValid)
            return this.PageWithErrors();

        var project = new ProjectContent
        {
            ProjectName = Text(Form.ProjectName),
            Summary = Text(Form.Summary),
            Priority = View.Setup.Priorities.FirstOrDefault(name => name == Form.Priority),
            Zone = Zones.Chosen(View.Setup.Zones, Form.Zones),
            ZoneLinks = Zones.Chosen(Zones.Links, Form.ZoneLinks),
            StartsOn = Form.StartsOn.ToDate(),
            EndsOn = Form.EndsOn.ToDate(),
        };
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

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
