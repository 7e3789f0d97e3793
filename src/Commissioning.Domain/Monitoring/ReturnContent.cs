using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Monitoring;

/// <summary>A return as it would be sent, with the context needed to check it.</summary>
public sealed record ReturnContent
{
    public required ReturnKind Kind { get; init; }

    /// <summary>What is asked.</summary>
    public required ReturnForm Form { get; init; }
    public required DateOnly ProjectStarts { get; init; }

    /// <summary>How far a line may be from its budget without a reason, in pence.</summary>
    public required Money Tolerance { get; init; }

    /// <summary>In one sum, so far in all, in pence.</summary>
    public Money? Spent { get; init; }

    /// <summary>So far on all lines, as they are entered.</summary>
    public Money SpentSoFar => Spent ?? Lines.Sum(line => line.Spent ?? Money.Zero);

    /// <summary>When the project ends, in pence.</summary>
    public Money? Forecast { get; init; }
    public required IReadOnlyList<BudgetLineSpend> Lines { get; init; }
    public required IReadOnlyList<OutcomeReached> Outcomes { get; init; }
    public required IReadOnlyList<PeopleCounted> People { get; init; }
    public int? PeopleNew { get; init; }
    public int? PeopleRepeat { get; init; }
    public string? Delivered { get; init; }
    public string? Learned { get; init; }
    public string? Story { get; init; }
    public string? Quote { get; init; }

    public int Photos { get; init; }

    /// <summary>To the office's own questions, by code.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();

    /// <summary>Lines in the receipt sample that have no receipt yet.</summary>
    public IReadOnlyList<string> WithoutReceipt { get; init; } = [];
}
