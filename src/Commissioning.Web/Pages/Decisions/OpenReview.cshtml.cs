using Commissioning.Domain.Accounts;
using Commissioning.Domain.Decisions;
using Commissioning.Features.Decisions;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

[Requires(Permission.ReviewDecisions)]
public sealed class OpenReviewModel(OpenReview open) : PageModel
{
    public static readonly IReadOnlyList<Choice> Kinds = Enum.GetValues<ReviewKind>()
        .Select(kind => new Choice(kind.ToString(), ReviewRules.Name(kind)))
        .ToList();

    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>The change of the grant whose decision is reviewed; null: the decision on the application.</summary>
    [FromQuery]
    public Guid? Change { get; set; }

    [BindProperty]
    public ReviewKind? Kind { get; set; }

    [BindProperty]
    public DateParts ReceivedOn { get; set; } = new();

    [BindProperty]
    public string? FromWhom { get; set; }

    [BindProperty]
    public string? Ground { get; set; }
    public OpenReview.ReviewToOpen View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await open.GetAsync(Id, Change);

    public async Task<IActionResult> OnPostAsync()
    {
        View = await open.GetAsync(Id, Change);
        if (!ReceivedOn.IsBlank && ReceivedOn.WhyNotADate("the day on which it was received") is { } day)
        {
            this.AddError(nameof(ReceivedOn), day);
            return this.PageWithErrors();
        }
        var opened = await open.RunAsync(User.Actor(), Id, Change, new(Kind, ReceivedOn.ToDate(), FromWhom, Ground));
        return !opened.IsDone
            ? this.PageWithErrors(opened)
            : this.Next(Links.Decisions.Review(opened.Value), "The review is recorded. A person who did not make the decision answers it.");
    }
}
