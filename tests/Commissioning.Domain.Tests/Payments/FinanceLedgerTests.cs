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
            [MatchState.Agrees, MatchState.Agrees, MatchState.OnlyHere, MatchState.OnlyThere, MatchState.Duplicate],
            lines.Select(line => line.State)
        );
        Assert.Equal(new(210), lines[^1].There!.Amount);
        Assert.Equal(
            ["Agrees", "Agrees", "Only here", "Only in the finance system", "In the finance system more than once"],
            lines.Select(line => line.InWords)
        );
        Assert.Equal("Differs by £0.10", Assert.Single(FinanceLedger.Compare([Line("A", 200)], [Line("A", 210)])).InWords);
    }

    [Fact]
    public void The_finance_ledger_comparison_matches_what_went_out_and_what_came_back_movement_by_movement()
    {
        LedgerLine[] returned = [Line("P-2026-001-001", 995_000), Line("P-2026-001-001", -995_000)];
        Assert.All(FinanceLedger.Compare(returned, [.. returned.Reverse()]), line => Assert.Equal(MatchState.Agrees, line.State));
        // Finance has not booked the return yet, or has booked one that the portal does not know.
        Assert.Equal(
            [("Out", MatchState.Agrees), ("Back", MatchState.OnlyHere)],
            FinanceLedger.Compare(returned, [returned[0]]).Select(line => (line.Movement, line.State))
        );
        Assert.Equal(
            [("Out", MatchState.Agrees), ("Back", MatchState.OnlyThere)],
            FinanceLedger.Compare([returned[0]], returned).Select(line => (line.Movement, line.State))
        );
        Assert.Equal(
            [MatchState.Agrees, MatchState.Agrees, MatchState.Duplicate],
            FinanceLedger.Compare(returned, [.. returned, returned[1]]).Select(line => line.State)
        );
        // Part of it came back: the amounts differ, not the kinds.
        Assert.Equal(
            [MatchState.Agrees, MatchState.AmountDiffers],
            FinanceLedger.Compare(returned, [returned[0], Line("P-2026-001-001", -900_000)]).Select(line => line.State)
        );
    }

    [Theory]
    [InlineData(995_000, "", 995_000)]
    [InlineData(-995_000, "", -995_000)]
    [InlineData(995_000, "Debit", 995_000)]
    [InlineData(995_000, "CREDIT", -995_000)]
    [InlineData(-995_000, "cr", -995_000)]
    [InlineData(-995_000, "DR", null)]
    [InlineData(995_000, "sideways", null)]
    public void A_line_of_the_finance_system_is_a_movement_by_its_direction_or_its_sign(long pence, string direction, int? expected) =>
        Assert.Equal(expected is { } some ? new Money(some) : (Money?)null, FinanceLedger.MovementOf(new(pence), direction));

    private static LedgerLine Line(string reference, long pence) =>
        new()
        {
            Reference = reference,
            Day = new(2026, 6, 1),
            Amount = new(pence),
        };
}
