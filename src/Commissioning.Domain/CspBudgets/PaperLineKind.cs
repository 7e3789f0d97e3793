namespace Commissioning.Domain.CspBudgets;

/// <summary>What became of a figure of a paper, or of the ledger.</summary>
public enum PaperLineKind
{
    Differs,

    /// <summary>The paper's own sums do not add up.</summary>
    Arithmetic,
    NotUnderstood,
    NotInLedger,
    Agrees,

    /// <summary>In the ledger, and not in the paper.</summary>
    NotPrinted,
}
