using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class QuestionsModel(RoundReader rounds, SaveQuestions saveQuestions) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty] public List<EligibilityRow> Eligibility { get; set; } = [];
    [BindProperty] public List<QuestionRow> Questions { get; set; } = [];
    [BindProperty] public List<DocumentRow> Documents { get; set; } = [];
    public Round Round { get; private set; } = null!;

    public sealed class EligibilityRow
    {
        public string? Wording { get; set; }
        public string? WhyNot { get; set; }
    }

    public sealed class QuestionRow
    {
        public string? Section { get; set; }
        public string? Wording { get; set; }
        public string? Hint { get; set; }
        public int? WordLimit { get; set; }
        public bool Required { get; set; } = true;
    }

    public sealed class DocumentRow
    {
        public string? Name { get; set; }
        public string? Hint { get; set; }
        public bool Required { get; set; }
    }

    public async Task OnGetAsync()
    {
        var setup = await rounds.GetSetupAsync(Id);
        Round = setup.Round;
        Eligibility = setup.Eligibility.Select(question => new EligibilityRow { Wording = question.Wording, WhyNot = question.WhyNot }).ToList();
        Questions = setup.Questions.Select(question => new QuestionRow { Section = question.Section, Wording = question.Wording, Hint = question.Hint, WordLimit = question.WordLimit, Required = question.Required }).ToList();
        Documents = setup.Documents.Select(kind => new DocumentRow { Name = kind.Name, Hint = kind.Hint, Required = kind.Required }).ToList();
        AddEmptyRows();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Round = await rounds.GetAsync(Id);
        for (var i = 0; i < Eligibility.Count; i++)
            if (Eligibility[i].Wording is { Length: > 0 } && string.IsNullOrWhiteSpace(Eligibility[i].WhyNot)) ModelState.AddModelError($"Eligibility[{i}].WhyNot", $"Say what an applicant who answers no to question {i + 1} is told");
        for (var i = 0; i < Questions.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(Questions[i].Wording)) continue;
            if (string.IsNullOrWhiteSpace(Questions[i].Section)) ModelState.AddModelError($"Questions[{i}].Section", $"Enter a section for question {i + 1}");
            if (Questions[i].WordLimit is not (>= 10 and <= 2000)) ModelState.AddModelError($"Questions[{i}].WordLimit", $"Enter a word limit from 10 to 2,000 for question {i + 1}");
        }
        if (!ModelState.IsValid) return this.PageWithErrors();
        var template = RoundTemplate.Default();
        var outcome = await saveQuestions.RunAsync(User.Actor(), Id, template with
        {
            Eligibility = Eligibility.Where(row => !string.IsNullOrWhiteSpace(row.Wording)).Select(row => (row.Wording!.Trim(), (string?)null, row.WhyNot!.Trim())).ToList(),
            // A reworded standard question keeps its code, so that letters and papers still find the answer they quote.
            Questions = Questions.Where(row => !string.IsNullOrWhiteSpace(row.Wording)).Select((row, i) => (row.Section!.Trim(), i < template.Questions.Count ? template.Questions[i].Code : $"q{i + 1}", row.Wording!.Trim(), row.Hint?.Trim(), row.WordLimit!.Value, row.Required)).ToList(),
            Documents = Documents.Where(row => !string.IsNullOrWhiteSpace(row.Name)).Select(row => (row.Name!.Trim(), row.Hint?.Trim(), row.Required)).ToList(),
        });
        return outcome.Refused is { } refusal ? this.PageWithErrors(refusal) : this.Next(Links.Funds.Round(Id), "Questions saved");
    }

    private void AddEmptyRows()
    {
        Eligibility.Add(new());
        Questions.Add(new());
        Documents.Add(new());
    }
}
