using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Funds;
using Commissioning.Features.Awards;
using Commissioning.Web.TagHelpers;

namespace Commissioning.Web.Pages.Awards;

/// <summary>A variation as typed. Unreadable values are reported with their field.</summary>
public sealed class VariationForm
{
    public string? Purpose { get; set; }
    public DateParts StartsOn { get; set; } = new();
    public DateParts EndsOn { get; set; } = new();
    public string? ContactName { get; set; }
    public string? ContactEmail { get; set; }
    public string? Amount { get; set; }

    /// <summary>Carries a refusal that concerns the budget lines together.</summary>
    public string? Lines { get; set; }
    public List<string?> Amounts { get; set; } = [];
    public string? Reason { get; set; }
    public string? Clause { get; set; }
    public DateParts RemedyBy { get; set; } = new();
    public string? ShortNoticeReason { get; set; }
    public string? WhyAtOnce { get; set; }
    public DateParts AnswerBy { get; set; } = new();
    public string? ExceptionAuthority { get; set; }
    public DateParts ExceptionOn { get; set; } = new();
    public string? ExceptionReason { get; set; }

    /// <summary>Chosen where a grant ends for a reason that no clause names.</summary>
    private const string Another = "Another";

    public static IReadOnlyList<Choice> Clauses(VariationKind kind, IReadOnlyList<string> headings) =>
        [
            .. headings.Select((heading, i) => new Choice($"{i + 1}", $"{i + 1}. {heading}")),
            .. kind == VariationKind.Termination ? [new Choice(Another, "Another reason")] : Array.Empty<Choice>(),
        ];

    /// <summary>The current values, to be edited.</summary>
    public static VariationForm From(VariationQueries.VariationDetail view, TimeLimits limits, DateOnly today) =>
        new()
        {
            Purpose = view.Award.Purpose,
            StartsOn = DateParts.From(view.Award.StartsOn),
            EndsOn = DateParts.From(view.Award.EndsOn),
            ContactName = view.Award.ContactName,
            ContactEmail = view.Award.ContactEmail,
            AnswerBy = DateParts.From(WorkingDays.After(today, limits.RecoveryAnswerDays!.Value)),
            Amounts = view.Budget.Select(line => (string?)line.Requested.ToInput()).ToList(),
        };

    private static string? Words(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    public (VariationDetails Details, IReadOnlyList<Refusal> Wrong) Read(VariationKind kind, VariationQueries.VariationDetail view)
    {
        List<Refusal> wrong = [];
        Money? Pounds(string? typed, string field)
        {
            var amount = Money.Parse(typed);
            if (amount is null)
                wrong.Add(new(Money.WhyNot(typed, "Enter an amount in pounds and pence, such as 450 or 450.50"), field));
            return amount;
        }
        switch (kind)
        {
            case VariationKind.Purpose:
                return (new() { Purpose = Purpose }, wrong);
            case VariationKind.Contact:
                return (new() { ContactName = ContactName, ContactEmail = ContactEmail }, wrong);
            case VariationKind.Dates:
                if (StartsOn.WhyNotADate("the start date") is { } start)
                    wrong.Add(new(start, nameof(StartsOn)));
                if (EndsOn.WhyNotADate("the end date") is { } end)
                    wrong.Add(new(end, nameof(EndsOn)));
                return (new() { StartsOn = StartsOn.ToDate(), EndsOn = EndsOn.ToDate() }, wrong);
            case VariationKind.Budget:
                var amounts = view
                    .Budget.Select(
                        (line, i) =>
                            new BudgetLineAmount(
                                line.Id,
                                line.Item,
                                Pounds(Amounts.ElementAtOrDefault(i), Refusal.At(nameof(Amounts), i)) ?? Money.Zero
                            )
                    )
                    .ToList();
                return (new() { Lines = amounts }, wrong);
            case VariationKind.Amount:
                if (Words(ExceptionAuthority) is not null && ExceptionOn.WhyNotADate("the day on which it was allowed") is { } allowed)
                    wrong.Add(new(allowed, nameof(ExceptionOn)));
                return (
                    new()
                    {
                        Amount = Pounds(Amount, nameof(Amount)),
                        ExceptionAuthority = Words(ExceptionAuthority),
                        ExceptionOn = ExceptionOn.ToDate(),
                        ExceptionReason = Words(ExceptionReason),
                    },
                    wrong
                );
            case VariationKind.Recovery:
                if (AnswerBy.WhyNotADate("the last day for their answer") is { } answer)
                    wrong.Add(new(answer, nameof(AnswerBy)));
                return (
                    new()
                    {
                        Amount = Pounds(Amount, nameof(Amount)),
                        Clause = Words(Clause),
                        AnswerBy = AnswerBy.ToDate(),
                    },
                    wrong
                );
            case VariationKind.BreachNotice:
                if (RemedyBy.WhyNotADate("the day by which to put it right") is { } day)
                    wrong.Add(new(day, nameof(RemedyBy)));
                return (
                    new()
                    {
                        Clause = Words(Clause),
                        RemedyBy = RemedyBy.ToDate(),
                        ShortNoticeReason = Words(ShortNoticeReason),
                    },
                    wrong
                );
            case VariationKind.Suspension:
                return (new() { Clause = Words(Clause) }, wrong);
            case VariationKind.Termination:
                if (Words(Clause) is null)
                    wrong.Add(new("Choose the clause of the agreement, or another reason", nameof(Clause)));
                return (new() { Clause = Clause == Another ? null : Words(Clause), WhyAtOnce = Words(WhyAtOnce) }, wrong);
            default:
                return (new(), wrong);
        }
    }
}
