namespace Commissioning.Domain.CspBudgets;

/// <summary>A file of spending as it was read.</summary>
/// <param name="Problem">Why nothing of it can be read; null: something can.</param>
public sealed record SpendingRead(IReadOnlyList<SpendingRow> Rows, IReadOnlyList<SpendingRead.Sheet> Sheets, string? Problem)
{
    /// <summary>A sheet of the file.</summary>
    /// <param name="TotalRows">Numbers of the rows that are left out as totals.</param>
    /// <param name="ByQuarter">Whether it has a column for each quarter, so that each amount counts on the quarter's last day.</param>
    /// <param name="WhyIgnored">Why it was not read; null: it was.</param>
    public sealed record Sheet(string Name, bool Hidden, IReadOnlyList<int> TotalRows, bool ByQuarter, string? WhyIgnored);

    /// <summary>Totals of the file that are not what their rows come to. They are put right in the file, or a person says why.</summary>
    public IReadOnlyList<SpendingRow.Problem> WrongTotals { get; init; } = [];

    /// <summary>Null when the file's totals are right, or a person says why one is not.</summary>
    public Refusal? WhyTotals(string? whyTotals) =>
        WrongTotals.Count == 0 ? null
        : string.IsNullOrWhiteSpace(whyTotals)
            ? new($"{WrongTotals[0]}. Put it right in the file and upload it again, or say why it is different.", nameof(whyTotals))
        : TextLimit.WhyTooLong(whyTotals, 300, nameof(whyTotals));

    public bool IsGood => Problem is null && Rows.Count > 0 && Rows.All(row => row.IsGood);

    /// <summary>Area names that were not recognised, each once.</summary>
    public IReadOnlyList<string> UnknownAreas =>
        Rows.Where(row => row.Area is null && row.AreaText.Length > 0).Select(row => row.AreaText).DistinctBy(SpendingSheet.Plain).ToList();

    /// <summary>Project names that were not recognised, each once for its area.</summary>
    public IReadOnlyList<(Guid Area, string Name)> UnknownProjects =>
        Rows.Where(row => row.AsksForProject)
            .Select(row => (Area: row.Area!.Value, Name: row.ProjectText))
            .DistinctBy(asked => (asked.Area, SpendingSheet.Plain(asked.Name)))
            .ToList();
}
