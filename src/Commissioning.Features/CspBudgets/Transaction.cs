using Commissioning.Domain;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

internal sealed record Transaction(TransactionKind Kind, DateOnly On, string Reason, IReadOnlyList<Entry> Entries)
{
    public string? Authority { get; init; }

    /// <summary>Number of the invoice of an expenditure.</summary>
    public string? Invoice { get; init; }

    /// <summary>VAT in the amount that the area does not get back.</summary>
    public Money? Vat { get; init; }
    public Guid? Project { get; init; }
    public Guid? Evidence { get; init; }

    /// <summary>The import whose file its figures were read from.</summary>
    public Guid? Import { get; init; }
    public Guid? Reverses { get; init; }

    /// <summary>The expenditure that this is evidence for.</summary>
    public Guid? Evidences { get; init; }

    /// <summary>The release of a commitment or earmark that this spends.</summary>
    public Guid? Release { get; init; }
    public Guid? Earmark { get; init; }

    /// <summary>The request whose approval posts this.</summary>
    public Guid? Request { get; init; }

    /// <summary>The kind of the reversed transaction, so that the reversal counts in the same column.</summary>
    public TransactionKind? About { get; init; }
}
