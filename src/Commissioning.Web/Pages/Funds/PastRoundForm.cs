using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Web.TagHelpers;

namespace Commissioning.Web.Pages.Funds;

/// <summary>A past round as an officer types it, until every part can be read. Only its name and year are needed.</summary>
public sealed class PastRoundForm
{
    public Guid? Fund { get; set; }
    public string? Name { get; set; }
    public string? BudgetYear { get; set; }
    public DateParts OpenedOn { get; set; } = new();
    public DateParts ClosedOn { get; set; } = new();
    public DateParts DecidedOn { get; set; } = new();
    public string? Pot { get; set; }

    /// <summary>As typed, one a line.</summary>
    public string? Bands { get; set; }
    public string? Threshold { get; set; }
    public bool CountsAsSubsidy { get; set; } = true;
    public int Version { get; set; }

    public static readonly IReadOnlyList<Choice> Counts =
    [
        new("True", "Yes, those of this financial year and the two before it"),
        new("False", "No, none of them was minimal financial assistance"),
    ];

    public static PastRoundForm From(PastRounds.PastRound round) =>
        new()
        {
            Fund = round.FundId,
            Name = round.Name,
            BudgetYear = round.BudgetYear,
            OpenedOn = DateParts.From(round.OpenedOn),
            ClosedOn = DateParts.From(round.ClosedOn),
            DecidedOn = DateParts.From(round.DecidedOn),
            Pot = round.Pot?.ToInput(),
            Bands = round.Bands,
            Threshold = round.Details.Threshold?.ToPercent().TrimEnd('%'),
            CountsAsSubsidy = round.CountsAsSubsidy,
            Version = round.Version,
        };

    /// <summary>The details, and each part that cannot be read.</summary>
    public (PastRoundDetails Details, IReadOnlyList<Refusal> Wrong) Read()
    {
        List<Refusal> wrong = [];
        DateOnly? Day(DateParts parts, string field, string name)
        {
            if (!parts.IsBlank && parts.WhyNotADate(name) is { } why)
                wrong.Add(new(why, field));
            return parts.IsBlank ? null : parts.ToDate();
        }
        Money? pot = null;
        if (!string.IsNullOrWhiteSpace(Pot) && (pot = Money.Parse(Pot)) is null)
            wrong.Add(new(Money.WhyNot(Pot, "Enter the pot in pounds and pence, or leave it blank"), nameof(Pot)));
        Fraction? threshold = null;
        if (!string.IsNullOrWhiteSpace(Threshold) && (threshold = Fraction.Parse(Threshold)) is null)
            wrong.Add(new("Enter the threshold in per cent, such as 65, or leave it blank", nameof(Threshold)));
        var bands = new List<int>();
        foreach (var line in (Bands ?? "").Split(['\n', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (int.TryParse(line.TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var band))
                bands.Add(band);
            else if (wrong.All(one => one.Field != nameof(Bands)))
                wrong.Add(new($"\"{line}\" is not a whole number of per cent. Enter where each band begins, one a line.", nameof(Bands)));
        return (
            new()
            {
                Name = Name?.Trim() ?? "",
                BudgetYear = BudgetYear?.Trim() ?? "",
                OpenedOn = Day(OpenedOn, nameof(OpenedOn), "the day on which it opened"),
                ClosedOn = Day(ClosedOn, nameof(ClosedOn), "the day on which it closed"),
                DecidedOn = Day(DecidedOn, nameof(DecidedOn), "the day on which it was decided"),
                Pot = pot,
                Bands = bands,
                Threshold = threshold,
                CountsAsSubsidy = CountsAsSubsidy,
            },
            wrong
        );
    }
}
