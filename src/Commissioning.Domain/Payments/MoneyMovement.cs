namespace Commissioning.Domain.Payments;

/// <summary>Money that is to be posted in the finance system.</summary>
public sealed record MoneyMovement
{
    public required MovementKind Movement { get; init; }

    /// <summary>The payment, the area's repayment, or the receipt of a recovery.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Spent; below zero where it came back.</summary>
    public required Money Amount { get; init; }

    /// <summary>The day on which it happened.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The day whose codes it has: what came back is posted where it was spent.</summary>
    public required DateOnly CodedOn { get; init; }
    public required CodedMoney Coded { get; init; }
    public required string Reference { get; init; }
    public required string Payee { get; init; }
    public required string Description { get; init; }
    public string? BankReference { get; init; }
    public string? Fund { get; init; }
    public string? Round { get; init; }
    public string? Area { get; init; }
    public string? SupplierNumber { get; init; }
    public string? PurchaseOrder { get; init; }
    public string? InvoiceNumber { get; init; }
}
