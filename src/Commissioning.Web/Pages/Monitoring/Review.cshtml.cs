using Commissioning.Domain.Accounts;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Monitoring;

/// <summary>A return as the office reads it; people who review returns also reply.</summary>
[Requires(Permission.ViewAwards)]
public sealed class ReviewModel(ReturnReader returns, ReviewReturn reviewReturn) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? Rating { get; set; }

    [BindProperty]
    public List<string?> Points { get; set; } = [];
    public ReturnReader.MonitoringReturn View { get; private set; } = null!;

    public static readonly IReadOnlyList<Choice> Ratings =
    [
        new(nameof(ReturnRating.Green), "Green", "As agreed"),
        new(nameof(ReturnRating.Amber), "Amber", "Something to watch"),
        new(nameof(ReturnRating.Red), "Red", "Something must happen"),
    ];

    public async Task OnGetAsync()
    {
        View = await returns.GetAsync(Id);
        while (Points.Count < View.Parts.Count)
            Points.Add(null);
    }

    public bool MayReview => User.Can(Permission.ReviewMonitoring);

    public async Task<IActionResult> OnPostAsync(bool accept)
    {
        if (!MayReview)
            return Forbid();
        await OnGetAsync();
        var points = View
            .Parts.Zip(Points)
            .Where(pair => !string.IsNullOrWhiteSpace(pair.Second))
            .Select(pair => (pair.First, pair.Second!))
            .ToList();
        var outcome = await reviewReturn.RunAsync(
            User.Actor(),
            Id,
            new(accept, Note, Enum.TryParse<ReturnRating>(Rating, out var rating) ? rating : null, points)
        );
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Monitoring.Returns, accept ? "Return accepted" : "Return sent back");
    }
}
