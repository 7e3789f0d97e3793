using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Moderation;

/// <summary>Staff only, not panel members: the threshold uses every application, including those they may not see. Finance comes here to
/// approve more than the pot.</summary>
[Requires(Permission.ViewRounds)]
public sealed class LineModel(
    Db db,
    RecordDraw record,
    SetThreshold setThreshold,
    RequestOverAllocation requestOverAllocation,
    AnswerOverAllocation answer
) : PageModel
{
    private const int PageSize = 60;

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Threshold { get; set; }

    [BindProperty]
    public string? Seed { get; set; }

    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public string? Reason { get; set; }
    public OverAllocationQueries.OverAllocationRow? Beyond { get; private set; }
    public bool Trying { get; private set; }
    public int Number { get; private set; } = 1;
    public FundingLineQueries.FundingLinePage View { get; private set; } = null!;

    public int Pages => Math.Max(1, (View.Lines.Count + PageSize - 1) / PageSize);
    public IEnumerable<FundingLineQueries.RankedLine> OnPage => View.Lines.Skip((Number - 1) * PageSize).Take(PageSize);
    public IReadOnlyList<Bar> Bands =>
        View
            .Bands.Select(
                (band, i) =>
                    new Bar(
                        i == 0 ? $"{band.AtLeast}% and above" : $"{band.AtLeast}% to under {View.Bands[i - 1].AtLeast}%",
                        band.Count,
                        $"{band.Count}"
                    )
            )
            .ToList();

    /// <summary>May this person still change what the line rests on?</summary>
    public bool MayRecord => User.Can(Permission.RecordModeration) && !View.Round.IsRecommended;
    public string LeftOfPot => View.Round.Policy.Rolling ? $", of which {View.Pot} is left for these applications" : "";
    public string WithoutScore =>
        View.WithoutScore == 1 ? "1 application has no agreed score yet." : $"{View.WithoutScore} applications have no agreed score yet.";
    public string PageHref => $"{Links.Moderation.Line(Id)}?page={{0}}{(Trying ? "&threshold=" + Threshold : "")}";

    public static string Rank(FundingLineQueries.RankedLine line) =>
        line.Fitted.Rank == 0 ? "None" : line.Fitted.Rank.ToString(CultureInfo.InvariantCulture);

    public static string AskedFor(FundingLineQueries.RankedLine line) =>
        line.IsPart ? $"{line.Fitted.Application.Amount} of {line.Asked}" : line.Fitted.Application.Amount.ToString();

    public string ResultOf(FundingLineQueries.RankedLine line) =>
        View.Threshold is null ? "" : (line.Fitted.Result == FitResult.Fund ? "Fund. " : "") + line.Fitted.Reason;

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        if (!User.Can(Permission.ViewModeration) && !User.Can(Permission.ApprovePayments))
            return Forbid();
        var tried = Fraction.Parse(Threshold);
        Trying = tried is not null;
        View = await db.ReadAsync(work => FundingLineQueries.GetAsync(work, Id, tried));
        Beyond = await db.ReadAsync(work => OverAllocationQueries.LatestAsync(work, Id));
        Number = Math.Clamp(number, 1, Pages);
        Threshold ??= View.Threshold?.ToString(1);
        return Page();
    }

    public async Task<IActionResult> OnPostAskBeyondAsync()
    {
        if (!User.Can(Permission.RecordModeration))
            return Forbid();
        var amount = this.ReadMoney(Amount, nameof(Amount), "Enter an amount in pounds and pence, such as 500 or 500.50");
        if (ModelState.IsValid)
            return await AfterAsync(requestOverAllocation.RunAsync(User.Actor(), Id, amount, Reason), "Finance has been asked");
        await OnGetAsync();
        return this.PageWithErrors();
    }

    public async Task<IActionResult> OnPostBeyondAsync([FromQuery] Guid request, bool approve)
    {
        if (!User.Can(Permission.ApprovePayments))
            return Forbid();
        return await AfterAsync(answer.RunAsync(User.Actor(), request, approve), approve ? "Approved" : "Refused");
    }

    private async Task<IActionResult> AfterAsync(Task<Result> change, string notice)
    {
        var outcome = await change;
        if (outcome.IsDone)
            return this.Next(Links.Moderation.Line(Id), notice);
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostDrawAsync()
    {
        if (!User.Can(Permission.RecordModeration))
            return Forbid();
        return await AfterAsync(record.RunAsync(User.Actor(), Id, Seed), "The draw is recorded");
    }

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "try")] bool trying)
    {
        if (!User.Can(Permission.RecordModeration))
            return Forbid();
        var threshold = Fraction.Parse(Threshold);
        if (threshold is null)
            this.AddError(nameof(Threshold), "Enter a threshold such as 65 or 62.5");
        else if (trying)
            return this.Next($"{Links.Moderation.Line(Id)}?threshold={Uri.EscapeDataString(Threshold!)}");
        else
        {
            var outcome = await setThreshold.RunAsync(User.Actor(), Id, threshold.Value);
            if (outcome.IsDone)
                return this.Next(Links.Moderation.Line(Id), $"The threshold is {threshold.Value.ToPercent()}");
            this.AnyErrors(outcome);
        }
        View = await db.ReadAsync(work => FundingLineQueries.GetAsync(work, Id));
        return this.PageWithErrors();
    }
}
