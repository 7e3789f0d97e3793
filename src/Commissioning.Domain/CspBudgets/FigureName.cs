namespace Commissioning.Domain.CspBudgets;

/// <summary>A figure of the ledger, as areas, Leicester, expenditure.</summary>
public sealed record FigureName(string Table, string Row, string Column)
{
    /// <summary>For people: Leicester: expenditure.</summary>
    public string Words =>
        Column != "amount" ? $"{Row}: {Column}"
        : Table == "central" ? $"{Row}: from central money"
        : Row;

    public override string ToString() => $"{Table}, {Row}, {Column}";
}
