using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.Apply)]
public sealed class AnswersModel(SaveAnswers saveAnswers) : PageModel
{
    private const int LongestAnswer = 50_000;

    [FromRoute] public Guid Id { get; set; }
    [FromRoute] public string Section { get; set; } = "";
    [BindProperty] public AnswersForm Form { get; set; } = new();
    public SaveAnswers.View View { get; private set; } = null!;
    public IReadOnlyList<(string, string)> SavedBeside { get; private set; } = [];

    public sealed class AnswersForm
    {
        public List<Guid> Questions { get; set; } = [];
        public List<string?> Answers { get; set; } = [];
        public int Version { get; set; }
    }

    public async Task OnGetAsync()
    {
        View = await saveAnswers.GetAsync(User.Actor(), Id, Section);
        Form = new() { Answers = View.Answers.ToList<string?>(), Version = View.Version };
    }

    public async Task<IActionResult> OnPostAsync(bool later)
    {
        for (var i = 0; i < Form.Answers.Count; i++)
            if (Form.Answers[i]?.Length > LongestAnswer) ModelState.AddModelError($"Form.Answers[{i}]", "This text is far too long to save. Cut it to a few pages.");
        var outcome = ModelState.IsValid ? await saveAnswers.RunAsync(User.Actor(), Id, Section, Form.Version, Form.Questions.Zip(Form.Answers, (question, answer) => (question, answer?.Trim() ?? "")).ToList()) : null;
        var notice = $"{Section} is saved";
        if (outcome is { Refused: null } && later) return this.Next(Links.Applications.TaskList(Id), notice);

        View = await saveAnswers.GetAsync(User.Actor(), Id, Section);
        while (Form.Answers.Count < View.Questions.Count) Form.Answers.Add(null);
        if (outcome is null) return this.PageWithErrors();
        if (outcome.Refused is { } refusal)
        {
            if (Form.Version != View.Version) SavedBeside = View.Questions.Select((question, i) => (question.Wording, View.Answers[i])).ToList();
            this.TakeVersion(() => Form.Version = View.Version);
            return this.PageWithErrors(refusal);
        }
        var problems = View.Questions.SelectMany((question, i) => ApplicationRules.WhyAnswerIsWrong(question, View.Answers[i], $"Form.Answers[{i}]")).ToList();
        if (problems.Count == 0) return this.Next(Links.Applications.TaskList(Id), notice);
        ModelState.Clear();
        Form = new() { Answers = View.Answers.ToList<string?>(), Version = View.Version };
        this.AnyErrors(problems);
        return this.PageWithErrors();
    }
}
