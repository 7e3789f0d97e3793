using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Monitoring;
using Commissioning.Domain.Strategy;
using Commissioning.Features.Monitoring;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Monitoring;

/// <summary>A return as the office reads it; people who review returns also reply.</summary>
[Requires(Permission.ViewAwards)]
public sealed class ReviewModel(Db db, ReviewReturn reviewReturn, TagReturn tagReturn) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? Rating { get; set; }

    [BindProperty]
    public string? FlagNote { get; set; }

    [BindProperty]
    public List<string?> Points { get; set; } = [];

    [BindProperty]
    public DateParts PutRightBy { get; set; } = new();

    [BindProperty]
    public string? Level { get; set; }

    [BindProperty]
    public List<string> Aims { get; set; } = [];
    public ReturnReview.ReviewedReturn Review { get; private set; } = null!;
    public ReturnReader.MonitoringReturn View => Review.View;
    public bool MayReview => User.Can(Permission.ReviewMonitoring);

    public static readonly IReadOnlyList<Choice> Ratings =
    [
        new(nameof(ReturnRating.Green), "Green", "As agreed"),
        new(nameof(ReturnRating.Amber), "Amber", "Something to watch"),
        new(nameof(ReturnRating.Red), "Red", "Something must happen"),
    ];

    public static readonly IReadOnlyList<Choice> Levels =
    [
        new(nameof(PreventionLevel.Primary), "Primary", "For everybody, before anything happens"),
        new(nameof(PreventionLevel.Secondary), "Secondary", "For people or places at risk"),
        new(nameof(PreventionLevel.Tertiary), "Tertiary", "For people or places where it has happened"),
        new("", "Not said"),
    ];

    public static readonly IReadOnlyList<Choice> Outcomes = ProjectRules.Outcomes.Select(aim => new Choice(aim, aim)).ToList();

    public async Task OnGetAsync()
    {
        await LoadAsync();
        PutRightBy = DateParts.From(MonitoringRules.PutRightBy(View.Return.DueOn, Review.Today, View.Policy.PutRightDays));
        ShowTags();
    }

    private async Task LoadAsync()
    {
        Review = await db.ReadAsync(work => ReturnReview.GetAsync(work, Id));
        while (Points.Count < View.Parts.Count)
            Points.Add(null);
    }

    private void ShowTags()
    {
        Level = View.Return.PreventionLevel?.ToString() ?? "";
        Aims = View.Return.StrategyOutcomes?.Split('\n').ToList() ?? [];
    }

    public async Task<IActionResult> OnPostAsync(bool accept)
    {
        if (!MayReview)
            return Forbid();
        await LoadAsync();
        ShowTags();
        if (!accept && PutRightBy.WhyNotADate("the day by which it is to be put right") is { } wrong)
            return this.PageWithErrors(new Refusal(wrong, nameof(PutRightBy)));
        var points = View
            .Parts.Zip(Points)
            .Where(pair => !string.IsNullOrWhiteSpace(pair.Second))
            .Select(pair => (pair.First, pair.Second!))
            .ToList();
        var outcome = await reviewReturn.RunAsync(
            User.Actor(),
            Id,
            new(accept, Note, Enum.TryParse<ReturnRating>(Rating, out var rating) ? rating : null, points, PutRightBy.ToDate())
            {
                FlagNote = FlagNote,
            }
        );
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Monitoring.Returns, accept ? "Return accepted" : "Return sent back");
    }

    public async Task<IActionResult> OnPostTagsAsync()
    {
        if (!MayReview)
            return Forbid();
        var outcome = await tagReturn.RunAsync(
            User.Actor(),
            Id,
            new(Enum.TryParse<PreventionLevel>(Level, out var level) ? level : null, Aims)
        );
        if (outcome.IsDone)
            return this.Next(Links.Monitoring.Review(Id), "The outcomes are saved");
        await LoadAsync();
        return this.PageWithErrors(outcome);
    }
}
