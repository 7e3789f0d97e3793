namespace Commissioning.Domain.Payments;

/// <summary>What became of an item of the bank's file. Waiting: the file is read and not applied. Left: a person must look. Matched: a
/// person named the payment. SetAside: a person said that it is not ours.</summary>
public enum AnswerItemState
{
    Waiting,
    Applied,
    Known,
    Left,
    Matched,
    SetAside,
}
