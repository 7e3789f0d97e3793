namespace Commissioning.Domain.Decisions;

/// <summary>Up to what amount somebody may decide. FundId null: for every fund; UpTo null: any amount.</summary>
public sealed record ApprovalLimit
{
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public Guid? FundId { get; init; }
    public Money? UpTo { get; init; }
}
