using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds), EnableRateLimiting(RateLimits.Upload)]
public sealed class PastWorkbookModel(Db db, ReadPastWorkbook read, BringInPastRound bringIn) : PageModel
{
    public const int Shown = 200;

    /// <summary>The choice for a name that is none of our areas.</summary>
    public const string NoArea = "none";

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public IFormFile? Workbook { get; set; }

    [BindProperty]
    public List<AreaAnswer> Areas { get; set; } = [];
    public ReadPastWorkbook.Preview View { get; private set; } = null!;
    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    public sealed class AreaAnswer
    {
        public string Typed { get; set; } = "";

        /// <summary>An area, or none of them.</summary>
        public string? Area { get; set; }
    }

    public bool CanMark =>
        View.Round.FileName?.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) == false
        && View.Read!.Problems.Any(problem => problem.Row is not null);

    public string OpenInWords =>
        View.Open.Count switch
        {
            0 => "Every one that may be here already is answered.",
            1 => "1 may be here already, and is not answered.",
            _ => $"{View.Open.Count:N0} may be here already, and are not answered.",
        };

    public IEnumerable<(string Name, string Typed, string Found)> Totals
    {
        get
        {
            var (typed, found) = (View.Round.Totals, PastTotals.Of(View.Read!.Rows));
            string Number(int? number) => number?.ToString("N0") ?? "Blank";
            string Sum(Domain.Money? amount) => amount?.ToString() ?? "Blank";
            return
            [
                ("Applications", Number(typed.Applications), Number(found.Applications)),
                ("Funded", Number(typed.Funded), Number(found.Funded)),
                ("Asked for", Sum(typed.Asked), Sum(found.Asked)),
                ("Awarded", Sum(typed.Awarded), Sum(found.Awarded)),
                ("Paid", Sum(typed.Paid), Sum(found.Paid)),
                ("Returned", Sum(typed.Returned), Sum(found.Returned)),
            ];
        }
    }

    public async Task OnGetAsync()
    {
        View = await read.PreviewAsync(Id);
        Choices =
        [
            .. (await db.ReadAsync(AreaQueries.ChoicesAsync)).Select(area => new Choice(area, area)),
            new(NoArea, "None of our areas"),
        ];
        if (Areas.Count == 0)
            Areas =
            [
                .. View.UnknownAreas.Select(name => new AreaAnswer { Typed = name }),
                .. View.NamedAreas.Select(area => new AreaAnswer { Typed = area.Typed, Area = area.Area ?? NoArea }),
            ];
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var uploaded = Workbook is { } file
            ? await read.UploadAsync(User.Actor(), Id, file.FileName, await file.ReadBytesAsync())
            : new Domain.Refusal("Choose the workbook first", nameof(Workbook));
        if (uploaded.IsDone)
            return this.Next(Links.Funds.PastWorkbook(Id));
        await OnGetAsync();
        return this.PageWithErrors(uploaded);
    }

    public async Task<IActionResult> OnPostAreasAsync()
    {
        var saved = await read.NameAreasAsync(
            User.Actor(),
            Id,
            Areas
                .Where(answer => !string.IsNullOrEmpty(answer.Area))
                .Select(answer => new ReadPastWorkbook.NamedArea(answer.Typed, answer.Area == NoArea ? null : answer.Area))
                .ToList()
        );
        if (saved.IsDone)
            return this.Next(Links.Funds.PastWorkbook(Id), "The areas are saved");
        await OnGetAsync();
        return this.PageWithErrors(saved);
    }

    public async Task<IActionResult> OnPostBringInAsync()
    {
        var done = await bringIn.RunAsync(User.Actor(), Id);
        if (done.IsDone)
            return this.Next(Links.Funds.PastRound(Id), $"{done.Value:N0} applications are brought in");
        await OnGetAsync();
        return this.PageWithErrors(done);
    }
}
