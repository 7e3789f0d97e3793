using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
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

    /// <summary>What this assessor's scores earn.</summary>
    public string Percent =>
        ScoreArithmetic.Percent(View.Criteria, View.Own.ToDictionary(one => one.Key, one => (Fraction)one.Value))?.ToString(1) ?? "";

    public async Task OnGetAsync()
    {
        View = await practice.GetAsync(User.Actor(), Id, Number);
        Scores = FormOf(View.Own);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        View = await practice.GetAsync(User.Actor(), Id, Number);
        var given = Scores
            .Where(score => score.Value is not null)
            .DistinctBy(score => score.CriterionId)
            .ToDictionary(score => score.CriterionId, score => score.Value!.Value);
        Scores = FormOf(given); // A form of any length: the page shows one score for each criterion.
        var refusals = await practice.ScoreAsync(User.Actor(), Id, Number, given);
        return this.AnyErrors(refusals) ? this.PageWithErrors() : this.Next(Links.Scoring.Practice(Id, Number));
    }

    private List<SheetModel.ScoreForm> FormOf(IReadOnlyDictionary<Guid, int> scores) =>
        View
            .Criteria.Select(criterion => new SheetModel.ScoreForm
            {
                CriterionId = criterion.Id,
                Value = scores.TryGetValue(criterion.Id, out var score) ? score : null,
            })
            .ToList();

    public IReadOnlyList<Choice> AnchorsOf(Criterion criterion) =>
        View
            .Anchors.Where(anchor => anchor.CriterionId == criterion.Id)
            .Select(anchor => new Choice(anchor.Score.ToString(CultureInfo.InvariantCulture), $"{anchor.Score}", anchor.Wording))
            .ToList();
}
