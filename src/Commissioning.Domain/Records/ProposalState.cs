namespace Commissioning.Domain.Records;

/// <summary>Of a proposal to erase records. Names are stored, so never rename one.</summary>
public enum ProposalState
{
    Proposed,
    PutOff,
    Approved,
    Finished,
}
