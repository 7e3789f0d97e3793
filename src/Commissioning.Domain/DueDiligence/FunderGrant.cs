using System.Globalization;

namespace Commissioning.Domain.DueDiligence;

/// <summary>A grant of another funder to an organisation, as the funder's file gives it. Grants to individuals are never one of
/// these.</summary>
public sealed record FunderGrant
{
    /// <summary>The funder's identifier, the same in each of its files.</summary>
    public required string FunderId { get; init; }
    public required string FunderName { get; init; }

    /// <summary>The funder's own identifier of the grant, the same in each of its files.</summary>
    public required string GrantId { get; init; }
    public required string Title { get; init; }
    public string? Description { get; init; }

    /// <summary>Three capitals, such as GBP.</summary>
    public required string Currency { get; init; }

    /// <summary>Hundredths of the currency, from zero.</summary>
    public required long Amount { get; init; }
    public required DateOnly AwardedOn { get; init; }

    /// <summary>First and last day as planned or, where the file has only those, as they were. Null: the file does not say.</summary>
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }

    /// <summary>The recipient's identifier in the file, such as GB-CHC-1234567. Null: none.</summary>
    public string? RecipientId { get; init; }
    public required string RecipientName { get; init; }

    /// <summary>As the register writes it. Null: none that could be one.</summary>
    public string? CharityNumber { get; init; }
    public string? CompanyNumber { get; init; }
    public string? Postcode { get; init; }

    /// <summary>Null in another currency, which is never added to pounds.</summary>
    public Money? Pounds => Currency == "GBP" ? new Money(Amount) : null;

    /// <summary>Such as £10,000.00 or EUR 10,000.00.</summary>
    public string AmountInWords => Pounds?.ToString() ?? $"{Currency} {(Amount / 100m).ToString("N2", CultureInfo.InvariantCulture)}";
}
