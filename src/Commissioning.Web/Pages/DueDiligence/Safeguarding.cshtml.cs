using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ViewDueDiligence)]
public sealed class SafeguardingModel(SafeguardingReviews safeguardings, Db db) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public SafeguardingReach? Reach { get; set; }

    [BindProperty]
    public List<ItemForm> Items { get; set; } = [];
    public SafeguardingReviews.SafeguardingReview View { get; private set; } = null!;

    public static readonly IReadOnlyList<Choice> Reaches = Enum.GetValues<SafeguardingReach>()
        .Select(reach => new Choice(reach.ToString(), SafeguardingRules.Name(reach)))
        .ToList();

    public sealed class ItemForm
    {
        /// <summary>Of the point.</summary>
        public string? Code { get; set; }
        public bool? Seen { get; set; }
        public string? Note { get; set; }
        public DateParts Until { get; set; } = new();
    }

    /// <summary>The least reach from which an item is needed.</summary>
    public static string? From(SafeguardingPoint point) =>
        Enum.GetValues<SafeguardingReach>().Cast<SafeguardingReach?>().FirstOrDefault(reach => point.NeededFrom.Contains(reach!.Value))
            is { } least
            ? SafeguardingRules.Name(least)
            : null;

    public async Task OnGetAsync()
    {
        View = await safeguardings.GetAsync(Id);
        (Version, Reach) = (View.Row?.Version ?? 0, View.Row?.Reach);
        Items = View
            .Points.Select(point => View.Items.FirstOrDefault(seen => seen.Item == point.Code))
            .Select(seen => new ItemForm
            {
                Seen = seen?.Seen,
                Note = seen?.Note,
                Until = DateParts.From(seen?.Until),
            })
            .ToList();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        View = await safeguardings.GetAsync(Id);
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        // Each row belongs to its point, whatever the office has changed since the page was opened.
        Items = View.Points.Select(point => Items.FirstOrDefault(item => item.Code == point.Code) ?? new()).ToList();
        for (var i = 0; i < Items.Count; i++)
            if (!Items[i].Until.IsBlank && Items[i].Until.WhyNotADate("the day") is { } wrong)
                this.AddError(Refusal.At(nameof(Items), i, nameof(ItemForm.Until)), wrong);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        if (Version != (View.Row?.Version ?? 0))
        {
            ModelState.Remove(nameof(Version));
            Version = View.Row?.Version ?? 0;
            return this.PageWithErrors(new($"{View.Row?.SavedBy} saved this while you had it open. Save again to replace it with yours."));
        }
        var outcome = await safeguardings.SaveAsync(
            User.Actor(),
            Id,
            Version,
            Reach,
            View.Points.Select(
                    (point, i) => new SafeguardingEvidence(point.Code, Items[i].Seen, Items[i].Until.ToDate(), Items[i].Note?.Trim() ?? "")
                )
                .ToList()
        );
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(await NextAsync(), $"Safeguarding of {View.Application.Reference} saved");
    }

    /// <summary>As a check goes on: to what is left of this application, then to the next one. After the decision there is none.</summary>
    private async Task<string> NextAsync() =>
        View.Application.DecidedAt is null
            ? await db.ReadAsync(work => RoundChecks.NextAsync(work, User.Actor(), Id, after: null))
            : Links.DueDiligence.Safeguarding(Id);
}
