namespace Commissioning.Domain.DueDiligence;

/// <summary>What a register said of one number, and when. Null: the register does not say.</summary>
public sealed record RegisterFacts
{
    public required Register Register { get; init; }
    public required string Number { get; init; }

    /// <summary>Null: the number is not on the register.</summary>
    public string? Name { get; init; }

    /// <summary>As the register words it.</summary>
    public string? Status { get; init; }
    public DateOnly? RegisteredOn { get; init; }
    public DateOnly? RemovedOn { get; init; }

    /// <summary>The end of the last period for which accounts are in.</summary>
    public DateOnly? AccountsTo { get; init; }
    public DateOnly? AccountsDueOn { get; init; }
    public bool? AccountsOverdue { get; init; }
    public bool? Insolvent { get; init; }
    public string? Postcode { get; init; }

    /// <summary>The day of the extract in which it was seen; null: the register itself.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Where it was seen: a dated extract, or the register itself.</summary>
    public string Source { get; init; } = "";
}
