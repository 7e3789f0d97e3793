namespace Commissioning.Domain.Monitoring;

/// <summary>What the holder of a grant noted on a day: people who came, or a receipt.</summary>
public sealed record DiaryEntry
{
    public required Guid Id { get; init; }
    public required DateOnly HappenedOn { get; init; }

    /// <summary>Null: a receipt.</summary>
    public int? Came { get; init; }

    /// <summary>Of them, people who had not come before. Null: a receipt.</summary>
    public int? CameFirst { get; init; }

    /// <summary>Null: people who came.</summary>
    public Guid? BudgetLineId { get; init; }

    /// <summary>Of the receipt, in pence; below zero: money that came back.</summary>
    public Money? Amount { get; init; }
    public string? Supplier { get; init; }
    public string? Note { get; init; }
    public Guid? FileId { get; init; }
    public string? FileName { get; init; }
    public DateTime AddedAt { get; init; }
}
