using System.Globalization;
using System.Text.Json;

namespace Commissioning.Domain.Monitoring;

/// <summary>A page of a return as it was typed, whatever it is. The return keeps it while a box cannot be read.</summary>
public sealed record TypedReturn : IJsonText<TypedReturn>
{
    public const int LongestText = 20_000,
        LongestLine = 1_000,
        LongestFigure = 100,
        LongestOutcome = 500;

    public string? Spent { get; init; }
    public string? Forecast { get; init; }

    /// <summary>In the order of the budget, without gaps.</summary>
    public IReadOnlyList<Line> Lines { get; init; } = [];

    /// <summary>In the order of the promises, without gaps.</summary>
    public IReadOnlyList<Outcome> Outcomes { get; init; } = [];

    /// <summary>By question and choice, in the order of the round's settings.</summary>
    public IReadOnlyList<IReadOnlyList<string?>> People { get; init; } = [];
    public string? PeopleNew { get; init; }
    public string? PeopleRepeat { get; init; }
    public string? Delivered { get; init; }
    public string? Learned { get; init; }
    public string? Story { get; init; }
    public string? Quote { get; init; }

    /// <summary>To what the office asked.</summary>
    public IReadOnlyList<Reply> Replies { get; init; } = [];

    public sealed record Reply(Guid Point, string? Text);

    /// <param name="Item">Of the budget, for sentences.</param>
    public sealed record Line(Guid BudgetLine, string Item, string? Spent, string? Explanation);

    /// <param name="Promise">Of the application, for sentences.</param>
    public sealed record Outcome(Guid Measure, string Promise, string? Achieved, string? Before, string? After, Verdict? Verdict);

    /// <summary>Why what was typed cannot be stored as it is; empty: all of it can.</summary>
    public IReadOnlyList<Refusal> WhyUnread()
    {
        var refusals = new List<Refusal>();
        void Unless(string? sentence, string field)
        {
            if (sentence is not null)
                refusals.Add(new(sentence, field));
        }

        Unless(WhyNoAmount(Spent, "what you have spent in all"), nameof(Spent));
        Unless(WhyNoAmount(Forecast, "what you will have spent in the end"), nameof(Forecast));
        foreach (var (line, i) in Lines.Select((line, i) => (line, i)))
            Unless(WhyNoAmount(line.Spent, $"what you have spent on {line.Item}"), Refusal.At(nameof(Lines), i, nameof(line.Spent)));
        Unless(WhyNoCount(PeopleNew), nameof(PeopleNew));
        Unless(WhyNoCount(PeopleRepeat), nameof(PeopleRepeat));
        foreach (var (counts, i) in People.Select((counts, i) => (counts, i)))
        foreach (var (count, j) in counts.Select((count, j) => (count, j)))
            Unless(WhyNoCount(count), Refusal.At(nameof(People), i, nameof(PeopleCounted.Counts), j));
        refusals.AddRange(
            TextLimit.WhyTooLong([
                (Delivered, LongestText, nameof(Delivered)),
                (Learned, LongestText, nameof(Learned)),
                (Story, LongestText, nameof(Story)),
                (Quote, LongestLine, nameof(Quote)),
                .. Replies.Select((reply, i) => (reply.Text, LongestLine, Refusal.At(nameof(Replies), i))),
                .. Lines.Select((line, i) => (line.Explanation, LongestLine, Refusal.At(nameof(Lines), i, nameof(line.Explanation)))),
                .. Outcomes.SelectMany(
                    (one, i) =>
                        new[]
                        {
                            (one.Achieved, LongestOutcome, Refusal.At(nameof(Outcomes), i, nameof(one.Achieved))),
                            (one.Before, LongestFigure, Refusal.At(nameof(Outcomes), i, nameof(one.Before))),
                            (one.After, LongestFigure, Refusal.At(nameof(Outcomes), i, nameof(one.After))),
                        }
                ),
            ])
        );
        return refusals;
    }

    /// <summary>A whole number of people up to a million; null when it is blank or cannot be read.</summary>
    public static int? Count(string? typed) =>
        int.TryParse(TypedNumber.WithoutGroups((typed ?? "").Trim()), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && count <= 1_000_000
            ? count
            : null;

    private static string? WhyNoAmount(string? typed, string what) =>
        string.IsNullOrWhiteSpace(typed) || Money.Parse(typed) is not null ? null
        : typed.TrimStart().StartsWith('-')
            ? $"Enter {what}, such as 450. It cannot be less than 0. If money came back to you, enter the lower sum that is left."
        : Money.WhyNot(typed, $"Enter {what} in figures, such as 450 or 450.50");

    private static string? WhyNoCount(string? typed) =>
        string.IsNullOrWhiteSpace(typed) || Count(typed) is not null ? null
        : TypedNumber.About(typed) is { } about ? $"Enter a whole number of people, such as 35. Did you mean {about:0}?"
        : "Enter a whole number of people up to 1,000,000, such as 35";

    public string ToJson() => JsonSerializer.Serialize(this);

    public static TypedReturn FromJson(string json) => JsonSerializer.Deserialize<TypedReturn>(json)!;
}
