namespace Commissioning.Domain.Decisions;

/// <summary>The most a person may decide. FundId null: every fund. UpTo null: any amount.</summary>
public sealed record ApprovalLimit
{
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public Guid? FundId { get; init; }
    public Money? UpTo { get; init; }
}
