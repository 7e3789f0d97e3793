using System.Globalization;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WritePracticeCommand = Commissioning.Features.Scoring.WritePractice;

namespace Commissioning.Web.Pages.Scoring;

[Requires(Permission.ManageRounds)]
public sealed class WritePracticeModel(WritePracticeCommand practice) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute(Name = "practice")]
    public int Number { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public List<AnswerForm> Answers { get; set; } = [];

    [BindProperty]
    public List<SheetModel.ScoreForm> Scores { get; set; } = [];
    public WritePracticeCommand.PracticeDraft Draft { get; private set; } = null!;

    public sealed class AnswerForm
    {
        public string? Text { get; set; }
    }

    public async Task OnGetAsync([FromQuery] string? from = null)
    {
        Draft = await practice.GetAsync(Id, Number, from);
        Title = Draft.Application?.Title;
        Answers = Draft
            .Questions.Select(question => new AnswerForm
            {
                Text = Draft.Application?.Parts.FirstOrDefault(part => part.Heading == question.Wording)?.Text,
            })
            .ToList();
        Scores = Draft
            .Criteria.Select(criterion =>
            {
                var model = Draft.Application?.Model.FirstOrDefault(score => score.Criterion == criterion.Code);
                return new SheetModel.ScoreForm
                {
                    CriterionId = criterion.Id,
                    Value = model?.Value,
                    Reason = model?.Reason,
                };
            })
            .ToList();
        if (from is not null && Draft.Application is null)
            this.AddError(null, "No decided application of an earlier round has this reference");
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Draft = await practice.GetAsync(Id, Number, null);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var result = await practice.SaveAsync(
            User.Actor(),
            Id,
            new(
                Number,
                Title,
                Answers.Select(answer => answer.Text ?? "").ToList(),
                Scores.Select(score => new Score(score.CriterionId, score.Value, score.Reason ?? "")).ToList()
            )
        );
        return result.IsDone ? this.Next(Links.Scoring.PracticeList(Id), "The practice application is saved") : this.PageWithErrors(result);
    }

    public async Task<IActionResult> OnPostRemoveAsync()
    {
        await OnGetAsync();
        var result = await practice.RemoveAsync(User.Actor(), Id, Number);
        return result.IsDone
            ? this.Next(Links.Scoring.PracticeList(Id), "The practice application is removed")
            : this.PageWithErrors(result);
    }

    public static IReadOnlyList<Choice> ChoicesOf(Criterion criterion) =>
        criterion.Scores.Select(score => score.ToString(CultureInfo.InvariantCulture)).Select(score => new Choice(score, score)).ToList();
}
