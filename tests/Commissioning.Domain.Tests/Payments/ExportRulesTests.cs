using Commissioning.Domain.Payments;

namespace Commissioning.Domain.Tests.Payments;

public sealed class ExportRulesTests
{
    private static readonly ExportLayout Journal = ExampleProfiles.All.Single(one => one.Key == "journal").Layout;
    private static readonly ExportLayout Invoices = ExampleProfiles.All.Single(one => one.Key == "invoices").Layout;

    [Fact]
    public void The_examples_are_profiles_without_fault_and_survive_their_text()
    {
        foreach (var example in ExampleProfiles.All)
        {
            Assert.Empty(ExportRules.WhyNotAProfile(example.Name, example.Layout));
            Assert.StartsWith("Example", example.Name, StringComparison.Ordinal);
            var again = ExportLayout.FromJson(example.Layout.ToJson());
            Assert.Equal(example.Layout.Columns, again.Columns);
            Assert.Equal(example.Layout with { Columns = [] }, again with { Columns = [] });
        }
    }

    public static TheoryData<string, ExportLayout, string> Faults =>
        new()
        {
            { "Columns[0].Field", Invoices with { Columns = [] }, "Choose what the first column holds" },
            {
                "Signs",
                Invoices with
                {
                    Signs = ExportSigns.DebitAndCredit,
                },
                "Debit and credit need a column each, and no column with the amount"
            },
            {
                "Signs",
                Journal with
                {
                    Signs = ExportSigns.SpentIsPositive,
                },
                "Amounts with signs need a column with the amount, and none for debit or credit"
            },
            {
                "Trailer",
                Invoices with
                {
                    Trailer = "TOTAL",
                },
                "Put {{total}} into the header or the trailer, so that the file holds its control total"
            },
            { "Trailer", Invoices with { Trailer = "=1+{{total}}" }, "The trailer cannot begin with =" },
            {
                "Trailer",
                Invoices with
                {
                    Trailer = "{{sum}} {{total}}",
                },
                "{{sum}} is not known. Use {{number}}, {{lines}}, {{total}}, {{debits}}, {{credits}}, {{date}}"
            },
            {
                "FileName",
                Invoices with
                {
                    FileName = "invoices.csv",
                },
                "Put {{number}} into the name of the file, so that no two files have one name"
            },
            {
                "FileName",
                Invoices with
                {
                    FileName = "../{{number}}.csv",
                },
                "Enter a name such as {{number}}.csv, with letters, digits, hyphens and underscores only"
            },
            {
                "Decimals",
                Invoices with
                {
                    Decimals = ExportDecimals.Comma,
                    Qualifier = ExportQualifier.None,
                },
                "Amounts with a comma need another separator, or quotation marks around cells"
            },
            {
                "Columns[11].Text",
                Invoices with
                {
                    Columns = [.. Invoices.Columns.Take(11), new(ExportField.Text)],
                },
                "Enter the text of column 12"
            },
            {
                "Columns[0].Text",
                Invoices with
                {
                    Columns = [new(ExportField.Payee, "", "x"), .. Invoices.Columns],
                },
                "Column 1 holds payee, so it has no text of its own"
            },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_of_a_profile_is_said_at_its_box(string field, ExportLayout layout, string sentence)
    {
        var wrong = Assert.Single(ExportRules.WhyNotAProfile("A profile", layout), one => one.Sentence == sentence);
        Assert.Equal(field, wrong.Field);
    }

    [Theory]
    [InlineData("1234.50", null)]
    [InlineData("£1,234.50", null)]
    [InlineData("", "Enter the control total that you expect")]
    [InlineData("1234,50", "Enter the control total in pounds and pence, with a minus sign if it is below zero. Did you mean £1,234.50?")]
    [InlineData("1234.51", "The lines come to £1,234.50, and you entered £1,234.51: a difference of -£0.01. Nothing was exported")]
    public void A_control_total_is_compared_to_the_penny(string typed, string? sentence) =>
        Assert.Equal(sentence, ExportRules.WhyNotTheTotal(typed, new(123450), "total")?.Sentence);

    [Fact]
    public void A_control_total_may_be_below_zero() => Assert.Null(ExportRules.WhyNotTheTotal("-12.50", new(-1250), "total"));

    [Fact]
    public void An_export_is_cancelled_only_until_it_is_confirmed_and_not_while_a_later_one_takes_it_back()
    {
        Assert.Null(ExportRules.WhyCannotCancel(ExportStatus.Made, null));
        Assert.NotNull(ExportRules.WhyCannotCancel(ExportStatus.Confirmed, null));
        Assert.NotNull(ExportRules.WhyCannotCancel(ExportStatus.Cancelled, null));
        Assert.Equal(
            "I-2026-27-002 takes back lines of this export. Cancel I-2026-27-002 first.",
            ExportRules.WhyCannotCancel(ExportStatus.Made, "I-2026-27-002")!.Sentence
        );
    }

    [Fact]
    public void Exports_are_numbered_by_kind_and_year() =>
        Assert.Equal("A-2026-27-001", ExportRules.Number(ExportKind.Accruals, new(2026), 1));
}
