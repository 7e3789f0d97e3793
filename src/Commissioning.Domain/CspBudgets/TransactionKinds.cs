namespace Commissioning.Domain.CspBudgets;

public static class TransactionKinds
{
    /// <summary>What an entry is and why it was made; the kind once, where the reason begins with it.</summary>
    public static string With(this TransactionKind kind, string reason) =>
        reason.StartsWith(kind.Name(), StringComparison.OrdinalIgnoreCase) ? reason : $"{kind.Name()}: {reason}";

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
