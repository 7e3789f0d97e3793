using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Funds;
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
    ThresholdTrials trials,
    KeepTriedThreshold keep,
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

    [BindProperty(SupportsGet = true)]
    public string? Pot { get; set; }

    /// <summary>One for each kind of limit, in the order of <see cref="LimitBy"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public List<LimitForm> Limits { get; set; } = [];

    /// <summary>One for each reserved part of the pot.</summary>
    [BindProperty(SupportsGet = true)]
    public List<string?> Shares { get; set; } = [];

    /// <summary>Amounts to try, by application number.</summary>
    [BindProperty(SupportsGet = true)]
    public Dictionary<string, string?> Part { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public bool BestValue { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? Seed { get; set; }

    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public string? Reason { get; set; }
    public OverAllocationQueries.OverAllocationRow? Beyond { get; private set; }
    public int Number { get; private set; } = 1;
    public ThresholdTrials.TrialPage Trial { get; private set; } = null!;
    public FundingLineQueries.FundingLinePage View => Trial.Line;

    public sealed class LimitForm
    {
        public string? Applications { get; set; }
        public string? Money { get; set; }
    }

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
        (View.WithoutScore == 1 ? "1 application has no agreed score yet." : $"{View.WithoutScore} applications have no agreed score yet.")
        + (
            Trial.OnMeans.Count > 0
                ? $" {Trial.OnMeans.Count} of them {(Trial.OnMeans.Count == 1 ? "stands" : "stand")} here with the mean of the assessors' scores."
                : ""
        );

    /// <summary>What is tried, as a query; empty: the round as it is.</summary>
    public string Query =>
        string.Join(
            '&',
            Request
                .Query.Where(pair => pair.Key is not ("handler" or "page" or "request") && pair.Value.ToString().Length > 0)
                .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value.ToString())}")
        );
    public string PageHref => $"{Links.Moderation.Line(Id)}?page={{0}}{(Query.Length > 0 ? "&" + Query : "")}";

    /// <summary>The threshold that is shown, as it can be set: exactly.</summary>
    public string ThresholdShown => View.Threshold is { } threshold ? threshold.ToString(9).TrimEnd('0').TrimEnd('.') : "";

    public IReadOnlyList<Bar> AtThresholds =>
        Trial.Thresholds.Select(row => new Bar(row.Threshold.ToPercent(), row.Funded, $"{InWords(row.Funded)}, {row.Awarded}")).ToList();

    public static string InWords(int applications) => applications == 1 ? "1 application" : $"{applications} applications";

    public static string KeyOf(FundingLineQueries.RankedLine line) => line.Fitted.Application.Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>An amount can be tried for what the threshold lets in, and stays where one is typed.</summary>
    public bool MayTryPart(FundingLineQueries.RankedLine line) =>
        !string.IsNullOrWhiteSpace(Part.GetValueOrDefault(KeyOf(line)))
        || line.Fitted.Result is FitResult.Fund or FitResult.PotSpent or FitResult.OverLimit;

    public static string Rank(FundingLineQueries.RankedLine line) =>
        line.Fitted.Rank == 0 ? "None" : line.Fitted.Rank.ToString(CultureInfo.InvariantCulture);

    public static string AskedFor(FundingLineQueries.RankedLine line) =>
        line.IsPart ? $"{line.Fitted.Application.Amount} of {line.Asked}" : line.Fitted.Application.Amount.ToString();

    public bool IsOnMeans(FundingLineQueries.RankedLine line) => Trial.OnMeans.Contains(line.Fitted.Application.ApplicationId);

    public string ResultOf(FundingLineQueries.RankedLine line) =>
        View.Threshold is null ? "" : (line.Fitted.Result == FitResult.Fund ? "Fund. " : "") + line.Fitted.Reason;

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        if (!User.Can(Permission.ViewModeration) && !User.Can(Permission.ApprovePayments))
            return Forbid();
        await LoadAsync();
        Number = Math.Clamp(number, 1, Pages);
        return ModelState.IsValid ? Page() : this.PageWithErrors();
    }

    /// <summary>What is tried, and the boxes as they are: those that were not sent show the round's own.</summary>
    private async Task LoadAsync()
    {
        var round = await db.ReadAsync(work => RoundReader.GetAsync(work, Id));
        var trial = await ReadAsync(round);
        Trial = await trials.GetAsync(Id, ModelState.IsValid ? trial : new());
        Beyond = await db.ReadAsync(work => OverAllocationQueries.LatestAsync(work, Id));
        Threshold ??= ThresholdShown;
        Pot ??= View.Pot.ToInput();
        if (Limits.Count == 0)
            Limits =
            [
                .. Enum.GetValues<LimitBy>()
                    .Select(by => Trial.Policy.Limits.FirstOrDefault(limit => limit.By == by))
                    .Select(limit => new LimitForm
                    {
                        Applications = limit?.MostApplications?.ToString(CultureInfo.InvariantCulture),
                        Money = limit?.MostMoney?.ToInput(),
                    }),
            ];
        // An address may name some of them only.
        while (Limits.Count < Enum.GetValues<LimitBy>().Length)
            Limits.Add(new());
        foreach (var line in View.Lines)
            Part.TryAdd(KeyOf(line), null);
        if (Shares.Count == 0)
            Shares = [.. Trial.Policy.Shares.Select(share => share.Amount.ToInput())];
    }

    private async Task<ThresholdTrial> ReadAsync(Round round)
    {
        var asked = await db.ReadAsync(work => FundingLineQueries.AskedAsync(work, Id));
        var threshold = Fraction.Parse(Threshold);
        if ((threshold is null && !string.IsNullOrWhiteSpace(Threshold)) || threshold > 100)
            this.AddError(nameof(Threshold), "Enter a threshold such as 65 or 62.5");
        const string amount = "Enter an amount in pounds and pence, such as 500 or 500.50";
        var limits = new List<Limit>();
        foreach (var (i, by) in Enum.GetValues<LimitBy>().Index())
        {
            if (i >= Limits.Count)
                break;
            var most = TypedNumber(Limits[i].Applications, Refusal.At(nameof(Limits), i, nameof(LimitForm.Applications)));
            var money = this.ReadMoney(Limits[i].Money, Refusal.At(nameof(Limits), i, nameof(LimitForm.Money)), amount);
            if (most is not null || money is not null)
                limits.Add(new(by, most, money));
        }
        var parts = new Dictionary<int, Money>();
        foreach (var (key, typed) in Part)
            if (!string.IsNullOrWhiteSpace(typed) && int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                if (Money.Parse(typed) is { } part)
                {
                    parts[number] = part;
                    if (asked.TryGetValue(number, out var most) && PartAwardRules.WhyNotTried(part, most) is { } not)
                        ModelState.AddModelError($"{nameof(Part)}[{key}]", not.Sentence);
                }
                else
                    ModelState.AddModelError($"{nameof(Part)}[{key}]", Money.WhyNot(typed, amount));
        if (BestValue && Domain.Moderation.BestValue.WhyNot(Limits.Count == 0 ? round.Policy.Limits : limits) is { } combined)
            this.AddError(nameof(BestValue), combined.Sentence);
        return new(
            threshold,
            this.ReadMoney(Pot, nameof(Pot), amount),
            Limits.Count == 0 ? null : limits,
            Shares.Count == 0 ? null : [.. Shares.Select((typed, i) => this.ReadMoney(typed, Refusal.At(nameof(Shares), i), amount))],
            parts,
            BestValue
        );
    }

    private int? TypedNumber(string? typed, string field)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        if (int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        this.AddError(field, "Enter a whole number, such as 2");
        return null;
    }

    public async Task<IActionResult> OnPostKeepAsync()
    {
        if (!User.Can(Permission.RecordModeration))
            return Forbid();
        var trial = await ReadAsync(await db.ReadAsync(work => RoundReader.GetAsync(work, Id)));
        if (!ModelState.IsValid)
        {
            await LoadAsync();
            return this.PageWithErrors();
        }
        var outcome = await keep.RunAsync(User.Actor(), Id, trial, Query, Note);
        if (outcome.IsDone)
            return this.Next($"{Links.Moderation.Line(Id)}{(Query.Length > 0 ? "?" + Query : "")}", "Kept for the minutes");
        await LoadAsync();
        return this.PageWithErrors(outcome);
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

    public async Task<IActionResult> OnPostAsync()
    {
        if (!User.Can(Permission.RecordModeration))
            return Forbid();
        if (Fraction.Parse(Threshold) is not { } threshold)
            this.AddError(nameof(Threshold), "Enter a threshold such as 65 or 62.5");
        else
            return await AfterAsync(setThreshold.RunAsync(User.Actor(), Id, threshold), $"The threshold is {threshold.ToPercent()}");
        await LoadAsync();
        return this.PageWithErrors();
    }
}
