using System.Globalization;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Scoring;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Scoring;

[Requires(Permission.ScoreApplications)]
public sealed class PracticeModel(Practice practice) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute(Name = "practice")]
    public int Number { get; set; }

    [BindProperty]
    public List<SheetModel.ScoreForm> Scores { get; set; } = [];
    public Practice.PracticePage View { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        View = await practice.GetAsync(User.Actor(), Id, Number);
        Scores = View
            .Criteria.Select(criterion => new SheetModel.ScoreForm
            {
                CriterionId = criterion.Id,
                Value = View.Own.TryGetValue(criterion.Id, out var points) ? points : null,
            })
            .ToList();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        View = await practice.GetAsync(User.Actor(), Id, Number);
        var refusals = await practice.ScoreAsync(
            User.Actor(),
            Id,
            Number,
            Scores.DistinctBy(score => score.CriterionId).ToDictionary(score => score.CriterionId, score => score.Value)
        );
        return this.AnyErrors(refusals) ? this.PageWithErrors() : this.Next(Links.Scoring.Practice(Id, Number));
    }

    public IReadOnlyList<Choice> AnchorsOf(Criterion criterion) =>
        View
            .Anchors.Where(anchor => anchor.CriterionId == criterion.Id)
            .Select(anchor => new Choice(anchor.Score.ToString(CultureInfo.InvariantCulture), $"{anchor.Score}", anchor.Wording))
            .ToList();
}
