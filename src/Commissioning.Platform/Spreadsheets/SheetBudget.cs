using Commissioning.Platform.Files;
using CsvHelper;
using CsvHelper.Configuration;

namespace Commissioning.Platform.Spreadsheets;

/// <summary>Counts what is read of a file, and stops at its bounds.</summary>
internal sealed class SheetBudget(string name)
{
    private int rows;
    private int cells;

    public void Count(int cellsOfRow)
    {
        cells += cellsOfRow;
        if (++rows > SheetFile.MostRows)
            throw new UnreadableFileException($"{name} has more than {SheetFile.MostRows:N0} rows. Split it.");
        if (cells > SheetFile.MostCells)
            throw new UnreadableFileException($"{name} has more than {SheetFile.MostCells:N0} cells. Split it.");
    }
}
