namespace Commissioning.Domain.Monitoring;

/// <summary>The figures of a return, and what they can be compared with. Everything is so far in all.</summary>
public sealed record ReturnFigures
{
    /// <summary>Of money used again: what may be used.</summary>
    public required Money Grant { get; init; }
    public required DateOnly ProjectStarts { get; init; }
    public required ReturnKind Kind { get; init; }
    public Money? Spent { get; init; }

    /// <summary>Of the return before; null: there is none.</summary>
    public Money? SpentBefore { get; init; }

    /// <summary>The sum of accepted claims.</summary>
    public Money Claimed { get; init; }
    public IReadOnlyList<BudgetLineSpend> Lines { get; init; } = [];
    public int? PeopleNew { get; init; }
    public int? PeopleRepeat { get; init; }

    /// <summary>PeopleNew of the return before; null: there is none.</summary>
    public int? PeopleBefore { get; init; }
    public IReadOnlyList<Promise> Promises { get; init; } = [];

    /// <summary>Receipts of the diary, by date.</summary>
    public IReadOnlyList<Paid> Receipts { get; init; } = [];

    public sealed record Promise(string Outcome, string Baseline, string Target, string? Before, string? After, Verdict? Verdict);

    /// <summary>What may come to be published: photographs' captions, the story, the quotation.</summary>
    public IReadOnlyList<Told> Words { get; init; } = [];

    /// <param name="Amount">Below zero: money that came back.</param>
    /// <param name="Line">Name of its budget line.</param>
    public sealed record Paid(string Supplier, DateOnly On, Money Amount, string Line = "");

    /// <param name="What">Begins a sentence, such as Your story.</param>
    public sealed record Told(string What, string Text, ReturnPage Page);
}
