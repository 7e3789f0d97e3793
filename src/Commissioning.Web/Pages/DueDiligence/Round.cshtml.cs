using System.Globalization;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ViewDueDiligence)]
public sealed class RoundChecksModel(Db db, PassChecks pass, AssessSubsidy subsidy) : PageModel
{
    /// <summary>More refusals than this are not listed; the cells of the page say the rest.</summary>
    private const int MostRefused = 20;

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    /// <summary>Every application comes ticked.</summary>
    [FromQuery]
    public bool Ticked { get; set; }

    [BindProperty]
    public List<Guid> Selected { get; set; } = [];

    [BindProperty]
    public string? CheckName { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? Source { get; set; }

    [BindProperty]
    public string? SubsidyReason { get; set; }
    public RoundChecks.RoundPage View { get; private set; } = null!;
    public IReadOnlyList<RoundChecks.ApplicationRow> Rows { get; private set; } = [];

    public static readonly IReadOnlyList<(string Name, string Show)> Filters =
    [
        ("All", "all"),
        ("Findings", "found"),
        ("By hand", "hand"),
        ("Nothing found", "clean"),
        ("Mine", "mine"),
    ];

    public async Task OnGetAsync()
    {
        View = await db.ReadAsync(work => RoundChecks.GetAsync(work, Id));
        SubsidyReason ??= SubsidyRules.UsualReason;
        if (Filters.All(filter => filter.Show != Show))
            Show = "all";
        var me = User.Actor().Id;
        Rows = View
            .Rows.Where(row =>
                Show switch
                {
                    "found" => row.Group == RoundGroup.Found || row.Open.Count + row.BeforePayment > 0,
                    "hand" => row.Group == RoundGroup.ByHand,
                    "clean" => row.Group == RoundGroup.Clean,
                    "mine" => row.OwnerId == me,
                    _ => true,
                }
            )
            .ToList();
    }

    /// <summary>Where the person asked for some only, a phone shows them up to the same number.</summary>
    public bool IsFolded(RoundChecks.ApplicationRow row, int place) =>
        RoundCheckRules.IsFolded(Show is "clean" or "mine" ? RoundGroup.Found : row.Group, place);

    public int Folded => Rows.Where((row, place) => IsFolded(row, place)).Count();

    public bool IsTicked(Guid application) => Ticked || Selected.Contains(application);

    public int CleanCount => View.Clean.Sum(one => one.Clean);

    public IReadOnlyList<Choice> Names =>
        View.ToRead.Select(one => new Choice(one.Name, $"{one.Name} ({one.Count.ToString(CultureInfo.InvariantCulture)} to do)")).ToList();

    public string Waiting =>
        string.Join(
            " ",
            new[]
            {
                View.ToDecide == 1 ? "1 finding waits for a verdict." : $"{View.ToDecide} findings wait for a verdict.",
                View.ForSecond == 0 ? null
                : View.ForSecond == 1 ? "1 waits for a second person."
                : $"{View.ForSecond} wait for a second person.",
                View.Rows.Count(row => row.Tier is null) is > 0 and var working ? $"The portal is still working out {working}." : null,
            }.Where(sentence => sentence is not null)
        );

    public static string InWords(RoundChecks.Cell cell) =>
        cell.State switch
        {
            CheckCell.Strong => $"{cell.Open} strong",
            CheckCell.Found => $"{cell.Open} found",
            CheckCell.SecondPerson => "2nd person",
            CheckCell.Clean => "Clean",
            CheckCell.NotApplicable => "Not needed",
            _ => RoundCheckRules.Name(cell.State),
        };

    public async Task<IActionResult> OnPostReadAsync()
    {
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        var outcome = await pass.ReadAsync(User.Actor(), Selected, CheckName, Note, Source);
        if (outcome.Value is { } passed)
            return this.Next(Links.DueDiligence.RoundOf(Id, Show ?? "all"), PassChecks.Words(passed.Count), Few(passed.Refused));
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostSubsidyAsync()
    {
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        await OnGetAsync();
        var ticked = View.Rows.Where(row => Selected.Contains(row.Id)).ToList();
        if (ticked.Count == 0)
            return this.PageWithErrors(new("Tick at least one application", nameof(Selected)));
        if (Domain.ReasonRules.WhyTooThin(SubsidyReason, nameof(SubsidyReason)) is { } thin)
            return this.PageWithErrors(thin);
        List<string> refused = [];
        foreach (var row in ticked)
            if (row.HasSubsidy)
                refused.Add($"{row.Reference}: the subsidy questions are answered already");
            else if (
                (await subsidy.RunAsync(User.Actor(), row.Id, enterprise: false, economic: null, SubsidyReason)).FirstRefusal is { } refusal
            )
                refused.Add($"{row.Reference}: {refusal.Sentence}");
        var count = ticked.Count - refused.Count;
        return this.Next(
            Links.DueDiligence.RoundOf(Id, Show ?? "all"),
            count == 0 ? null : $"No subsidy: recorded for {count} {(count == 1 ? "application" : "applications")}",
            Few(refused)
        );
    }

    internal static IReadOnlyList<string> Few(IReadOnlyList<string> refused) =>
        refused.Count <= MostRefused ? refused : [.. refused.Take(MostRefused), $"And {refused.Count - MostRefused} more"];
}
