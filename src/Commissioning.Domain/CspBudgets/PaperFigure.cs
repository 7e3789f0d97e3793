namespace Commissioning.Domain.CspBudgets;

/// <summary>An amount that a paper prints, with the figures of the ledger that its words may mean.</summary>
/// <param name="What">Its words in the paper.</param>
/// <param name="Amount">Null: it cannot be read.</param>
/// <param name="Names">What a table's row and column mean, or what a sentence's words fit, best first. Empty: nothing of ours.</param>
public sealed record PaperFigure(string Place, string What, string Printed, Money? Amount, IReadOnlyList<FigureName> Names)
{
    /// <summary>Words that say "about", such as approximately or just over. Null: the amount is exact.</summary>
    public string? About { get; init; }

    /// <summary>It stands in a sentence, whose words may mean something else.</summary>
    public bool InSentence { get; init; }

    /// <summary>The words of the sentence name the figure clearly enough to call a difference a difference.</summary>
    public bool IsClear { get; init; } = true;

    /// <summary>The share of the allocation that was spent, which a sentence gives as a percentage.</summary>
    public bool IsPercent { get; init; }

    /// <summary>Why it cannot be understood. Null: nothing is known against it.</summary>
    public string? Why { get; init; }

    /// <summary>Its table, row and column among those that were read. Null: it stands in a sentence.</summary>
    internal (int Table, int Row, int Column)? Cell { get; init; }

    /// <summary>A line of the form table, row, column, printed whose name is unknown.</summary>
    public bool IsUnknownName { get; init; }
}
