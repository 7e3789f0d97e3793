using Commissioning.Features.CspBudgets;

namespace Commissioning.Web.Pages.CspBudgets;

/// <summary>A return as it was certified, for the office or the area.</summary>
public sealed record ReturnVersionView(
    QuarterlyReturnQueries.ReturnRow Return,
    AreaReturnQueries.Version Version,
    AreaReturnQueries.Version? Before,
    bool IsOffice
)
{
    public IReadOnlyList<string> Changes => Before is null ? [] : ReturnContent.Changes(Before.Content, Version.Content);

    public string Title =>
        $"Version {Version.Number}: {Return.Area}, {Return.BudgetYear}, {Domain.CspBudgets.ReturnRules.Name(Return.Period)}";
}
