using System.Text.Json;

namespace Commissioning.Domain.Applications;

/// <summary>The budget as it was typed, whatever it is. A draft keeps it while an amount cannot be read.</summary>
/// <param name="Lines">Without empty lines.</param>
public sealed record TypedBudget(IReadOnlyList<TypedBudget.Line> Lines) : IJsonText<TypedBudget>
{
    public const int MostLines = 40;

    /// <summary>Characters that are stored of an item.</summary>
    public const int LongestItem = 200;

    public sealed record Line(string? Item, string? Requested, string? OtherFunders);

    public static TypedBudget Of(IReadOnlyList<BudgetLine> lines) =>
        new(lines.Select(line => new Line(line.Item, Box(line.Requested), Box(line.OtherFunders))).ToList());

    /// <summary>What of it can be read: an amount that cannot counts as nothing until it is put right.</summary>
    public IReadOnlyList<BudgetLine> Read() =>
        Lines
            .Take(MostLines)
            .Select(
                (line, i) =>
                    new BudgetLine
                    {
                        Id = Guid.CreateVersion7(),
                        Position = i + 1,
                        Item = TextLimit.Cut(line.Item, LongestItem),
                        Requested = Money.Parse(line.Requested) ?? Money.Zero,
                        OtherFunders = Money.Parse(line.OtherFunders) ?? Money.Zero,
                    }
            )
            .ToList();

    /// <summary>Why what was typed cannot be stored as it is; empty: all of it can.</summary>
    public IReadOnlyList<Refusal> WhyUnread()
    {
        var refusals = new List<Refusal>();
        if (Lines.Count > MostLines)
            refusals.Add(new($"A budget has at most {MostLines} lines, and you have entered {Lines.Count}. Put small items together."));
        foreach (var (line, i) in Lines.Take(MostLines).Select((line, i) => (line, i)))
        {
            string At(string box) => Refusal.At(nameof(Lines), i, box);
            if (TextLimit.WhyTooLong(line.Item, LongestItem, At(nameof(line.Item))) is { } item)
                refusals.Add(item);
            foreach (var (typed, box) in new[] { (line.Requested, nameof(line.Requested)), (line.OtherFunders, nameof(line.OtherFunders)) })
                if (!string.IsNullOrWhiteSpace(typed) && Money.Parse(typed) is null)
                    refusals.Add(new(Money.WhyNot(typed, $"Enter the amount of line {i + 1} in figures, such as 450 or 450.50"), At(box)));
        }
        return refusals;
    }

    public string ToJson() => JsonSerializer.Serialize(this);

    public static TypedBudget FromJson(string json) => JsonSerializer.Deserialize<TypedBudget>(json)!;

    private static string? Box(Money amount) => amount == Money.Zero ? null : amount.ToInput();
}
