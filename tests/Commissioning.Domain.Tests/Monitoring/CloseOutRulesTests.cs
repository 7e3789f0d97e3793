using Commissioning.Domain.Monitoring;

namespace Commissioning.Domain.Tests.Monitoring;

public sealed class CloseOutRulesTests
{
    private static readonly DateTime Now = new(2027, 6, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Today = new(2027, 6, 1);
    private static readonly CloseOutReadiness Over = new(true, new(2027, 5, 31), null, 0, 0, []);
    private static readonly CloseOutState Agreed = new(new(1000), Now, null, Money.Zero, null, Money.Zero, null);

    private static string? WhyNot(CloseOutReadiness ready) => CloseOutRules.WhyCannotPropose(ready, false, Today)?.Sentence;

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
        Assert.Equal("2 returns are not accepted yet", WhyNot(Over with { ReturnsOpen = 2 }));
        Assert.Equal(
            "1 payment is on the way. Wait for the bank's result, or refuse payments that are only requested.",
            WhyNot(Over with { PaymentsOpen = 1 })
        );
        Assert.Equal("The close-out has already started", CloseOutRules.WhyCannotPropose(Over, true, Today)!.Sentence);
        Assert.Equal("The grant was not accepted, so there is nothing to close", WhyNot(Over with { Accepted = false }));
        Assert.Null(WhyNot(Over));
    }

    [Fact]
    public void A_close_out_waits_for_the_last_day_unless_the_grant_was_ended_early()
    {
        var goesOn = Over with { EndsOn = Today.AddDays(1) };
        Assert.Equal(
            "The project goes on until 2 June 2027. Close it after that day, or change its dates or end the grant first.",
            WhyNot(goesOn)
        );
        Assert.Null(WhyNot(goesOn with { EndedAt = Now }));
    }

    [Fact]
    public void A_close_out_stops_where_claims_say_more_than_the_last_return() =>
        Assert.Equal(
            "Ropes: claims of £4,480.00 were accepted, and the last return says £0.00 was spent. Ask for that part of the return again.",
            WhyNot(Over with { ClaimedMore = [new("Ropes", new(448_000), Money.Zero)] })
        );

    [Fact]
    public void Closing_figures_that_changed_cannot_be_agreed_and_are_disputed_once_with_a_reason()
    {
        var open = Agreed with { AgreedAt = null };
        var sum = new CloseOutSum(new(1000), new(1000), new(900));
        Assert.Null(CloseOutRules.WhyCannotAgree(open, sum, sum));
        Assert.StartsWith(
            "These figures have changed",
            CloseOutRules.WhyCannotAgree(open, sum, sum with { Spent = new(899) })!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Null(CloseOutRules.WhyCannotDispute(open, "We spent all of it"));
        Assert.StartsWith("Say what is wrong", CloseOutRules.WhyCannotDispute(open, " ")!.Sentence, StringComparison.Ordinal);
        Assert.StartsWith("This was agreed", CloseOutRules.WhyCannotDispute(Agreed, "No")!.Sentence, StringComparison.Ordinal);
        Assert.StartsWith(
            "You told us",
            CloseOutRules.WhyCannotDispute(open with { DisputedAt = Now }, "No")!.Sentence,
            StringComparison.Ordinal
        );
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
            CloseOutRules.WhyCannotClose(
                Agreed with
                {
                    ReuseFor = "Books",
                    ReuseAt = Now,
                    Reused = new(400),
                    ReuseSpent = new(400),
                    Received = new(600),
                },
                null
            )
        );
    }

    [Fact]
    public void Money_used_again_is_reported_before_the_award_is_closed_and_what_is_left_of_it_comes_back()
    {
        var used = Agreed with { ReuseFor = "Books", ReuseAt = Now, Reused = new(400), Received = new(600) };
        Assert.Equal("The return about the £4.00 used again is not accepted yet", CloseOutRules.WhyCannotClose(used, null)!.Sentence);
        Assert.Equal("£1.00 is still to be returned", CloseOutRules.WhyCannotClose(used with { ReuseSpent = new(300) }, null)!.Sentence);
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
        static string? WhyNot(CloseOutState state, int pence, DateOnly? useBy) =>
            CloseOutRules.WhyCannotDecideReuse(state, new(pence), useBy, Today)?.Sentence;
        var day = Today.AddDays(30);
        Assert.Equal("The organisation did not ask to use the money again", WhyNot(Agreed, 1, day));
        Assert.Equal("Only £10.00 is still to be returned", WhyNot(asks, 1001, day));
        Assert.Equal("This has already been decided", WhyNot(asks with { ReuseAt = Now }, 1, day));
        Assert.Equal("The organisation has not agreed the figures yet", WhyNot(asks with { AgreedAt = null }, 1, day));
        Assert.Equal("The grant is closed", WhyNot(asks with { ClosedAt = Now }, 1, day));
        Assert.Equal("Give the last day on which they may use it, after today and within a year", WhyNot(asks, 1, null));
        Assert.Equal("Give the last day on which they may use it, after today and within a year", WhyNot(asks, 1, Today));
        Assert.Null(WhyNot(asks, 1, day));
        Assert.Null(WhyNot(asks, 0, null));
        var sum = new CloseOutSum(new(1000), new(1000), Money.Zero);
        Assert.StartsWith("This was agreed", CloseOutRules.WhyCannotAgree(Agreed, sum, sum)!.Sentence, StringComparison.Ordinal);
    }
}
