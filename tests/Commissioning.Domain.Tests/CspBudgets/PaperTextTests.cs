using Commissioning.Domain;
using Commissioning.Domain.CspBudgets;

namespace Commissioning.Domain.Tests.CspBudgets;

public sealed class PaperTextTests
{
    private static string Cells(string text) =>
        string.Join(
            "\n",
            PaperText
                .Blocks(text)
                .Select(block =>
                    block is PaperTable table
                        ? string.Join("\n", table.Rows.Select(row => string.Join("|", row)))
                        : ((PaperParagraph)block).Text
                )
        );

    private const string Table =
        "CSP|24/25 Allocation (including underspend)|Remaining\nBlaby|£60,726.49|£3,054.99\nRutland|£22,250.25|Nil";

    [Theory]
    [InlineData("CSP\t24/25 Allocation (including underspend)\tRemaining\nBlaby\t£60,726.49\t£3,054.99\nRutland\t£22,250.25\tNil")]
    [InlineData("CSP   24/25 Allocation (including underspend)   Remaining\nBlaby   £60,726.49   £3,054.99\nRutland   £22,250.25   Nil")]
    [InlineData("CSP 24/25 Allocation (including underspend) Remaining\nBlaby £60,726.49 £3,054.99\nRutland £22,250.25 Nil")]
    [InlineData("CSP\n24/25 Allocation (including underspend)\nRemaining\nBlaby\n£60,726.49\n£3,054.99\nRutland\n£22,250.25\nNil")]
    [InlineData("CSP\t24/25 Allocation (including underspend)\tRemaining\nBlaby\t£60,726.\n49\t£3,054.99\nRutland\t£22,250.25\tNil")]
    public void A_table_is_found_however_it_was_copied(string text) =>
        Assert.Equal(Table.Replace("CSP", ""), Cells(text).Replace("CSP", ""));

    [Fact]
    public void A_sentence_stays_running_text() =>
        Assert.Equal(
            "Leicester spent £305,327.80 of £313,421.48.\nBlaby spent less.",
            Cells("Leicester spent £305,327.80\nof £313,421.48.\n\nBlaby spent less.")
        );
}
