using Commissioning.Domain;
using Commissioning.Domain.Awards;
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

    /// <summary>The current values, to be edited.</summary>
    public static VariationForm From(VariationQueries.VariationDetail view) =>
        new()
        {
            Purpose = view.Award.Purpose,
            StartsOn = DateParts.From(view.Award.StartsOn),
            EndsOn = DateParts.From(view.Award.EndsOn),
            ContactName = view.Award.ContactName,
            ContactEmail = view.Award.ContactEmail,
            Amounts = view.Budget.Select(line => (string?)line.Requested.ToInput()).ToList(),
        };

    private static string? Named(string? clause) => string.IsNullOrWhiteSpace(clause) ? null : clause.Trim();

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
                return (new() { Amount = Pounds(Amount, nameof(Amount)) }, wrong);
            case VariationKind.Recovery:
                return (new() { Amount = Pounds(Amount, nameof(Amount)), Clause = Named(Clause) }, wrong);
            case VariationKind.BreachNotice:
                if (RemedyBy.WhyNotADate("the day by which to put it right") is { } day)
                    wrong.Add(new(day, nameof(RemedyBy)));
                return (new() { Clause = Named(Clause), RemedyBy = RemedyBy.ToDate() }, wrong);
            case VariationKind.Suspension or VariationKind.Termination:
                return (new() { Clause = Named(Clause) }, wrong);
            default:
                return (new(), wrong);
        }
    }
}
