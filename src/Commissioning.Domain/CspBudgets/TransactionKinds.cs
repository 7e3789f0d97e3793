namespace Commissioning.Domain.CspBudgets;

public static class TransactionKinds
{
    public static string Name(this TransactionKind kind) =>
        kind switch
        {
            TransactionKind.Base => "Base allocation",
            TransactionKind.TopUp => "Top-up",
            TransactionKind.CarryForward => "Carried forward",
            TransactionKind.PoolToCentral => "Pooled underspend to the central pot",
            TransactionKind.PoolToArea => "Pooled underspend to an area",
            TransactionKind.CarryIn => "Brought forward",
            TransactionKind.RoundPot => "Grant round published",
            TransactionKind.Grant => "Grants awarded",
            _ => kind.ToString(),
        };
}
