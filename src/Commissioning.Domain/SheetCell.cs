using System.Globalization;

namespace Commissioning.Domain;

/// <summary>Names cells as spreadsheets do.</summary>
public static class SheetCell
{
    /// <summary>Such as "Spending, C7".</summary>
    /// <param name="row">Number of the row, from 1.</param>
    /// <param name="column">Index of the column: 0 is A.</param>
    public static string Place(string sheet, int row, int column) =>
        string.Create(CultureInfo.InvariantCulture, $"{sheet}, {Column(column)}{row}");

    /// <summary>A column's letters: A for 0.</summary>
    public static string Column(int column)
    {
        var letters = "";
        for (var left = column + 1; left > 0; left = (left - 1) / 26)
            letters = (char)('A' + (left - 1) % 26) + letters;
        return letters;
    }
}
