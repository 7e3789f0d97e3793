using Commissioning.Domain.CspBudgets;

namespace Commissioning.Domain.Tests.CspBudgets;

public sealed class LedgerRulesTests
{
    [Fact]
    public void A_ledger_transaction_sums_to_zero_over_different_accounts()
    {
        var (a, b) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.True(LedgerRules.Balances([new(a, new(-5)), new(b, new(5))]));
        Assert.False(LedgerRules.Balances([new(a, new(-5)), new(b, new(4))]));
        Assert.False(LedgerRules.Balances([new(a, new(-5)), new(a, new(5))]));
        Assert.False(LedgerRules.Balances([new(a, Money.Zero), new(b, Money.Zero)]));
    }
}
