using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

/// <summary>An officer prepares, and may take down at once; a publisher decides.</summary>
[Requires(Permission.PreparePublication)]
public sealed class PublicationModel(
    GrantPublications publications,
    PreparePublication prepare,
    DecidePublication decide,
    TakeDownPublication takeDown
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public PublicationForm Form { get; set; } = new();

    [BindProperty]
    public string? TakeDownReason { get; set; }
    public GrantPublications.GrantPublication View { get; private set; } = null!;
    public IReadOnlyList<GrantPublications.Naming> OtherNamings { get; private set; } = [];
    public bool MayPublish => User.Can(Permission.Publish);

    public static readonly IReadOnlyList<Choice> Names = [new("true", "Show the name"), new("false", "Withhold the name")];
    public static readonly IReadOnlyList<Choice> Grounds = Enum.GetValues<WithheldGround>()
        .Select(ground => new Choice(ground.ToString(), PublicationRules.InWords(ground)))
        .ToList();
    public IReadOnlyList<Choice> Places =>
        [
            new(nameof(PublicPlace.Exact), $"Zone or town: {View.Subject.Zone ?? View.Subject.Town}"),
            new(nameof(PublicPlace.District), $"District: {View.Subject.Area}"),
            new(nameof(PublicPlace.Area), "Somewhere in our area"),
            new(nameof(PublicPlace.Nothing), "Nothing"),
        ];

    public sealed class PublicationForm
    {
        public bool NameShown { get; set; }
        public WithheldGround? Ground { get; set; }
        public string? Why { get; set; }
        public DateParts ReviewOn { get; set; } = new();
        public PublicPlace Place { get; set; }
        public string? Title { get; set; }
        public string? Brief { get; set; }
        public string? CrimeReason { get; set; }
        public int Version { get; set; }
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        var publication = View.Publication;
        Form = new()
        {
            NameShown = publication.NameShown,
            Ground = publication.Ground,
            Why = publication.Why,
            ReviewOn = DateParts.From(publication.ReviewOn),
            Place = publication.Place,
            Title = publication.Title,
            Brief = publication.Brief,
            CrimeReason = publication.CrimeReason,
            Version = View.Version,
        };
    }

    public async Task<IActionResult> OnPostAsync(string? next)
    {
        var isDecided = next == "publish";
        if (isDecided && !MayPublish)
            return Forbid();
        await LoadAsync();
        if (!Form.ReviewOn.IsBlank && Form.ReviewOn.WhyNotADate("the day on which the office looks again") is { } wrong)
            this.AddError(nameof(Form.ReviewOn), wrong);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var publication = new Publication
        {
            Title = Form.Title ?? "",
            Brief = Form.Brief ?? "",
            CrimeReason = Form.CrimeReason ?? "",
            NameShown = Form.NameShown,
            Place = Form.Place,
            Ground = Form.Ground,
            Why = Form.Why,
            ReviewOn = Form.ReviewOn.ToDate(),
        };
        var outcome = isDecided
            ? await decide.RunAsync(User.Actor(), Id, publication, Form.Version)
            : await prepare.RunAsync(User.Actor(), Id, publication, Form.Version);
        return outcome.IsDone
            ? this.Next(Links.Publishing.Publication(Id), isDecided ? "The public reads this now" : "The draft is saved")
            : this.PageWithErrors(outcome);
    }

    private async Task LoadAsync()
    {
        View = await publications.GetAsync(Id);
        OtherNamings = await publications.OtherNamingsAsync(View);
    }

    public async Task<IActionResult> OnPostTakeDownAsync()
    {
        var outcome = await takeDown.RunAsync(User.Actor(), Id, TakeDownReason);
        if (outcome.IsDone)
            return this.Next(Links.Publishing.Publication(Id), "It is taken down. The public reads nothing of this grant.");
        ModelState.Clear();
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
