using Commissioning.Domain;
using Commissioning.Domain.Decisions;
using Commissioning.Features.Decisions;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

/// <summary>A further decision on one application as typed.</summary>
public sealed class FurtherDecisionForm : LineForm
{
    public static readonly IReadOnlyList<Choice> HasInterestChoices =
    [
        new("false", "I have none"),
        new("true", "I have an interest, so someone else decides"),
    ];

    /// <summary>Why it is decided again, for the notice.</summary>
    public string? Reason { get; set; }
    public bool? HasInterest { get; set; }

    public static FurtherDecisionForm From(FurtherDecision.View view, DecisionChoice? choice) =>
        new()
        {
            Choice = choice,
            Amounts = view.Budget.Select(line => (string?)view.Lines[line.Id].ToInput()).ToList(),
            Condition = view.Decided.Condition ?? (view.Decided.Funded ? null : view.CheckCondition),
            DeferUntil = DateParts.From(view.Decided.DeferredUntil),
            CrimeReason = view.Decided.OfferedReason,
        };

    /// <summary>What was typed; unreadable amounts and dates become errors of the page.</summary>
    public FurtherDecision.Command Read(PageModel page, FurtherDecision.View view)
    {
        Budget = view.Budget;
        return new(Choice, ReadAmounts(page), Condition, DeferUntil.ToDate(), ReasonTold, Reason, HasInterest, CrimeReason);
    }
}
