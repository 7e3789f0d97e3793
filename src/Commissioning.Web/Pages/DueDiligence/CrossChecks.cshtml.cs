using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ViewDueDiligence)]
public sealed class CrossChecksModel(Db db, PlaceStopFlag place, CompareOrganisations compare) : PageModel
{
    public const int MostShown = 30;

    /// <summary>Passages shown of two applications, the longest first.</summary>
    public const int MostPassages = 10;

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public FlagForm Form { get; set; } = new();
    public CrossCheckQueries.CrossChecksPage View { get; private set; } = null!;

    public sealed class FlagForm
    {
        public StopFlagKind? Kind { get; set; }
        public string? Reason { get; set; }
        public string? NeutralReason { get; set; }
        public DateParts Until { get; set; } = new();
    }

    public async Task OnGetAsync() => View = await db.ReadAsync(work => CrossCheckQueries.GetAsync(work, Id));

    public async Task<IActionResult> OnPostFlagAsync()
    {
        await OnGetAsync();
        if (!Form.Until.IsBlank && Form.Until.WhyNotADate("the last day") is { } wrong)
            return this.PageWithErrors(new(wrong, nameof(Form.Until)));
        return await DoneAsync(
            () =>
                place.RunAsync(
                    User.Actor(),
                    View.Application.OrganisationId,
                    Form.Kind,
                    Form.Reason,
                    Form.NeutralReason,
                    Form.Until.ToDate()
                ),
            "The flag is placed",
            hasBoxes: true
        );
    }

    public async Task<IActionResult> OnPostSameAsync([FromQuery] Guid other, [FromForm] bool? same, [FromForm] string? sameReason)
    {
        await OnGetAsync();
        return await DoneAsync(
            () => compare.RunAsync(User.Actor(), View.Application.OrganisationId, other, same, sameReason),
            same == true ? "They are counted as one organisation" : "They are kept apart"
        );
    }

    private async Task<IActionResult> DoneAsync(Func<Task<Result>> change, string notice, bool hasBoxes = false)
    {
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        var outcome = await change();
        if (outcome.IsDone)
            return this.Next(Links.DueDiligence.CrossChecks(Id), notice);
        await OnGetAsync();
        // The boxes repeat for each record, so their error has no field to link to.
        return this.PageWithErrors(hasBoxes ? outcome : outcome.At(null));
    }

    public string SanctionsSearched =>
        View.ListDate is not { } list
            ? "No sanctions list is loaded, so nothing was searched."
            : $"The list of {LondonTime.Date(list)} was searched for the name of the organisation and of everyone it names."
                + View.Sanctions.Count switch
                {
                    0 => " No name on the list is similar.",
                    1 => $" 1 name is similar{Undecided}.",
                    var count => $" {count} names are similar{Undecided}.",
                };

    private string Undecided => View.Sanctions.Count(hit => hit.Said is null) is > 0 and var open ? $", {open} without a verdict" : "";

    public static readonly IReadOnlyList<Choice> FlagKinds = Enum.GetValues<StopFlagKind>()
        .Select(kind => new Choice(kind.ToString(), StopFlagRules.Name(kind)))
        .ToList();

    public static string FlagLink(CrossCheckQueries.Flag flag) => flag.IsAsked == 1 ? "Somebody asks to lift it" : "Open the flag";

    public static string InWords(CrossCheckQueries.Flag flag)
    {
        var until = flag.Until is { } day ? $"until {LondonTime.Date(day)}" : "until it is lifted";
        return $"{flag.Organisation}: {flag.NeutralReason}. Placed by {flag.PlacedBy}, {LondonTime.Date(flag.PlacedAt)}, {until}. We pay nothing while it is in force.";
    }

    public static string InWords(SharedDetailQueries.Shared share) =>
        share.Ours == share.Theirs ? share.Ours : $"{share.Ours} here, {share.Theirs} there{(share.Why is { } why ? $" ({why})" : "")}";

    public static string InWords(SharedDetailQueries.Verdict said) =>
        $"{(said.IsSame ? "One organisation" : "Two organisations")}: {said.Reason} ({said.DecidedBy}, {LondonTime.Date(said.DecidedAt)})";

    public static string InWords(StaffLinkQueries.Link link) =>
        (
            link.With.IsNamed
                ? $"The applicant named somebody called {link.With.Theirs} as linked with the police or with us: is it {link.Person}"
                : $"{link.Person} and {link.With.Theirs}"
        )
        + (
            link.IsAssessor ? $", who scores this round{(link.With.IsNamed ? "?" : ".")} {Words(link.Declared)}"
            : link.With.IsNamed ? "?"
            : ""
        );

    /// <summary>One line for a pair that shares something and is not one organisation for that.</summary>
    public static string OneLine(SharedDetailQueries.RelatedOrganisation other) => $"{other.Name}, {other.Town}: {other.InWords}";

    public static string CompareLabel(SharedDetailQueries.RelatedOrganisation other) =>
        other.Said is null ? $"Say whether {other.Name} is the same organisation" : $"Change the decision about {other.Name}";

    public static string WhoseText(TextOverlapQueries.Overlap text) =>
        text.IsOwn ? "the organisation's own application: is it the same project twice?" : text.Organisation;

    public static string PassagesLabel(TextOverlapQueries.Overlap text) =>
        text.Passages.Count == 1
            ? $"Compare the passage of {text.Longest} words with {text.Reference}"
            : $"Compare {text.Passages.Count} passages with {text.Reference}, the longest of {text.Longest} words";

    public static string Project(CrossCheckQueries.CrossChecksPage view, CrossCheckQueries.Grant grant) =>
        grant.Organisation == view.Application.Organisation
            ? $"{grant.ProjectName} ({grant.Fund})"
            : $"{grant.ProjectName} ({grant.Fund}, as {grant.Organisation})";

    public static string Awarded(CrossCheckQueries.Grant grant) =>
        grant.Awarded?.ToString() ?? (grant.IsDecided > 0 ? "Not funded" : "Waiting");

    public static string Words(string? declared) =>
        declared switch
        {
            "Declared" => "Declared a conflict.",
            "None" => "Says that there is no conflict.",
            null => "Has not been given this application.",
            _ => "Has not declared yet.",
        };
}
