using Commissioning.Domain.Monitoring;

namespace Commissioning.Domain.Tests.Monitoring;

public sealed class CloseOutRulesTests
{
    private static readonly DateTime Now = new(2027, 6, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly CloseOutState Agreed = new(new(1000), Now, null, Money.Zero, null, Money.Zero, null);

    [RepeatableProperty(1000)]
    public Property A_close_out_counts_every_penny_of_an_award_as_spent_returned_or_not_drawn() =>
        Prop.ForAll(
            Any.Number(0, 100),
            Any.Number(0, 100),
            Any.Number(0, 300),
            (paid, notPaid, spent) =>
            {
                var sum = new CloseOutSum(new(paid + notPaid), new(paid), new(spent));
                Assert.Equal(sum.Net, sum.NotDrawn + sum.Paid);
                Assert.True(
                    sum.ToReturn >= Money.Zero && sum.ToReturn <= sum.Paid && sum.Unpaid >= Money.Zero && sum.Unpaid <= sum.NotDrawn
                );
                Assert.True(sum.ToReturn == Money.Zero || sum.Unpaid == Money.Zero);
                Assert.Equal(sum.Spent < sum.Paid ? sum.Spent : sum.Paid, sum.Paid - sum.ToReturn);
            }
        );

    [Fact]
    public void A_close_out_waits_for_returns_and_payments()
    {
        Assert.Equal("2 returns are not accepted yet", CloseOutRules.WhyCannotPropose(true, false, 2, 0)!.Sentence);
        Assert.StartsWith("1 payment is on the way", CloseOutRules.WhyCannotPropose(true, false, 0, 1)!.Sentence, StringComparison.Ordinal);
        Assert.Equal("The close-out has already started", CloseOutRules.WhyCannotPropose(true, true, 0, 0)!.Sentence);
        Assert.Equal(
            "The grant was not accepted, so there is nothing to close",
            CloseOutRules.WhyCannotPropose(false, false, 0, 0)!.Sentence
        );
        Assert.Null(CloseOutRules.WhyCannotPropose(true, false, 0, 0));
    }

    [Fact]
    public void An_award_is_not_closed_before_its_money_is_settled()
    {
        Assert.Equal("£10.00 is still to be returned", CloseOutRules.WhyCannotClose(Agreed, null)!.Sentence);
        Assert.Equal(
            "The organisation has not agreed the figures yet",
            CloseOutRules.WhyCannotClose(Agreed with { AgreedAt = null }, null)!.Sentence
        );
        Assert.Equal(
            "The organisation has asked to use money again, and no one has decided that yet",
            CloseOutRules.WhyCannotClose(Agreed with { ReuseFor = "Books" }, null)!.Sentence
        );
        Assert.Equal("A", CloseOutRules.WhyCannotClose(Agreed with { Received = new(1000) }, new("A"))!.Sentence);
        Assert.StartsWith(
            "This grant was closed",
            CloseOutRules.WhyCannotClose(Agreed with { ClosedAt = Now }, null)!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Null(
            CloseOutRules.WhyCannotClose(Agreed with { ReuseFor = "Books", ReuseAt = Now, Reused = new(400), Received = new(600) }, null)
        );
    }

    [Fact]
    public void A_repayment_cannot_be_more_than_is_owed()
    {
        Assert.Equal("Only £10.00 is still to be returned", CloseOutRules.WhyCannotReceive(Agreed, new(1001))!.Sentence);
        Assert.Equal("Enter an amount of more than £0.00", CloseOutRules.WhyCannotReceive(Agreed, Money.Zero)!.Sentence);
        Assert.Equal(
            "The organisation has not agreed the figures yet",
            CloseOutRules.WhyCannotReceive(Agreed with { AgreedAt = null }, new(1))!.Sentence
        );
        Assert.Equal("The grant is closed", CloseOutRules.WhyCannotReceive(Agreed with { ClosedAt = Now }, new(1))!.Sentence);
        Assert.Null(CloseOutRules.WhyCannotReceive(Agreed, new(1000)));
    }

    [Fact]
    public void Reuse_of_an_underspend_is_requested_and_decided_once()
    {
        var asks = Agreed with { ReuseFor = "Books" };
        Assert.Equal("The organisation did not ask to use the money again", CloseOutRules.WhyCannotDecideReuse(Agreed, new(1))!.Sentence);
        Assert.Equal("Only £10.00 is still to be returned", CloseOutRules.WhyCannotDecideReuse(asks, new(1001))!.Sentence);
        Assert.Equal("This has already been decided", CloseOutRules.WhyCannotDecideReuse(asks with { ReuseAt = Now }, new(1))!.Sentence);
        Assert.Equal(
            "The organisation has not agreed the figures yet",
            CloseOutRules.WhyCannotDecideReuse(asks with { AgreedAt = null }, new(1))!.Sentence
        );
        Assert.Equal("The grant is closed", CloseOutRules.WhyCannotDecideReuse(asks with { ClosedAt = Now }, new(1))!.Sentence);
        Assert.Null(CloseOutRules.WhyCannotDecideReuse(asks, Money.Zero));
        Assert.StartsWith("This was agreed", CloseOutRules.WhyCannotAgree(Agreed)!.Sentence, StringComparison.Ordinal);
    }
}
