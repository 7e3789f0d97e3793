using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Platform.Files;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Applications;

/// <summary>The questions of one page of a draft. Continue saves the answers as they are and moves on only when nothing is wrong with
/// them.</summary>
[Requires(Permission.WriteApplications), RequestFormLimits(ValueCountLimit = 5000), EnableRateLimiting(RateLimits.Files)]
public sealed class AnswerModel(
    SaveAnswer saveAnswer,
    AnswerWithFile answerWithFile,
    RemoveDocument remove,
    MyApplication myApplication,
    ClamdOptions clamd,
    TimeProvider clock
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public string Section { get; set; } = "";

    [FromQuery(Name = "question")]
    public string? Code { get; set; }

    /// <summary>In the order of the page.</summary>
    [BindProperty]
    public List<QuestionForm> Questions { get; set; } = [];
    public SaveAnswer.AnswerPage View { get; private set; } = null!;

    /// <summary>The page is one question, whose answer is a file.</summary>
    public bool IsFile => View.Questions is [{ Kind: QuestionKind.File }];
    public bool HasScanner => clamd.IsConfigured;
    public IReadOnlyList<(string, string)> SavedBeside { get; private set; } = [];

    public sealed class QuestionForm
    {
        public AnswerForm Form { get; set; } = new();
    }

    public string Here(string? handler = null) =>
        Links.Applications.Question(Id, Section, View.Questions[0].Code) + (handler is null ? "" : $"&handler={handler}");

    /// <summary>The names of a question's boxes begin with its place on the page.</summary>
    public ViewDataDictionary NamesOf(int place) =>
        new(ViewData) { TemplateInfo = { HtmlFieldPrefix = Refusal.At(nameof(Questions), place) } };

    /// <summary>What is typed on the page is not what is saved.</summary>
    public bool IsRefused { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        if (TaskListModel.Instead(View.Application, clock.UtcNow()) is { } instead)
            return this.Next(instead);
        Fill();
        // People who come back see what is to be put right; what is only missing is no error yet.
        ShowProblems(question => View.AnswerTo(question).Length > 0);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(bool later)
    {
        await LoadAsync();
        if (IsFile && !await SaveFileAsync())
            return this.PageWithErrors();
        var outcome = await SaveAsync();
        if (!outcome.IsDone)
            return await RefusedAsync(outcome);
        this.MarkSaved();
        if (later)
            return this.Next(Links.Applications.TaskList(Id), $"{Section} is saved");
        await LoadAsync();
        ModelState.Clear();
        Fill();
        ShowProblems(_ => true);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        return this.Next(
            View.Next is { } next
                ? Links.Applications.Question(Id, Section, next)
                : TaskListModel.LinkAfter(await myApplication.GetAsync(User.Actor(), Id), Domain.Applications.Section.OfQuestions(Section))
        );
    }

    /// <summary>Saves in the background; the answer says when, or why not.</summary>
    public async Task<IActionResult> OnPostAutosaveAsync()
    {
        await LoadAsync();
        var outcome = await SaveAsync();
        if (!outcome.IsDone)
            return new JsonResult(new { message = outcome.FirstRefusal!.Sentence });
        var now = clock.UtcNow();
        await LoadAsync();
        return new JsonResult(
            new
            {
                versions = View
                    .Questions.Select((question, i) => (question, i))
                    .ToDictionary(pair => $"{NameOf(pair.i)}.Version", pair => View.VersionOf(pair.question)),
                understood = Understood(),
                message = PageModelExtensions.SavedAt(now, now),
            }
        );
    }

    /// <summary>Removes the file that answers the question.</summary>
    public async Task<IActionResult> OnPostRemoveAsync()
    {
        await LoadAsync();
        if (View.File is not { } file)
            return this.Next(Here());
        var outcome = await remove.RunAsync(User.Actor(), Id, file.Id);
        return outcome.IsDone ? this.Next(Here(), $"{file.Name} removed") : this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostAddRowsAsync()
    {
        await LoadAsync();
        foreach (var (question, form) in View.Questions.Zip(Questions))
            form.Form.AddRows(question);
        return Page();
    }

    /// <summary>How an answer is read that is not written plainly.</summary>
    public string? Understood(Question question) => AnswerRules.Understood(question, View.AnswerTo(question));

    private void ShowProblems(Func<Question, bool> of)
    {
        foreach (var (question, i) in View.Questions.Select((question, i) => (question, i)).Where(pair => of(pair.question)))
        foreach (var problem in View.Problems(question))
            ModelState.AddModelError($"{NameOf(i)}.{problem.Field}", problem.Sentence);
    }

    private static string NameOf(int place) => $"{Refusal.At(nameof(Questions), place)}.{nameof(QuestionForm.Form)}";

    private Dictionary<string, string> Understood() =>
        View
            .Questions.Select((question, i) => (Name: NameOf(i), Text: Understood(question)))
            .Where(one => one.Text is not null)
            .ToDictionary(one => one.Name, one => one.Text!);

    /// <summary>Takes the chosen file, if there is one; false when it is refused.</summary>
    private async Task<bool> SaveFileAsync()
    {
        var field = $"{NameOf(0)}.{nameof(AnswerForm.File)}";
        if (!Request.HasFormContentType || await this.ReadUploadAsync(Request.Form.Files.GetFile(field), field) is not { } upload)
            return ModelState.IsValid;
        return !this.AnyErrors(await answerWithFile.RunAsync(User.Actor(), Id, View.Questions[0], upload, field));
    }

    private async Task LoadAsync()
    {
        View = await saveAnswer.GetAsync(User.Actor(), Id, Section, Code);
        while (Questions.Count < View.Questions.Count)
            Questions.Add(new());
        foreach (var (question, form) in View.Questions.Zip(Questions))
            form.Form.Complete(question);
    }

    private void Fill() =>
        Questions = View
            .Questions.Select(question => new QuestionForm
            {
                Form = AnswerForm.From(question, View.AnswerTo(question), View.VersionOf(question)),
            })
            .ToList();

    /// <summary>Saves what was changed, question by question, so that colleagues on two questions do not conflict.</summary>
    private async Task<Result> SaveAsync()
    {
        foreach (var (question, form) in View.Questions.Zip(Questions))
        {
            var answer = form.Form.ToAnswer(question);
            if (question.Kind is QuestionKind.Total or QuestionKind.File || answer == View.AnswerTo(question))
                continue;
            var outcome = await saveAnswer.RunAsync(User.Actor(), Id, Section, form.Form.Version, question, answer);
            if (!outcome.IsDone)
                return outcome;
        }
        return Result.Done;
    }

    /// <summary>After a conflicting save or closing, shows the saved answers next to the typed ones; saving again replaces them.</summary>
    private async Task<IActionResult> RefusedAsync(Result outcome)
    {
        IsRefused = true;
        await LoadAsync();
        var opened = View.Questions.Zip(Questions).Select((pair, i) => (pair.First, pair.Second, i)).ToList();
        SavedBeside = opened
            .Where(one => one.Second.Form.Version != View.VersionOf(one.First))
            .Select(one => (one.First.Wording, AnswerRules.Display(one.First, View.AnswerTo(one.First))))
            .ToList();
        foreach (var (question, form, i) in opened)
        {
            ModelState.Remove($"{NameOf(i)}.Version");
            form.Form.Version = View.VersionOf(question);
        }
        foreach (var refusal in outcome.Refusals)
            ModelState.AddModelError(string.IsNullOrEmpty(refusal.Field) ? "" : $"{NameOf(0)}.{refusal.Field}", refusal.Sentence);
        return this.PageWithErrors();
    }
}
