using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[AllowAnonymous]
public sealed class EligibilityModel(OpenRounds openRounds, RoundReader rounds) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty] public List<string?> Answers { get; set; } = [];
    public Round Round { get; private set; } = null!;
    public IReadOnlyList<EligibilityQuestion> Questions { get; private set; } = [];
    public IReadOnlyList<(string Question, string Why)> Reasons { get; private set; } = [];

    public static readonly IReadOnlyList<Choice> YesNo = [new("yes", "Yes"), new("no", "No")];

    public async Task OnGetAsync()
    {
        Round = await openRounds.GetAsync(Id);
        Questions = (await rounds.GetSetupAsync(Id)).Eligibility;
        while (Answers.Count < Questions.Count) Answers.Add(null);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        for (var i = 0; i < Questions.Count; i++)
            if (Answers[i] is not ("yes" or "no")) ModelState.AddModelError($"Answers[{i}]", $"Answer yes or no: {Questions[i].Wording}");
        if (!ModelState.IsValid) return this.PageWithErrors();
        Reasons = Questions.Where((_, i) => Answers[i] == "no").Select(question => (question.Wording, question.WhyNot)).ToList();
        return Reasons.Count > 0 ? Page() : this.Next(Links.Applications.Start(Id) + "?eligible=yes");
    }
}
