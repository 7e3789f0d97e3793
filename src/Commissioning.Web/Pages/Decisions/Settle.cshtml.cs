using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Decisions;
using Commissioning.Features.Decisions;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

/// <summary>One application per page, for a decision maker with a tablet. Nothing is decided until the whole decision is
/// recorded.</summary>
[Requires(Permission.DecideRound)]
public sealed class SettleModel(Db db, DecideRound decideRound, DraftDecision draftDecision) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public int Place { get; set; }

    [BindProperty]
    public DecisionChoice? Choice { get; set; }

    /// <summary>By budget line, in the order of the budget.</summary>
    [BindProperty]
    public List<string?> Amounts { get; set; } = [];

    [BindProperty]
    public DateParts DeferUntil { get; set; } = new();

    /// <summary>One of the usual reasons not to fund; empty: another.</summary>
    [BindProperty]
    public string? Usual { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Condition { get; set; }
    public DecideRound.RoundToDecide View { get; private set; } = null!;
    public DecideRound.DecisionLine? Line => Place >= 1 && Place <= View.Lines.Count ? View.Lines[Place - 1] : null;
    public IReadOnlyList<BudgetLine> Budget { get; private set; } = [];
    private IReadOnlyDictionary<Guid, Money> Recommended { get; set; } = new Dictionary<Guid, Money>();
    public string SoFar =>
        Line is not { SettledFund: { } fund } line ? "Not yet"
        : fund ? $"Fund, {line.SettledAmount}"
        : DecisionChoices.InWords(false, line.SettledUntil);

    public async Task OnGetAsync()
    {
        await ReadAsync();
        if (Line is not { } line)
            return;
        Choice = DecisionChoices.Of(line.SettledFund ?? line.Recommended, line.SettledUntil);
        Amounts = Budget.Select(one => (string?)(line.SettledLinesJson?.Of(one.Id) ?? Recommended[one.Id]).ToInput()).ToList();
        DeferUntil = DateParts.From(line.SettledUntil);
        Usual = DeclineReasons.All.Contains(line.SettledReason) ? line.SettledReason : null;
        (Reason, Condition) = (Usual is null ? line.SettledReason : null, line.SettledCondition);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await ReadAsync();
        if (Line is not { } line)
            return NotFound();
        var amounts =
            Choice == DecisionChoice.Fund && Amounts.Count > 0
                ? Budget
                    .Select(
                        (one, i) =>
                            this.ReadMoney(
                                Amounts.ElementAtOrDefault(i),
                                Refusal.At(nameof(Amounts), i),
                                $"Enter an amount in pounds and pence for {one.Item}, such as 450 or 450.50"
                            )
                    )
                    .ToList()
                : null;
        if (Choice == DecisionChoice.Defer && DeferUntil.WhyNotADate("the day until which the decision is deferred") is { } day)
            this.AddError(nameof(DeferUntil), day);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var reason = string.IsNullOrWhiteSpace(Reason) && Choice == DecisionChoice.Decline ? Usual : Reason;
        var outcome = await draftDecision.RunAsync(
            User.Actor(),
            Id,
            line.ApplicationId,
            new(Choice, reason, Condition, amounts, DeferUntil.ToDate())
        );
        if (!outcome.IsDone)
            return this.PageWithErrors(outcome);
        return this.Next(
            Place < View.Lines.Count ? Links.Decisions.Settle(Id, Place + 1) : Links.Decisions.Decide(Id),
            $"{line.Reference} is saved"
        );
    }

    private async Task ReadAsync()
    {
        View = await decideRound.GetAsync(User.Actor(), Id);
        if (Line is { } line)
            (Budget, Recommended) = await db.ReadAsync(work => FurtherDecision.BudgetAsync(work, line.ApplicationId));
    }
}
