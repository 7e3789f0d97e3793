using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;

namespace Commissioning.Web.Pages.CspBudgets;

/// <summary>Columns of the areas' table with totals; linked figures lead to their entries.</summary>
public sealed record AreasTable(
    string Caption,
    FinancialYear Year,
    string? AsAt,
    IReadOnlyList<YearOverview.AreaLine> Lines,
    YearOverview.AreaLine Total,
    IReadOnlyList<LedgerColumn> Columns,
    bool Linked,
    bool WithForecast = false
)
{
    public static readonly IReadOnlyList<LedgerColumn> Main =
    [
        LedgerColumn.Base,
        LedgerColumn.TopUp,
        LedgerColumn.Vired,
        LedgerColumn.Allocation,
        LedgerColumn.Expenditure,
        LedgerColumn.Returned,
        LedgerColumn.Remaining,
    ];
    public static readonly IReadOnlyList<LedgerColumn> Within =
    [
        LedgerColumn.Spent,
        LedgerColumn.Evidenced,
        LedgerColumn.Contributed,
        LedgerColumn.Expenditure,
        LedgerColumn.Earmarked,
        LedgerColumn.Committed,
        LedgerColumn.Free,
        LedgerColumn.Remaining,
    ];
}
