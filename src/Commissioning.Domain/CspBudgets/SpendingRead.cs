namespace Commissioning.Domain.CspBudgets;

public sealed record SpendingRead(IReadOnlyList<SpendingRow> Rows, IReadOnlyList<int> TotalRows, string? Problem)
{
    public bool IsGood => Problem is null && Rows.Count > 0 && Rows.All(row => row.IsGood);

    /// <summary>Area names that were not recognised, each once.</summary>
    public IReadOnlyList<string> UnknownAreas =>
        Rows.Where(row => row.Area is null && row.AreaText.Length > 0)
            .Select(row => row.AreaText)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
}
