using Commissioning.Domain.Publishing;

namespace Commissioning.Domain.Tests.Publishing;

public sealed class SpendingFileTests
{
    private static readonly DateOnly Month = new(2025, 3, 1);
    private static readonly IReadOnlyList<string> Heading =
    [
        "Payment date",
        "Supplier",
        "Amount",
        "Purpose",
        "Value for money reason",
        "Reference",
    ];
    private static readonly HashSet<string> Grants = new(["SF-24-ABC-1"], StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void Good_rows_are_kept_and_each_bad_row_is_named_with_why()
    {
        var file = Read(
            ["04/03/2025", "Harbour Print Ltd", "£1,284.00", "Leaflets", "Lowest of three quotes", "INV-1"],
            ["2025-03-05", "Beacon Audit LLP", "12.345", "Audit", "Framework", "INV-2"],
            ["31/02/2025", "Beacon Audit LLP", "700", "Audit", "Framework", "INV-3"],
            ["01/04/2025", "Beacon Audit LLP", "700", "Audit", "Framework", "INV-4"],
            ["05/03/2025", "", "700", "Audit", "Framework", "INV-5"],
            ["05/03/2025", "Beacon Audit LLP", "700", "Audit", "Framework", ""],
            ["05/03/2025", "Beacon Audit LLP", "", "Audit", "Framework", "INV-7"],
            ["06/03/2025", "Somebody Else Ltd", "800.01", "", "", "inv-1"],
            ["07/03/2025", "Fosse Rooms Ltd", "6300,00", "", "", "INV-9"]
        );
        Assert.Equal(
            new SpendingFile.Payment(
                2,
                "INV-1",
                new(2025, 3, 4),
                "Harbour Print Ltd",
                Money.FromPounds(1284),
                "Leaflets",
                "Lowest of three quotes"
            ),
            Assert.Single(file.Payments)
        );
        Assert.Equal(
            [
                "Row 3: \"12.345\" is no amount in pounds and pence",
                "Row 4: \"31/02/2025\" is no date",
                "Row 5: 1 April 2025 is not in March 2025",
                "Row 6: it has no supplier or recipient",
                "Row 7: it has no reference",
                "Row 8: it has no amount",
                "Row 9: its reference is on row 2 as well",
                "Row 10: \"6300,00\" is no amount in pounds and pence. Did you mean £6,300.00?",
            ],
            file.Problems
        );
    }

    [Theory]
    [InlineData("500.00", 0, 1)]
    [InlineData("500.01", 1, 0)]
    [InlineData("-900.00", 0, 1)]
    [InlineData("(900.00)", 0, 1)]
    public void Only_payments_above_500_pounds_are_published(string amount, int payments, int small)
    {
        var file = Read(["04/03/2025", "Harbour Print Ltd", amount, "Leaflets", "Cheapest", "INV-1"]);
        Assert.Equal((payments, small, 0), (file.Payments.Count, file.Small, file.Problems.Count));
    }

    [Fact]
    public void Payment_of_a_grant_is_set_aside_because_the_file_of_grants_has_it()
    {
        var file = Read(["04/03/2025", "Friends of Test Park", "5000.00", "", "", "sf-24-abc-1"]);
        Assert.Empty(file.Payments);
        Assert.Equal(["sf-24-abc-1"], file.Grants);
    }

    [Theory]
    [InlineData("Supplier", "Invoice date", "Payment date", "Amount", "Transaction number")]
    [InlineData("Supplier name", "Transaction date", "Date paid", "Net amount", "Voucher")]
    [InlineData("Payee", "Invoice date", "Paid on", "£", "Payment ref")]
    public void Another_date_beside_that_of_the_payment_is_neither_taken_for_it_nor_for_the_reference(params string[] heading)
    {
        var payment = Assert.Single(ReadUnder(heading, ["Harbour Print Ltd", "20/02/2025", "04/03/2025", "700.00", "INV-1"]).Payments);
        Assert.Equal(("INV-1", new DateOnly(2025, 3, 4)), (payment.Reference, payment.PaidOn));
    }

    [Fact]
    public void Number_of_a_supplier_is_not_its_name()
    {
        var payment = Assert.Single(
            ReadUnder(
                ["Supplier no", "Supplier ref", "Supplier name", "Date", "VAT amount", "Amount", "Invoice"],
                ["4411", "HP", "Harbour Print Ltd", "04/03/2025", "140.00", "700.00", "INV-1"]
            ).Payments
        );
        Assert.Equal(("Harbour Print Ltd", Money.FromPounds(700), "INV-1"), (payment.Recipient, payment.Amount, payment.Reference));
    }

    [Theory]
    [InlineData("Mrs J Smith", true)]
    [InlineData("dr. A Patel", true)]
    [InlineData("Drake Ltd", false)]
    [InlineData("", false)]
    public void Name_that_begins_as_a_persons_starts_withheld(string recipient, bool withheld) =>
        Assert.Equal(withheld, SpendingRules.StartsWithheld(recipient));

    [Fact]
    public void File_without_the_headings_is_refused()
    {
        var read = SpendingFile.Read([new(1, ["What", "How much"]), new(2, ["Leaflets", "1284.00"])], Month, Grants);
        Assert.StartsWith("No row has the headings that are needed", read.FirstRefusal!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Payment_is_complete_with_its_purpose_and_its_reason()
    {
        Assert.Equal(["Its purpose is not said", "Why it was value for money is not said"], SpendingRules.Missing("", " "));
        Assert.Empty(SpendingRules.Missing("Leaflets", "Cheapest"));
        Assert.NotNull(SpendingRules.WhyCannotPrepare(3, 1, 0));
        Assert.NotNull(SpendingRules.WhyCannotPrepare(0, 0, 2));
        Assert.Null(SpendingRules.WhyCannotPrepare(0, 0, 0));
        Assert.Null(SpendingRules.WhyCannotPrepare(3, 0, 2));
    }

    [Fact]
    public void Words_of_a_payment_do_not_give_a_withheld_name_away()
    {
        Assert.Equal(
            "Take out \"Thornbury\": it gives the withheld name away",
            Assert
                .Single(SpendingRules.WhyNot("Alice Thornbury", "Talk by Ms Thornbury.", "Usual rate", WithheldGround.Section40, null))
                .Sentence
        );
        Assert.Empty(SpendingRules.WhyNot("Alice Thornbury", "A talk", "Usual rate", WithheldGround.Section40, null));
        Assert.Equal(
            "Say in a sentence why the name is withheld. Only the office reads it.",
            Assert.Single(SpendingRules.WhyNot("Safe Homes", "A talk", "Usual rate", WithheldGround.Safety, " ")).Sentence
        );
    }

    private static SpendingFile ReadUnder(IReadOnlyList<string> heading, IReadOnlyList<string> cells) =>
        SpendingFile.Read([new(1, heading), new(2, cells)], Month, Grants).Value!;

    private static SpendingFile Read(params IReadOnlyList<string>[] rows) =>
        SpendingFile.Read([new(1, Heading), .. rows.Select((cells, i) => new SpendingFile.Row(i + 2, cells))], Month, Grants).Value!;
}
