using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;

namespace Commissioning.Domain.Tests.CspBudgets;

public sealed class SpendingSheetTests
{
    private static readonly Guid Leicester = Guid.NewGuid(),
        Blaby = Guid.NewGuid();
    private static readonly Dictionary<string, Guid> Areas = new()
    {
        ["leicester"] = Leicester,
        ["leicester city csp"] = Leicester,
        ["blaby"] = Blaby,
        ["hinckley and bosworth"] = Guid.NewGuid(),
    };
    private static readonly FinancialYear Year = new(2024);

    [Fact]
    public void A_spending_sheet_is_read_past_its_two_heading_rows_totals_and_blanks()
    {
        var read = SpendingSheet.Read(
            [
                ["Spending of the partnerships 2024/25"],
                [],
                ["CSP", "Date", "Project", "Amount"],
                ["", "(paid)", "", "(£)"],
                ["Leicester City CSP", "3/6/2024", "Patrols", "£6300.00"],
                ["Hinckley & Bosworth", "2024-07-01", "Packs", "900"],
                ["\u00a0Blaby ", "45500", "Cameras", "£1,234.5"],
                ["Leicester", "1 May 2024", "Nothing yet", "Nil"],
                ["Leicester", "1 May 2024", "Nothing yet", "-"],
                ["", "", "", ""],
                ["Total", "", "", "£8,434.50"],
            ],
            Year,
            Areas
        );
        Assert.Null(read.Problem);
        Assert.True(read.IsGood);
        Assert.Equal([630_000L, 90_000, 123_450, 0, 0], read.Rows.Select(row => row.Amount!.Value.Pence));
        Assert.Equal([5, 6, 7, 8, 9], read.Rows.Select(row => row.Number));
        Assert.Equal([11], read.TotalRows);
        Assert.Equal(new DateOnly(2024, 7, 27), read.Rows[2].On);
    }

    [Fact]
    public void A_mistyped_comma_in_a_spending_sheet_is_asked_about_and_never_read_as_a_hundred_times_the_amount()
    {
        var read = SpendingSheet.Read(
            [
                ["Area", "Date", "Amount"],
                ["Nowhere", "1/6/2024", "6300,00"],
                ["Blaby", "1/6/2024", "1,23"],
                ["Blaby", "1/6/2024", "1.500"],
                ["Blaby", "1/6/2024", "0.30000000000000004"],
            ],
            Year,
            Areas
        );
        Assert.Equal(
            [
                "\"Nowhere\" is not a known area, \"6300,00\" is not an amount in pounds and pence. Did you mean £6,300.00?",
                "\"1,23\" is not an amount in pounds and pence. Did you mean £1.23?",
                "\"1.500\" is not an amount in pounds and pence",
                "",
            ],
            read.Rows.Select(row => string.Join(", ", row.Problems))
        );
        Assert.Equal(new Money(30), read.Rows[^1].Amount);
    }

    [Fact]
    public void A_spending_sheet_reports_every_bad_cell_and_asks_about_each_unknown_area_once()
    {
        var read = SpendingSheet.Read(
            [
                ["Area", "Date", "Amount"],
                ["Nowhere", "1/6/2024", "5"],
                ["nowhere", "1/6/2024", "6"],
                ["Blaby", "31/2/2024", "7"],
                ["Blaby", "1/6/2025", "8"],
                ["Blaby", "1/6/2024", "(12.50)"],
                ["Blaby", "1/6/2024", "tbc"],
                ["Blaby", "1/6/2024", ""],
                ["", "1/6/2024", "9"],
                ["Blaby", "", "1.005"],
            ],
            Year,
            Areas
        );
        Assert.Equal(["Nowhere"], read.UnknownAreas);
        Assert.Equal(
            [
                "\"Nowhere\" is not a known area",
                "\"nowhere\" is not a known area",
                "\"31/2/2024\" is not a date such as 27/03/2025",
                "1 June 2025 is not in 2024-25",
                "-£12.50 is less than zero; reverse the earlier spending instead",
                "\"tbc\" is not an amount in pounds and pence",
                "no amount; write Nil or 0 if nothing was spent",
                "no area",
                "\"1.005\" is not an amount in pounds and pence, no date",
            ],
            read.Rows.Select(row => string.Join(", ", row.Problems))
        );
    }

    [Fact]
    public void A_spending_sheet_without_headings_is_refused() =>
        Assert.NotNull(
            SpendingSheet
                .Read(
                    [
                        ["Leicester", "5"],
                    ],
                    Year,
                    Areas
                )
                .Problem
        );

    [Fact]
    public void A_spreadsheet_number_with_a_rounding_error_is_read_as_its_pence() =>
        Assert.Equal(
            123_456,
            SpendingSheet
                .Read(
                    [
                        ["Area", "Amount"],
                        ["Blaby", "1234.5599999999999"],
                    ],
                    Year,
                    Areas
                )
                .Rows[0]
                .Amount!.Value.Pence
        );
}
