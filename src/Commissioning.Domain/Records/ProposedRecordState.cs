namespace Commissioning.Domain.Records;

/// <summary>Of one record on a proposal to erase. Names are stored, so never rename one.</summary>
public enum ProposedRecordState
{
    Waiting,
    Erased,
    OnHold,

    /// <summary>It is not due any more: its period was made longer, or it was erased in another way.</summary>
    NotDue,
    Failed,
}
