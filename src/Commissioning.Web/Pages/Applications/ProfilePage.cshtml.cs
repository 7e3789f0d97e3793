using System.Security.Claims;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

/// <summary>One page of the organisation's profile. Saves every answer as it is, and moves on only when nothing is wrong with
/// them.</summary>
[Requires(Permission.WriteApplications), RequestFormLimits(ValueCountLimit = 5000)]
public sealed class ProfilePageModel(
    Db db,
    SaveProfileAnswers save,
    ConfirmProfile confirm,
    MyApplication myApplication,
    TimeProvider clock
) : PageModel
{
    private const string Me = "me";
    private const string SomebodyElse = "other";
    private const int MoreRows = 2;

    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public string Code { get; set; } = "";

    /// <summary>What is typed for each question of the page.</summary>
    [BindProperty]
    public List<AnswerForm> Forms { get; set; } = [];

    [BindProperty]
    public int Version { get; set; }

    /// <summary>Whether letters go to the person who fills this in, or to somebody else.</summary>
    [BindProperty]
    public string? Contact { get; set; }
    public OrganisationProfiles.ProfileAnswers View { get; private set; } = null!;
    public ProfilePage Asking { get; private set; } = null!;
    public IReadOnlyList<Question> Questions { get; private set; } = [];
    public IReadOnlyList<Choice> Contacts { get; private set; } = [];
    public int Place => Shown.IndexOf(Asking) + 1;
    public int Pages => Shown.Count;
    private List<ProfilePage> Shown => [.. View.Form.Pages];
    private string mine = "";

    public static readonly IReadOnlyList<Choice> YesNo = [new("Yes", "Yes"), new("No", "No")];

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        if (TaskListModel.Instead(View.Application, clock.UtcNow()) is { } instead)
            return this.Next(instead);
        Show(View.Answers);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var before = View;
        var answers = Typed();
        // One answer that cannot be stored does not keep the others from it.
        var unfit = Questions
            .Select(question => (question.Code, Refusal: AnswerRules.WhyNotStorable(question, answers[question.Code])))
            .Where(pair => pair.Refusal is not null)
            .ToDictionary(pair => pair.Code, pair => pair.Refusal!);
        var outcome = await save.RunAsync(User.Actor(), Id, Version, answers.Where(pair => !unfit.ContainsKey(pair.Key)).ToDictionary());
        if (!outcome.IsDone)
        {
            this.RefreshVersion(() => Version = View.Version);
            return this.PageWithErrors(outcome);
        }
        this.MarkSaved();
        await LoadAsync();
        var all = View.Answers.ToDictionary();
        foreach (var (code, answer) in answers)
            all[code] = answer;
        var shown = View.Form.Shown(all);
        IReadOnlyList<Refusal> problems = Questions
            .Where(shown.Contains)
            .SelectMany(question =>
                (unfit.GetValueOrDefault(question.Code) is { } refusal ? [refusal] : OrganisationProfile.WhyWrong(question, all)).Select(
                    refusal => At(question, refusal)
                )
            )
            .ToList();
        if (problems.Count > 0)
        {
            ModelState.Clear();
            Show(all);
            this.AnyErrors(problems);
            return this.PageWithErrors();
        }
        if (View.Next is { } next)
            return this.Next(Links.Applications.OrganisationPage(Id, next.Code));
        // Who has just answered everything has said that it is right; later changes are confirmed on the summary.
        return before.Incomplete.Count > 0 && (await confirm.RunAsync(User.Actor(), Id)).IsDone
            ? this.Next(TaskListModel.LinkAfter(await myApplication.GetAsync(User.Actor(), Id), Section.Organisation))
            : this.Next(Links.Applications.Organisation(Id));
    }

    /// <summary>Saves in the background; the answer says when, or why not.</summary>
    public async Task<IActionResult> OnPostAutosaveAsync()
    {
        await LoadAsync();
        var answers = Typed();
        var kept = Questions
            .Where(question => AnswerRules.WhyNotStorable(question, answers[question.Code]) is null)
            .ToDictionary(question => question.Code, question => answers[question.Code]);
        return this.Autosaved(await save.RunAsync(User.Actor(), Id, Version, kept), Version + 1, clock.UtcNow());
    }

    public async Task<IActionResult> OnPostAddRowsAsync([FromQuery] string? question)
    {
        await LoadAsync();
        Typed();
        for (var i = 0; i < Questions.Count; i++)
            if (Questions[i].Code == question)
                Pad(Questions[i], Forms[i], Forms[i].Rows.Count + MoreRows);
        return Page();
    }

    /// <summary>The answer of this page on which a question depends, as name=value; null when it depends on none.</summary>
    public string? ShownIf(Question question)
    {
        if (question.Code == "contact")
            return $"{nameof(Contact)}={SomebodyElse}";
        var condition = question.Settings.ShowWhen.FirstOrDefault(one => one.Test == ConditionTest.Is);
        var place = condition is null ? -1 : Questions.ToList().FindIndex(earlier => earlier.Code == condition.Question);
        return place < 0 ? null : $"{Refusal.At(nameof(Forms), place)}.Text={condition!.Value}";
    }

    public static string PersonLabel(Question question, int part) =>
        (question.Code == "contact" ? "Their " : "")
        + part switch
        {
            0 => question.Code == "contact" ? "full name" : "Full name",
            2 => question.Code == "contact" ? "e-mail address" : "E-mail address",
            _ => question.Code == "contact" ? "phone number" : "Phone number",
        };

    public static string CellLabel(Question question, int row, int column)
    {
        var (name, thing) = (question.Settings.Columns[column].Name, ThingOf(question));
        return string.Equals(name, thing, StringComparison.OrdinalIgnoreCase) ? $"{name} {row + 1}" : $"{name}, {thing} {row + 1}";
    }

    public static string AddLabel(Question question) => $"Add another {ThingOf(question)}";

    private static string ThingOf(Question question) =>
        question.Code switch
        {
            "committee" => "member",
            "signatories" => "signatory",
            "policies" => "policy",
            "related-who" => "pair",
            _ => "person",
        };

    /// <summary>Rows that are shown at first.</summary>
    private static int RowsOf(Question question) =>
        question.Code switch
        {
            "committee" => 3,
            "signatories" => 2,
            "policies" => 2,
            _ => 1,
        };

    private Refusal At(Question question, Refusal refusal) =>
        // The boxes of the first contact are those of somebody else.
        question.Code == "contact"
        && Contact != SomebodyElse
            ? refusal with
            {
                Field = nameof(Contact),
            }
            : refusal with
            {
                Field = $"{Refusal.At(nameof(Forms), Questions.ToList().IndexOf(question))}.{refusal.Field}",
            };

    /// <summary>The answers as they are stored, by code.</summary>
    private Dictionary<string, string> Typed()
    {
        while (Forms.Count < Questions.Count)
            Forms.Add(new());
        var answers = new Dictionary<string, string>();
        for (var i = 0; i < Questions.Count; i++)
        {
            Pad(Questions[i], Forms[i].Complete(Questions[i]), 0);
            answers[Questions[i].Code] = Questions[i].Code == "contact" && Contact == Me ? mine : Forms[i].ToAnswer(Questions[i]);
        }
        return answers;
    }

    private void Show(IReadOnlyDictionary<string, string> answers)
    {
        Version = View.Version;
        Forms = Questions
            .Select(question =>
            {
                var answer = answers.GetValueOrDefault(question.Code) ?? "";
                if (question.Code == "contact" && (answer.Length == 0 || answer == mine))
                    (Contact, answer) = (Contact ?? Me, "");
                var form = AnswerForm.From(question, answer, View.Version);
                if (question.Kind == QuestionKind.Table && AnswerRules.Rows(answer).Count == 0)
                    form.Rows.Clear();
                Pad(question, form, RowsOf(question));
                return form;
            })
            .ToList();
        Contact ??= SomebodyElse;
    }

    private static void Pad(Question question, AnswerForm form, int rows)
    {
        if (question.Kind != QuestionKind.Table)
            return;
        while (form.Rows.Count < rows)
            form.Rows.Add(new());
        foreach (var row in form.Rows)
            while (row.Cells.Count < question.Settings.Columns.Count)
                row.Cells.Add(null);
    }

    private async Task LoadAsync()
    {
        View = await db.ReadAsync(work => OrganisationProfiles.GetAsync(work, User.Actor(), Id));
        Asking =
            View.Form.Pages.FirstOrDefault(page => page.Code == Code)
            ?? throw new NotFoundException("No such questions for this organisation");
        Questions = View.Form.Of(Asking);
        var (name, email) = (User.Actor().Name, User.FindFirstValue(ClaimTypes.Email));
        mine = AnswerRules.OfParts([name, "", email, View.Phone]);
        Contacts = [new(Me, $"Me, {name}", $"{email}, {View.Phone}"), new(SomebodyElse, "Somebody else")];
    }
}
