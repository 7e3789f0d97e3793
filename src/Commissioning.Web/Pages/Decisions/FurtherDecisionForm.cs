using Commissioning.Domain;
using Commissioning.Domain.Decisions;
using Commissioning.Features.Decisions;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

/// <summary>A further decision on one application as typed.</summary>
public sealed class FurtherDecisionForm
{
    public static readonly IReadOnlyList<Choice> Choices =
    [
        new(nameof(DecisionChoice.Fund), "Fund"),
        new(nameof(DecisionChoice.Decline), "Do not fund"),
        new(nameof(DecisionChoice.Defer), "Defer"),
    ];

    public DecisionChoice? Choice { get; set; }
    public List<string?> Amounts { get; set; } = [];
    public string? Condition { get; set; }
    public DateParts DeferUntil { get; set; } = new();
    public string? Usual { get; set; }
    public string? Told { get; set; }
    public string? Reason { get; set; }
    public string? Interests { get; set; }

    public static FurtherDecisionForm From(FurtherDecision.View view, DecisionChoice? choice) =>
        new()
        {
            Choice = choice,
            Amounts = AmountsOf(view),
            Condition = view.Decided.Condition,
            DeferUntil = DateParts.From(view.Decided.DeferredUntil),
        };

    private static List<string?> AmountsOf(FurtherDecision.View view) =>
        view.Budget.Select(line => (string?)view.Lines[line.Id].ToInput()).ToList();

    /// <summary>What was typed; unreadable amounts and dates become errors of the page.</summary>
    public FurtherDecision.Command Read(PageModel page, FurtherDecision.View view)
    {
        var amounts =
            Choice == DecisionChoice.Fund
                ? view
                    .Budget.Select(
                        (line, i) =>
                            page.ReadMoney(
                                Amounts.ElementAtOrDefault(i),
                                Refusal.At(nameof(Amounts), i),
                                $"Enter an amount in pounds and pence for {line.Item}, such as 450 or 450.50"
                            )
                    )
                    .ToList()
                : null;
        if (Choice == DecisionChoice.Defer && DeferUntil.WhyNotADate("the day until which the decision is deferred") is { } day)
            page.AddError(nameof(DeferUntil), day);
        return new(
            Choice,
            amounts,
            Condition,
            DeferUntil.ToDate(),
            string.IsNullOrWhiteSpace(Told) && Choice == DecisionChoice.Decline ? Usual : Told,
            Reason,
            Interests
        );
    }

    /// <summary>The usual reasons not to fund, and none of them.</summary>
    public static readonly IReadOnlyList<Choice> UsualReasons =
    [
        new("", "Another reason"),
        .. DeclineReasons.All.Select(reason => new Choice(reason, reason)),
    ];
}
