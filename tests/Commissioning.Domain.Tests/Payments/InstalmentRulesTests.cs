using Commissioning.Domain.Funds;
using Commissioning.Domain.Payments;

namespace Commissioning.Domain.Tests.Payments;

public sealed class InstalmentRulesTests
{
    private static readonly DateOnly Accepted = new(2026, 3, 20),
        Starts = new(2026, 5, 1),
        Ends = new(2027, 4, 30);

    private static IReadOnlyList<Instalment> Plan(long pence, PaymentProfile payment, params int[] percents) =>
        InstalmentRules.Plan(new(pence), new() { Payment = payment, StagePercents = percents }, Accepted, Starts, Ends);

    [RepeatableProperty(200)]
    public Property Staged_instalments_add_up_to_the_award_to_the_penny() =>
        Prop.ForAll(
            Any.Number(1, 3_000_000),
            Any.Percentages(10),
            (award, percents) =>
            {
                var plan = Plan(award, PaymentProfile.Staged, percents);
                Assert.Equal(new Money(award), plan.Sum(one => one.Amount));
                Assert.All(plan, one => Assert.True(one.Amount > Money.Zero));
                Assert.Equal(Enumerable.Range(1, plan.Count), plan.Select(one => one.Position));
                Assert.Equal(plan.Select(one => one.DueOn).Order(), plan.Select(one => one.DueOn));
                if (award > 1000)
                    Assert.All(
                        plan.Zip(percents),
                        pair => Assert.True(Math.Abs(pair.First.Amount.Pence * 100 - (long)award * pair.Second) < 100)
                    );
            }
        );

    [Fact]
    public void Staged_instalments_fall_due_on_acceptance_and_then_across_the_project()
    {
        Assert.Equal(
            [(50_001, Accepted), (50_000, new DateOnly(2026, 10, 30))],
            Plan(100_001, PaymentProfile.Staged, 50, 50).Select(one => (one.Amount.Pence, one.DueOn))
        );
        Assert.Equal(
            [Accepted, new(2026, 7, 31), new(2026, 10, 30), new(2027, 1, 29)],
            Plan(100_000, PaymentProfile.Staged, 40, 20, 20, 20).Select(one => one.DueOn)
        );
        var late = InstalmentRules.Plan(new(100), new() { Payment = PaymentProfile.Staged }, new(2027, 6, 1), Starts, Ends);
        Assert.All(late, one => Assert.Equal(new(2027, 6, 1), one.DueOn));
    }

    [Fact]
    public void An_award_paid_at_once_or_in_arrears_has_one_instalment()
    {
        Assert.Equal(
            (100_000, Accepted, false),
            Plan(100_000, PaymentProfile.AtOnce).Select(one => (one.Amount.Pence, one.DueOn, one.InArrears)).Single()
        );
        Assert.Equal(
            (100_000, Starts, true),
            Plan(100_000, PaymentProfile.Arrears).Select(one => (one.Amount.Pence, one.DueOn, one.InArrears)).Single()
        );
        Assert.Empty(Plan(0, PaymentProfile.AtOnce));
    }

    [Fact]
    public void An_instalment_is_not_requested_before_its_day_or_its_condition_or_beyond_what_is_left()
    {
        var instalment = new Instalment
        {
            Position = 2,
            Amount = new(5000),
            DueOn = Starts,
            InArrears = false,
            Condition = "after the mid-point return",
            Claimed = new(1000),
        };
        Assert.Equal("Instalment 2 is due on 1 May 2026, so you cannot request it before then", Why(instalment, 10, Starts.AddDays(-1)));
        Assert.Equal("Instalment 2 cannot be paid until this condition is met: after the mid-point return", Why(instalment, 10, Starts));
        var met = instalment with { MetAt = new DateTime(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc) };
        Assert.Equal("Only £40.00 of instalment 2 is left to request", Why(met, 4001, Starts));
        Assert.Null(Why(met, 4000, Starts));
        Assert.Equal(
            "Instalment 2 is paid for money already spent. Accept a claim to request its payment.",
            Why(met with { InArrears = true }, 10, Starts)
        );
        Assert.Equal(
            "Instalment 2 is not paid against receipts",
            InstalmentRules.WhyNotDue(met, new(10), Starts, forClaim: true, "f")!.Sentence
        );

        static string? Why(Instalment one, long pence, DateOnly today) =>
            InstalmentRules.WhyNotDue(one, new(pence), today, forClaim: false, "f")?.Sentence;
    }

    [Fact]
    public void Instalments_must_add_up_to_the_award_and_keep_what_was_requested()
    {
        Instalment[] before =
        [
            new()
            {
                Position = 1,
                Amount = new(6000),
                DueOn = Accepted,
                InArrears = false,
                Claimed = new(3000),
                Payments = 1,
            },
            new()
            {
                Position = 2,
                Amount = new(4000),
                DueOn = Starts,
                InArrears = false,
            },
        ];
        Assert.Empty(Wrong(before, new(1, new(3000), Accepted, false, null), new(null, new(7000), Ends, true, "at the end")));
        Assert.Equal(
            ["The instalments add up to £99.99, which is £0.01 less than the grant of £100.00"],
            Wrong(before, new(1, new(6000), Accepted, false, null), new(2, new(3999), Starts, false, null))
        );
        Assert.Equal(
            ["£30.00 of instalment 1 has already been requested, so it cannot be less"],
            Wrong(before, new(1, new(2999), Accepted, false, null), new(2, new(7001), Starts, false, null))
        );
        Assert.Equal(
            ["Money has already been requested for instalment 1, so you cannot change its date, its condition or how it is paid"],
            Wrong(before, new InstalmentLine(1, new(10_000), Starts, false, null))
        );
        Assert.Equal(
            ["A payment of £60.00 due on 20 March 2026 has been requested, so you cannot remove its instalment"],
            Wrong(before, new InstalmentLine(2, new(10_000), Starts, false, null))
        );
        Assert.Equal(
            ["Enter an amount of more than £0.00 for instalment 2"],
            Wrong(before, new(1, new(10_000), Accepted, false, null), new(2, Money.Zero, Starts, false, null))
        );
        Assert.Equal(
            ["The same instalment is listed twice. Reload the page and set the instalments again."],
            Wrong(
                before,
                new InstalmentLine(1, new(4_000), Accepted, false, null),
                new InstalmentLine(1, new(6_000), Accepted, false, null)
            )
        );
        Assert.Equal(
            ["Shorten the condition of instalment 1 to 500 characters"],
            Wrong([], new InstalmentLine(null, new(10_000), Starts, false, new string('x', 501)))
        );

        static IEnumerable<string> Wrong(IReadOnlyList<Instalment> before, params InstalmentLine[] lines) =>
            InstalmentRules.WhyCannotSet(lines, before, new(10_000)).Select(refusal => refusal.Sentence);
    }
}
