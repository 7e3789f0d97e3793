namespace Commissioning.Domain.DueDiligence;

/// <summary>What a register states about one number, and when. Null members: the register does not say.</summary>
public sealed record RegisterFacts
{
    public required Register Register { get; init; }
    public required string Number { get; init; }

    /// <summary>Null when the number is not on the register.</summary>
    public string? Name { get; init; }

    /// <summary>In the register's own words.</summary>
    public string? Status { get; init; }
    public DateOnly? RegisteredOn { get; init; }
    public DateOnly? RemovedOn { get; init; }

    /// <summary>The end of the last period for which accounts were filed.</summary>
    public DateOnly? AccountsTo { get; init; }
    public DateOnly? AccountsDueOn { get; init; }
    public bool? AccountsOverdue { get; init; }
    public bool? Insolvent { get; init; }
    public string? AddressLine { get; init; }
    public string? Town { get; init; }
    public string? Postcode { get; init; }

    /// <summary>A charity's number at Companies House.</summary>
    public string? CompanyNumber { get; init; }

    /// <summary>The date of the extract; null when the register itself was read.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Where it was read: a dated extract, or the register itself.</summary>
    public string Source { get; init; } = "";
}
