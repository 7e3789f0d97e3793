namespace Commissioning.Domain.DueDiligence;

/// <summary>What a public file lists. Names are stored, so never rename one.</summary>
public enum ExtractKind
{
    Charity,
    Company,
    Sanctions,

    /// <summary>Other and former names of charities.</summary>
    OtherNames,

    /// <summary>Trustees of charities.</summary>
    Trustees,
}
