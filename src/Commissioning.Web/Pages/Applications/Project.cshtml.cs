using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

/// <summary>What the project is, whom it serves and when.</summary>
[Requires(Permission.WriteApplications)]
public sealed class ProjectModel(SaveProject save, MyApplication myApplication, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public ProjectForm Form { get; set; } = new();
    public SaveProject.ProjectSection View { get; private set; } = null!;

    /// <summary>What is typed on the page is not what is saved.</summary>
    public bool IsRefused { get; private set; }
    public IReadOnlyList<(string, string)> SavedBeside { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        if (TaskListModel.Instead(View.Application, clock.UtcNow()) is { } instead)
            return this.Next(instead);
        Form = ProjectForm.From(View.Typed, View.Version);
        // People who come back see what is to be put right.
        this.AnyErrors(View.Typed.WhyUnread());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(bool later)
    {
        await LoadAsync();
        var outcome = await SaveAsync();
        var opened = Form.Version;
        await LoadAsync();
        if (!outcome.IsDone)
        {
            if (opened != View.Version)
                SavedBeside =
                [
                    ("Project name", View.Typed.ProjectName ?? ""),
                    ("The project in a sentence or two", View.Typed.Summary ?? ""),
                    (
                        "Priority",
                        ServedPriorities.InWords(
                            View.Typed.Priority,
                            View.Typed.Priorities.Where(name => name != View.Typed.Priority).ToList()
                        ) ?? ""
                    ),
                ];
            IsRefused = true;
            this.RefreshVersion(() => Form.Version = View.Version);
            return this.PageWithErrors(outcome);
        }
        this.MarkSaved();
        if (later)
            return this.Next(Links.Applications.TaskList(Id), "Your project is saved");
        var tasks = await myApplication.GetAsync(User.Actor(), Id);
        ModelState.Clear();
        Form = ProjectForm.From(View.Typed, View.Version);
        return this.AnyErrors(tasks.GapsOf(Section.Project))
            ? this.PageWithErrors()
            : this.Next(TaskListModel.LinkAfter(tasks, Section.Project));
    }

    /// <summary>Saves in the background; the answer says when, or why not.</summary>
    public async Task<IActionResult> OnPostAutosaveAsync()
    {
        await LoadAsync();
        return this.Autosaved(await SaveAsync(), Form.Version + 1, clock.UtcNow(), Form.Understood(View.Setup.Round));
    }

    private async Task LoadAsync() => View = await save.GetAsync(User.Actor(), Id);

    /// <summary>Whatever was typed is kept, also what cannot be read.</summary>
    private Task<Result> SaveAsync()
    {
        var typed = Form.Typed();
        return save.RunAsync(User.Actor(), Id, Form.Version, typed.Read(View.Setup), typed.WhyUnread().Count > 0 ? typed : null);
    }
}
