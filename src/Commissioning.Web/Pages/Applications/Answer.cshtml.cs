using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

/// <summary>One question of a draft. Continue saves the answer as it is and moves on only when nothing is wrong with it.</summary>
[Requires(Permission.WriteApplications), RequestFormLimits(ValueCountLimit = 5000)]
public sealed class AnswerModel(SaveAnswer saveAnswer, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public string Section { get; set; } = "";

    [FromQuery(Name = "question")]
    public string? Code { get; set; }

    [BindProperty]
    public AnswerForm Form { get; set; } = new();
    public SaveAnswer.AnswerSection View { get; private set; } = null!;
    public IReadOnlyList<(string, string)> SavedBeside { get; private set; } = [];

    public string Here(string? handler = null) =>
        Links.Applications.Question(Id, Section, View.Question.Code) + (handler is null ? "" : $"&handler={handler}");

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = AnswerForm.From(View.Question, View.Answer, View.Version);
    }

    public async Task<IActionResult> OnPostAsync(bool later)
    {
        await LoadAsync();
        Form.Complete(View.Question);
        var answer = Form.ToAnswer(View.Question);
        var outcome = await saveAnswer.RunAsync(User.Actor(), Id, Section, Form.Version, View.Question, answer);
        if (!outcome.IsDone)
            return await RefusedAsync(outcome);
        if (later)
            return this.Next(Links.Applications.TaskList(Id), $"{Section} is saved");
        View = View.With(answer, clock.UtcNow());
        if (View.Problems.Count == 0)
            return View.Next is { } next
                ? this.Next(Links.Applications.Question(Id, Section, next.Code))
                : this.Next(Links.Applications.TaskList(Id), $"{Section} is saved");
        ModelState.Clear();
        Form = AnswerForm.From(View.Question, View.Answer, View.Version);
        this.AnyErrors(View.Problems);
        return this.PageWithErrors();
    }

    /// <summary>Saves in the background; the response says when, or why not.</summary>
    public async Task<IActionResult> OnPostAutosaveAsync()
    {
        await LoadAsync();
        var answer = Form.ToAnswer(View.Question);
        var outcome = await saveAnswer.RunAsync(User.Actor(), Id, Section, Form.Version, View.Question, answer);
        if (!outcome.IsDone)
            return new JsonResult(new { message = outcome.FirstRefusal!.Sentence });
        return new JsonResult(new { version = Form.Version + 1, message = $"Last saved at {LondonTime.DateAndTime(clock.UtcNow())}" });
    }

    public async Task<IActionResult> OnPostAddRowsAsync()
    {
        await LoadAsync();
        Form.AddRows(View.Question);
        return Page();
    }

    private async Task LoadAsync() => View = await saveAnswer.GetAsync(User.Actor(), Id, Section, Code);

    /// <summary>After a conflicting save or closing, shows the saved answer next to the typed one; saving again replaces it.</summary>
    private async Task<IActionResult> RefusedAsync(Result outcome)
    {
        await LoadAsync();
        if (Form.Version != View.Version)
            SavedBeside = [(View.Question.Wording, AnswerRules.Display(View.Question, View.Answer))];
        this.RefreshVersion(() => Form.Version = View.Version);
        return this.PageWithErrors(outcome);
    }
}
