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
        var read = Read([
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
        ]);
        Assert.Null(read.Problem);
        Assert.True(read.IsGood);
        Assert.Equal([630_000L, 90_000, 123_450, 0, 0], read.Rows.Select(row => row.Amount!.Value.Pence));
        Assert.Equal([5, 6, 7, 8, 9], read.Rows.Select(row => row.Number));
        Assert.Equal([11], read.Sheets[0].TotalRows);
        Assert.Equal(new DateOnly(2024, 7, 27), read.Rows[2].On);
    }

    [Fact]
    public void A_mistyped_comma_in_a_spending_sheet_is_asked_about_and_never_read_as_a_hundred_times_the_amount()
    {
        var read = Read([
            ["Area", "Date", "Amount"],
            ["Nowhere", "1/6/2024", "6300,00"],
            ["Blaby", "1/6/2024", "1,23"],
            ["Blaby", "1/6/2024", "1.500"],
            ["Blaby", "1/6/2024", "0.30000000000000004"],
        ]);
        Assert.Equal(
            [
                "\"Nowhere\" is not a known area, \"6300,00\" is not an amount in pounds and pence. Did you mean £6,300.00?",
                "\"1,23\" is not an amount in pounds and pence. Did you mean £1.23?",
                "\"1.500\" is not an amount in pounds and pence",
                "",
            ],
            read.Rows.Select(row => string.Join(", ", row.Problems.Select(problem => problem.Sentence)))
        );
        Assert.Equal(new Money(30), read.Rows[^1].Amount);
    }

    [Fact]
    public void A_spending_sheet_reports_every_bad_cell_and_asks_about_each_unknown_area_once()
    {
        var read = Read([
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
        ]);
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
            read.Rows.Select(row => string.Join(", ", row.Problems.Select(problem => problem.Sentence)))
        );
    }

    [Fact]
    public void A_spending_sheet_without_headings_is_refused() =>
        Assert.NotNull(
            Read([
                ["Leicester", "5"],
            ]).Problem
        );

    [Fact]
    public void A_spreadsheet_number_with_a_rounding_error_is_read_as_its_pence() =>
        Assert.Equal(
            123_456,
            Read([
                ["Area", "Amount"],
                ["Blaby", "1234.5599999999999"],
            ])
                .Rows[0]
                .Amount!.Value.Pence
        );

    [Fact]
    public void A_spending_sheet_with_quarters_posts_each_amount_on_the_last_day_of_its_quarter()
    {
        var read = Read([
            ["Spend 2024/25"],
            ["CSP", "Allocation", "Q1 (Apr-Jun)", "Quarter 2", "Oct - Dec", "Q4 forecast", "Total"],
            ["Leicester", "90,000", "£1,000", "250.5", "", "999", "1250.50"],
            ["Blaby", "9,000", "Nil", "(5)", "tbc", "", ""],
            ["Total", "", "1000", "", "", "", ""],
        ]);
        Assert.Equal(
            [
                "Costs, C3 100000 30 June",
                "Costs, D3 25050 30 September",
                "Costs, C4 0 30 June",
                "Costs, D4 -500 30 September",
                "Costs, E4  31 December",
            ],
            read.Rows.Select(row => $"{row.Place} {row.Amount?.Pence} {row.On!.Value.Day} {row.On.Value:MMMM}")
        );
        Assert.Equal(
            [
                "Sheet Costs, D4: -£5.00 is less than zero; reverse the earlier spending instead",
                "Sheet Costs, E4: \"tbc\" is not an amount in pounds and pence",
            ],
            read.Rows.SelectMany(row => row.Problems).Select(problem => problem.ToString())
        );
        Assert.True(read.Sheets[0].ByQuarter);
        Assert.Equal([5], read.Sheets[0].TotalRows);
    }

    [Fact]
    public void A_spending_sheet_reads_invoice_VAT_and_evidence_and_names_the_cell_that_is_wrong()
    {
        var read = Read([
            ["Area", "Date paid", "Description", "Invoice no", "Amount (inc VAT)", "VAT", "Evidence file", "Forecast spend"],
            ["Blaby", "1/6/2024", "Wardens", "INV 7", "120", "20", "inv7.pdf", "500"],
            ["Blaby", "1/6/2024", "Wardens", "", "120", "130", "", ""],
            ["Blaby", "1/6/2024", "Wardens", "", "1,20", "x", "", ""],
        ]);
        var row = read.Rows[0];
        Assert.Equal(
            ("INV 7", 12_000L, 2_000L, "inv7.pdf", "Wardens"),
            (row.Invoice!, row.Amount!.Value.Pence, row.Vat!.Value.Pence, row.Evidence!, row.What)
        );
        Assert.Equal(
            [
                "Sheet Costs, F3: VAT is a part of the amount: not below zero and not above it",
                "Sheet Costs, E4: \"1,20\" is not an amount in pounds and pence. Did you mean £1.20?",
                "Sheet Costs, F4: \"x\" is not an amount of VAT in pounds and pence",
            ],
            read.Rows.SelectMany(one => one.Problems).Select(problem => problem.ToString())
        );
    }

    [Fact]
    public void A_spending_sheet_asks_once_which_project_of_an_area_a_name_means()
    {
        var wardens = Guid.NewGuid();
        var read = SpendingSheet.Read(
            [
                Table(
                    "Costs",
                    [
                        ["Area", "Project", "Amount"],
                        ["Blaby", "market  WARDENS", "5"],
                        ["Blaby", "Wardens", "6"],
                        ["Blaby", "wardens", "7"],
                        ["Blaby", "Other", "8"],
                        ["Blaby", "", "9"],
                        ["Leicester", "Wardens", "10"],
                    ]
                ),
            ],
            Year,
            new(Areas, new Dictionary<(Guid, string), Guid?> { [(Blaby, "market wardens")] = wardens, [(Blaby, "other")] = null })
        );
        Assert.Equal([(Blaby, "Wardens")], read.UnknownProjects);
        Assert.Equal([wardens, null, null, null, null, null], read.Rows.Select(row => row.Project));
        Assert.Equal([true, false, false, true, true, true], read.Rows.Select(row => row.IsGood));
        Assert.Equal("Sheet Costs, B3: \"Wardens\" is not an approved project of this area", read.Rows[1].Problems[0].ToString());
        Assert.Equal("Other", read.Rows[3].What);
    }

    [Fact]
    public void A_spending_sheet_keeps_the_name_of_a_project_that_is_not_linked_in_the_description() =>
        Assert.Equal(
            "Market patrols: Wardens",
            Read([
                ["Area", "Project", "Description", "Amount"],
                ["Leicester", "Market patrols", "Wardens", "5"],
            ])
                .Rows[0]
                .What
        );

    [Fact]
    public void Every_sheet_of_a_spending_file_is_read_or_named_with_the_reason_why_not()
    {
        var read = SpendingSheet.Read(
            [
                Table(
                    "Costs",
                    [
                        ["Area", "Amount"],
                        ["Blaby", "5"],
                    ]
                ),
                Table(
                    "More",
                    [
                        ["District", "Spent"],
                        ["Leicester", "77,777"],
                    ]
                ) with
                {
                    Hidden = true,
                },
                Table(
                    "Notes",
                    [
                        ["Ring Ann"],
                    ]
                ),
                Table("Empty", []),
                Table(
                    "Heads",
                    [
                        ["Area", "Amount"],
                    ]
                ),
                Table(
                    "Twice",
                    [
                        ["Area", "Q1", "Q1", "Q2"],
                        ["Blaby", "1", "1", "1"],
                    ]
                ),
                Table(
                    "Summary",
                    [
                        ["Area", "Amount"],
                        ["Blaby", "5"],
                    ]
                ),
            ],
            Year,
            new(Areas, new Dictionary<(Guid, string), Guid?>()),
            new HashSet<string> { "Summary" }
        );
        Assert.Equal(["Costs, B2", "More, B2"], read.Rows.Select(row => row.Place));
        Assert.Equal(
            [
                "Costs: ",
                "More: ",
                "Notes: no row names an area and an amount, or an area and quarters",
                "Empty: it is empty",
                "Heads: it has headings but no rows of spending",
                "Twice: two columns are for the same quarter",
                "Summary: you left it out",
            ],
            read.Sheets.Select(sheet => $"{sheet.Name}: {sheet.WhyIgnored}")
        );
        Assert.True(read.Sheets[1].Hidden);
    }

    [Fact]
    public void Totals_of_a_spending_sheet_are_compared_with_their_rows_and_quarters()
    {
        Assert.Equal(
            ["Sheet Costs, B7: the total says £10.00, its rows come to £1,970.00"],
            Read([
                ["Area", "Amount"],
                ["Leicester", "1,900"],
                ["Sub-total", "1,900"],
                ["Blaby", "30"],
                ["Blaby", "40"],
                ["Total", "1,970"],
                ["Total", "10"],
            ])
                .WrongTotals.Select(wrong => wrong.ToString())
        );
        Assert.Equal(
            ["Costs, B4", "Costs, D3"],
            Read([
                ["Area", "Q1", "Q2", "Total"],
                ["Leicester", "1", "2", "3"],
                ["Blaby", "4", "", "5"],
                ["Total", "6", "2", "7"],
            ])
                .WrongTotals.Select(wrong => wrong.Place)
        );
        // What is left or planned is no total of the spending.
        Assert.Empty(
            Read([
                ["Area", "Q1", "Q2", "Total budget"],
                ["Leicester", "1", "2", "100"],
                ["Total", "1", "2", "100"],
            ]).WrongTotals
        );
    }

    private static SpendingRead Read(string[][] rows) =>
        SpendingSheet.Read([Table("Costs", rows)], Year, new(Areas, new Dictionary<(Guid, string), Guid?>()));

    private static SpendingTable Table(string name, string[][] rows) =>
        new(name, false, rows.Select((cells, i) => new SpendingTable.Row(i + 1, cells)).ToList());
}
