namespace Commissioning.Domain.CspBudgets;

/// <summary>A figure of a paper beside the ledger's.</summary>
/// <param name="Place">Where it stands in the paper; empty for a figure that is not printed.</param>
/// <param name="What">Its name in the ledger, or its words in the paper.</param>
/// <param name="PrintedText">As printed.</param>
/// <param name="Printed">Null: it cannot be read.</param>
/// <param name="Computed">The ledger's, or what the paper's other figures come to. Null: none.</param>
public sealed record PaperLine(
    PaperLineKind Kind,
    string Place,
    string What,
    string PrintedText,
    Money? Printed,
    Money? Computed,
    string Sentence
)
{
    public FigureName? Name { get; init; }

    /// <summary>What a person said of the same figure in a paper compared before.</summary>
    public PaperExplanation? Said { get; init; }
    public bool Agrees => Kind == PaperLineKind.Agrees;
}

/// <summary>Why a figure of a paper is as it is, by whom and when.</summary>
public sealed record PaperExplanation(string Text, Guid? By, DateTime At);
