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

    /// <summary>In its last year with accounts.</summary>
    public Money? Income { get; init; }
    public Money? Expenditure { get; init; }

    /// <summary>Such as CIO, or private company limited by guarantee, in the register's own words.</summary>
    public string? LegalForm { get; init; }

    /// <summary>A charitable incorporated organisation that is dissolved, or about to be.</summary>
    public bool? IsDissolving { get; init; }

    /// <summary>A company's business codes (SIC), separated by commas.</summary>
    public string? SicCodes { get; init; }

    /// <summary>A company's charges (mortgages) that are not paid off.</summary>
    public int? Charges { get; init; }

    /// <summary>Other and former names.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>Where the live register names them; an extract has them in a file of their own.</summary>
    public IReadOnlyList<string> Trustees { get; init; } = [];

    /// <summary>The date of the extract; null when the register itself was read.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Where it was read: a dated extract, or the register itself.</summary>
    public string Source { get; init; } = "";
}
