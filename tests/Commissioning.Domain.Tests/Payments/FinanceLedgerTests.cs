using Commissioning.Domain.Payments;

namespace Commissioning.Domain.Tests.Payments;

public sealed class FinanceLedgerTests
{
    [Fact]
    public void The_finance_ledger_comparison_matches_each_payment_and_reports_duplicates()
    {
        var lines = FinanceLedger.Compare(
            [Line("P-2026-001-001", 100), Line("P-2026-001-002", 200), Line("P-2026-001-003", 300)],
            [Line("p-2026-001-001", 100), Line("P-2026-001-002", 210), Line("P-2026-001-002", 200), Line("X", 5)]
        );
        Assert.Equal(
            [MatchState.Agrees, MatchState.AmountDiffers, MatchState.OnlyHere, MatchState.OnlyThere, MatchState.Duplicate],
            lines.Select(line => line.State)
        );
        Assert.Equal("Differs by £0.10", lines[1].InWords);
        Assert.Equal(
            ["Agrees", "Differs by £0.10", "Only here", "Only in the finance system", "In the finance system more than once"],
            lines.Select(line => line.InWords)
        );

        static LedgerLine Line(string reference, long pence) =>
            new()
            {
                Reference = reference,
                Day = new(2026, 6, 1),
                Amount = new(pence),
            };
    }
}
