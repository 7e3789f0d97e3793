using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Decisions;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

/// <summary>What is decided for one application, as typed: on the page of the round, and in a further decision.</summary>
public class LineForm
{
    public static readonly IReadOnlyList<Choice> Choices =
    [
        new(nameof(DecisionChoice.Fund), "Fund"),
        new(nameof(DecisionChoice.Decline), "Do not fund"),
        new(nameof(DecisionChoice.Defer), "Defer"),
    ];

    /// <summary>The usual reasons that are true of the application.</summary>
    [BindNever]
    public IReadOnlyList<string> Usuals { get; set; } = [];

    /// <summary>The usual reasons not to fund, and none of them.</summary>
    public IReadOnlyList<Choice> UsualReasons => [new("", "Another reason"), .. Usuals.Select(reason => new Choice(reason, reason))];

    /// <summary>What checks that passed with a condition ask for; null: nothing.</summary>
    [BindNever]
    public string? CheckCondition { get; set; }

    /// <summary>The opinion that the decision maker holds by funding it; null: none is asked for here.</summary>
    [BindNever]
    public string? Opinion { get; set; }

    public DecisionChoice? Choice { get; set; }

    /// <summary>By budget line, in the order of the budget.</summary>
    public List<string?> Amounts { get; set; } = [];
    public string? Condition { get; set; }

    /// <summary>Why it will reduce crime and disorder: offered, to accept or rewrite.</summary>
    public string? CrimeReason { get; set; }

    /// <summary>What is offered is a draft from the application, which nobody wrote.</summary>
    [BindNever]
    public bool IsReasonDraft { get; set; }
    public DateParts DeferUntil { get; set; } = new();

    /// <summary>One of the usual reasons not to fund; empty: another.</summary>
    public string? Usual { get; set; }

    /// <summary>The reason that the applicant reads.</summary>
    public string? Told { get; set; }

    /// <summary>As asked for.</summary>
    [BindNever]
    public IReadOnlyList<BudgetLine> Budget { get; set; } = [];

    /// <summary>There is more than one choice.</summary>
    [BindNever]
    public bool MayChoose { get; set; } = true;

    /// <summary>The reason as typed, or the usual one that was chosen instead.</summary>
    public string? ReasonTold => string.IsNullOrWhiteSpace(Told) && Choice == DecisionChoice.Decline ? Usual : Told;

    /// <summary>The amounts of a grant; unreadable ones and a day that is no date become errors of the page. Null: it is not
    /// funded.</summary>
    public IReadOnlyList<Money?>? ReadAmounts(PageModel page)
    {
        var amounts =
            Choice == DecisionChoice.Fund
                ? Budget
                    .Select(
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
        return amounts;
    }
}
