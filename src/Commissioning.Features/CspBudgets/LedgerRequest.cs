using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;

namespace Commissioning.Features.CspBudgets;

/// <summary>A request as it is stored, with its lines.</summary>
public sealed record LedgerRequest
{
    public required Guid Id { get; init; }
    public required string BudgetYear { get; init; }
    public required LedgerRequestKind Kind { get; init; }
    public Guid? PayeeId { get; init; }
    public string? Payee { get; init; }
    public Guid? ProjectId { get; init; }
    public string? Project { get; init; }
    public Guid? FormulaId { get; init; }
    public int? FormulaNumber { get; init; }
    public string? Source { get; init; }

    /// <summary>The year-end decision that it is a part of.</summary>
    public Guid? DecisionId { get; init; }

    /// <summary>The transaction that is to be reversed.</summary>
    public Guid? TransactionId { get; init; }
    public int? TransactionNumber { get; init; }

    /// <summary>What the project is approved for now.</summary>
    public Money? ProjectNow { get; init; }
    public required DateOnly EffectiveOn { get; init; }
    public required Money Amount { get; init; }
    public required string Reason { get; init; }
    public required string Paper { get; init; }
    public required LedgerRequestStatus Status { get; init; }
    public required Guid RequestedBy { get; init; }
    public string? RequestedByName { get; init; }
    public required DateTime RequestedAt { get; init; }
    public string? DecidedByName { get; init; }
    public DateTime? DecidedAt { get; init; }
    public string? DecidedNote { get; init; }
    public required int Version { get; init; }
    public IReadOnlyList<Line> Lines { get; init; } = [];

    public FinancialYear Year => FinancialYear.Parse(BudgetYear)!.Value;

    /// <summary>Its kind and what it is about.</summary>
    public string Title =>
        Kind.Name()
        + (
            Source is { } source ? $": {source}"
            : Payee is { } payee ? $": {payee}"
            : Project is { } project ? $": {project}"
            : TransactionNumber is { } number ? $" of number {number}"
            : ""
        );

    /// <summary>The amounts with their areas, for the audit trail.</summary>
    public string InWords =>
        Lines.Any(line => line.Area is not null)
            ? string.Join(
                ", ",
                Lines.Select(line =>
                    line.OtherArea is { } other ? $"{line.Amount} from {line.Area} to {other}" : $"{line.Amount} {line.Area}"
                )
            )
            : Amount.ToString();

    /// <summary>What one area gets or gives; the whole amount where no area is concerned.</summary>
    public sealed record Line
    {
        public Guid? AreaId { get; init; }
        public string? Area { get; init; }

        /// <summary>The area that receives a virement.</summary>
        public Guid? OtherAreaId { get; init; }
        public string? OtherArea { get; init; }
        public required Money Amount { get; init; }
    }
}
