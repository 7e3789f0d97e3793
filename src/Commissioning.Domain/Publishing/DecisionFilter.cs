using System.Globalization;

namespace Commissioning.Domain.Publishing;

/// <summary>Which decisions somebody wants to read. Its address holds all of it.</summary>
public sealed record DecisionFilter
{
    /// <summary>Null: every year.</summary>
    public string? BudgetYear { get; init; }

    /// <summary>Null: every fund.</summary>
    public string? Fund { get; init; }

    /// <summary>Who decided, as the notice says. Null: everybody, and also decisions whose notice nobody outside may read.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <inheritdoc cref="GrantFilter.Notes"/>
    public IReadOnlyList<string> Notes { get; init; } = [];
    public bool IsFiltered => BudgetYear is not null || Fund is not null || DecidedBy is not null;

    /// <summary>The list as it opens, which alone is for search engines.</summary>
    public bool IsPlain => !IsFiltered && Page == 1 && Notes.Count == 0;

    /// <param name="typed">The values of the address by their names: year, fund, by, page.</param>
    public static DecisionFilter Parse(
        Func<string, string?> typed,
        IReadOnlyList<string> budgetYears,
        IReadOnlyList<string> funds,
        IReadOnlyList<string> deciders
    )
    {
        var address = new TypedAddress(typed);
        return new()
        {
            BudgetYear = address.Choice("year", "year", budgetYears),
            Fund = address.Choice("fund", "fund", funds),
            DecidedBy = address.Choice("by", "decision maker", deciders),
            Page = address.Page(),
            Notes = address.Notes,
        };
    }

    /// <inheritdoc cref="GrantFilter.ToQuery"/>
    public string ToQuery(bool withPage = true) =>
        TypedAddress.Query(
            ("year", BudgetYear),
            ("fund", TypedAddress.Word(Fund)),
            ("by", TypedAddress.Word(DecidedBy)),
            ("page", withPage && Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null)
        );
}
