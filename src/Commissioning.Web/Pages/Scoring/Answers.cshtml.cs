using Commissioning.Domain.Accounts;
using Commissioning.Features.Scoring;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Scoring;

/// <summary>One question across all the applications that an assessor may read.</summary>
[Requires(Permission.ScoreApplications)]
public sealed class AnswersModel(AnswersAcross answers) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Question { get; set; }
    public AnswersAcross.AnswersPage View { get; private set; } = null!;
    public IReadOnlyList<Choice> Questions =>
        View.Questions.Select(question => new Choice(question.Code, question.Wording)).Prepend(new("", "Choose a question")).ToList();

    /// <summary>The question before or after the one that is shown; null at an end of the form.</summary>
    public (string Code, string Wording)? Beside(int step)
    {
        var at = View.Questions.ToList().FindIndex(question => question.Code == View.Code) + step;
        return at >= 0 && at < View.Questions.Count ? View.Questions[at] : null;
    }

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        View = await answers.GetAsync(User.Actor(), Id, Question, number);
        Question = View.Code;
    }
}
