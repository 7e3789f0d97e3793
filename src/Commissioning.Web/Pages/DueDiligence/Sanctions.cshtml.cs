using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

/// <summary>The names of an organisation next to those of the sanctions list. The verdicts are given on the findings.</summary>
[Requires(Permission.ManageDueDiligence)]
public sealed class SanctionsModel(SanctionHits hits, RecordBirth record) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public BirthForm Form { get; set; } = new();
    public SanctionHits.SanctionsPage View { get; private set; } = null!;

    public sealed class BirthForm
    {
        public string? Key { get; set; }
        public string? Month { get; set; }
        public string? Year { get; set; }
        public string? Town { get; set; }
        public string? Source { get; set; }
    }

    public async Task OnGetAsync() => View = await hits.GetAsync(Id);

    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await record.RunAsync(User.Actor(), Id, Form.Key, Number(Form.Month), Number(Form.Year), Form.Town, Form.Source);
        if (outcome.IsDone)
            return this.Next(Links.DueDiligence.Sanctions(Id), "The date of birth is compared");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    private static int? Number(string? typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public IReadOnlyList<Choice> People =>
        View
            .Hits.Where(one => one.Hit.IsPerson)
            .DistinctBy(one => one.Hit.NameKey)
            .Select(one => new Choice(one.Hit.Key, one.Hit.OurName))
            .ToList();

    public string Searched =>
        View.ListDate is not { } list
            ? ""
            : $"The list of {LondonTime.Date(list)} was searched for the name of the organisation and of everyone it names."
                + (View.Hits.Count == 0 ? " No name on the list is similar." : "");

    public string WeakerInWords => View.Weaker.Count() is var count && count == 1 ? "1 weaker hit" : $"{count} weaker hits";

    public static string Strength(SanctionQueries.SanctionHit hit) =>
        hit.IsStrong ? "Strong"
        : hit.IsByInitials ? "Only initials are the same"
        : hit.Strength == NameStrength.Weak ? "A weak alias"
        : "The names differ a little";

    public static string Why(SanctionQueries.SanctionHit hit) => Sentences.Whole(hit.Why);

    public static string ListedAs(SanctionQueries.SanctionHit hit) => string.Join(", ", new[]
            {
                hit.Kind,
                hit.GroupId,
                hit.Strength switch
                {
                    NameStrength.Primary => "primary name",
                    NameStrength.Strong => "alias",
                    _ => "weak alias",
                },
                hit.NonLatin is { } other ? $"also written {other}{(hit.Script is { } script ? $" ({script})" : "")}" : null,
                hit.Born is { } born ? $"born {born}" : null,
                hit.Town is { } town ? $"in {town}" : null,
            }.OfType<string>().Where(text => text.Length > 0));

    public static string Birth(SanctionHits.Compared one) =>
        one.Told is not { } told
            ? "No one has asked the person"
            : $"{SanctionRules.InWords(one.Hit.Birth)}{Town(one.Hit.SameTown)} (told {told.Month.ToString("00", CultureInfo.InvariantCulture)}/{told.Year.ToString(CultureInfo.InvariantCulture)}{(told.Town is { } town ? $", {town}" : "")}: {told.Source})";

    private static string Town(bool? same) =>
        same switch
        {
            true => ", the same town",
            false => ", not the same town",
            null => "",
        };

    public static string Verdict(SanctionHits.Compared one)
    {
        if (one.Hit.Said is not { } said)
            return one.Finding is { WaitsForSecond: true } waits
                ? $"{FindingRules.Name(waits.Verdict!.Value, waits.Kind)}, by {waits.DecidedBy}: waits for a second person. Payments are on hold."
                : "Not decided yet. Payments are on hold.";
        var where = said.IsFromElsewhere ? $", for the same person at {said.Organisation}" : "";
        return $"{(said.IsSame ? "The same" : "Not the same")}: {said.Reason} ({said.DecidedBy}{(said.SecondBy is { } second ? $" and {second}" : "")}, {LondonTime.Date(said.DecidedAt)}{where})";
    }
}
