using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

/// <summary>The project, asked for again.</summary>
[Requires(Permission.WriteApplications)]
public sealed class ChangedProjectModel(ChangedParts parts, SaveChangedPart save, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public ProjectForm Form { get; set; } = new();
    public ChangedParts.AskedPart View { get; private set; } = null!;
    public IReadOnlyList<(string, string)> SavedBeside { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        Form = ProjectForm.From(TypedProject.Of(View.Changed.After.Project), View.Part.Version);
        return View.Request.WhyCannotAnswer(clock.UtcNow()) is null ? Page() : this.Next(Links.Applications.Changes(Id));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (Form.Read(this, View.Changed.Setup) is not { } project)
            return this.PageWithErrors();
        var outcome = await save.RunAsync(User.Actor(), Id, RequestedPart.Project, Form.Version, new() { Project = project });
        if (!outcome.IsDone)
        {
            var saved = View.Changed.After.Project;
            if (Form.Version != View.Part.Version)
                SavedBeside =
                [
                    ("Project name", saved.ProjectName ?? ""),
                    ("The project in a sentence or two", saved.Summary ?? ""),
                    ("Priority", ServedPriorities.InWords(saved.Priority, saved.AlsoServes) ?? ""),
                ];
            this.RefreshVersion(() => Form.Version = View.Part.Version);
            return this.PageWithErrors(outcome);
        }
        await LoadAsync();
        this.RefreshVersion(() => Form.Version = View.Part.Version);
        return this.AnyErrors(View.Changed.WhyWrong(RequestedPart.Project, []))
            ? this.PageWithErrors()
            : this.Next(Links.Applications.Changes(Id), "Your project is saved, and not sent yet");
    }

    private async Task LoadAsync() => View = await parts.GetMineAsync(User.Actor(), Id, RequestedPart.Project);
}
