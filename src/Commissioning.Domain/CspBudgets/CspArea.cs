namespace Commissioning.Domain.CspBudgets;

/// <summary>An area with its names and how long it exists.</summary>
public record CspArea
{
    public required Guid Id { get; init; }

    /// <summary>The area that it became part of.</summary>
    public Guid? SuccessorId { get; init; }

    /// <summary>As the ledger and papers print it.</summary>
    public required string Name { get; init; }

    /// <summary>As applicants read it, where that is another of its names.</summary>
    public string? PublicName { get; init; }
    public string? OnsCode { get; init; }
    public required int Position { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }

    public string ReadAs => PublicName ?? Name;
}
