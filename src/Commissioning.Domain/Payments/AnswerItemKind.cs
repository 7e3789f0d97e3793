namespace Commissioning.Domain.Payments;

/// <summary>What one item of a bank's file says. WrongAccount: paid, but the account must be corrected. Pending: not booked yet. Other:
/// money that is no payment of ours and no return.</summary>
public enum AnswerItemKind
{
    Paid,
    Failed,
    Returned,
    WrongAccount,
    Pending,
    Other,
}
