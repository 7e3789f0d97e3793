using System.Text.Json;
using System.Text.Json.Serialization;

namespace Commissioning.Domain.Monitoring;

/// <summary>What a return said when it was sent, kept word for word so that a corrected one can be read beside it. Money in pence, so far
/// in all.</summary>
public sealed record ReturnCopy : IJsonText<ReturnCopy>
{
    public sealed record Line(Guid Id, string Item, Money Budget, Money Spent, string? Explanation);

    public sealed record Outcome(Guid Id, string Promised, string? Achieved, string? Before, string? After, Verdict? Verdict);

    public sealed record Counted(string Question, string Choice, int People);

    /// <summary>The grant then, once it is accepted as it was on that day.</summary>
    public Money? Grant { get; init; }
    public Money? Spent { get; init; }
    public Money? Forecast { get; init; }
    public IReadOnlyList<Line> Lines { get; init; } = [];
    public IReadOnlyList<Outcome> Outcomes { get; init; } = [];
    public int? PeopleNew { get; init; }
    public int? PeopleRepeat { get; init; }
    public IReadOnlyList<Counted> People { get; init; } = [];
    public string? Delivered { get; init; }
    public string? Learned { get; init; }
    public string? Story { get; init; }
    public string? Quote { get; init; }

    /// <summary>Answers to the office's own questions, by the question's words.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();
    public int Photos { get; init; }

    /// <summary>Answers to what the office asked about the version before.</summary>
    public IReadOnlyList<Reply> Replies { get; init; } = [];

    public sealed record Reply(string Part, string Question, string? Answer);

    /// <summary>Whether a part says what it says in another copy.</summary>
    public bool SaysTheSame(ReturnPart part, ReturnCopy other) =>
        part.Kind switch
        {
            ReturnPartKind.Spending when part.BudgetLine is { } line => Lines.FirstOrDefault(one => one.Id == line)
                == other.Lines.FirstOrDefault(one => one.Id == line),
            ReturnPartKind.Spending => Spent == other.Spent,
            ReturnPartKind.Outcome => Outcomes.FirstOrDefault(one => one.Id == part.Of)
                == other.Outcomes.FirstOrDefault(one => one.Id == part.Of),
            ReturnPartKind.People => (PeopleNew, PeopleRepeat) == (other.PeopleNew, other.PeopleRepeat)
                && People.ToHashSet().SetEquals(other.People),
            ReturnPartKind.Delivered => Delivered == other.Delivered,
            ReturnPartKind.Learned => Learned == other.Learned,
            ReturnPartKind.Story => (Story, Quote) == (other.Story, other.Quote),
            ReturnPartKind.Answers => Answers.ToHashSet().SetEquals(other.Answers),
            _ => true,
        };

    /// <summary>Names of the receipts that came with it.</summary>
    public IReadOnlyList<string> Receipts { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static ReturnCopy FromJson(string json) => JsonSerializer.Deserialize<ReturnCopy>(json, Json)!;

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };
}
