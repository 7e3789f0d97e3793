using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Commissioning.Domain.Tests.Awards;

public sealed class VariationEffectsTests
{
    private static readonly AwardStanding Standing = new(
        new(995_000),
        Money.Zero,
        new(448_000),
        Money.Zero,
        Money.Zero,
        new(100_000),
        new()
        {
            StartsOn = new(2026, 5, 1),
            EndsOn = new(2027, 4, 30),
            Lines = [],
        },
        true,
        false,
        new(2026, 5, 1)
    );

    [RepeatableProperty(500)]
    public Property Effects_move_money_between_the_grant_and_the_pot_to_the_penny() =>
        Prop.ForAll(
            Any.List(Any.Number(0, 2_000_000), 8, 8).Zip(Any.Number(0, Enum.GetValues<VariationKind>().Length - 1)),
            drawn =>
            {
                var (pence, kind) = (drawn.Item1, (VariationKind)drawn.Item2);
                var standing = Standing with
                {
                    Amount = new(pence[0] + pence[1]),
                    GivenBack = new(pence[1]),
                    Paid = new(pence[2]),
                    OnItsWay = new(pence[3]),
                    ClaimsOwed = new(pence[4]),
                    Available = new(pence[5] - pence[6]),
                };
                var effect = VariationEffects.Of(kind, new() { Amount = new(pence[7]) }, standing);
                return effect.GrantBefore == standing.Net
                    && effect.PotBefore + effect.GrantBefore == effect.PotAfter + effect.GrantAfter
                    && effect.GrantAfter >= Money.Zero
                    && effect.Sentences.Count > 1;
            }
        );

    [RepeatableProperty(500)]
    public Property Effects_on_instalments_add_up_to_the_difference_and_never_cut_what_is_requested() =>
        Prop.ForAll(
            Any.List(Any.Number(1, 900_000).Zip(Any.Number(0, 100)), 1, 6).Zip(Any.Number(-900_000, 900_000)),
            drawn =>
            {
                var planned = drawn
                    .Item1.Select(
                        (one, i) => new PlannedInstalment(i + 1, new(one.Item1), new((long)one.Item1 * one.Item2 / 100), new(2026, 5, 1))
                    )
                    .ToList();
                var least = planned.Sum(one => one.Claimed - one.Amount);
                var difference = new Money(drawn.Item2) < least ? least : new Money(drawn.Item2);
                var changed = VariationEffects.Instalments(planned, difference);
                return changed.Sum(change => change.After - change.Before.Amount) == difference
                    && changed.All(change => change.After >= change.Before.Claimed);
            }
        );

    [Fact]
    public void Effects_of_giving_up_keep_an_accepted_claim_and_name_what_is_not_paid()
    {
        var standing = Standing with
        {
            ClaimsOwed = new(448_000),
            OpenPayments = [new(new(448_000), "Claim of 1 June 2026", OfClaim: true), new(new(10_000), "A part", OfClaim: false)],
            ClaimsWaiting = [new(new(50_000), new(2026, 6, 3))],
            OpenReturns = 2,
        };
        var effect = VariationEffects.Of(VariationKind.GiveUp, new(), standing);
        Assert.Equal((new Money(448_000), new Money(647_000)), (effect.GrantAfter, effect.PotAfter));
        Assert.Equal(
            [
                "The grant goes from £9,950.00 to £4,480.00.",
                "£5,470.00 goes back to the pot, which then has £6,470.00 left.",
                "£4,480.00 of accepted claims is still paid.",
                "The payment of £100.00 (A part) is not made: \"The grant was given up\".",
                "The claim of £500.00 sent on 3 June 2026 goes back unpaid, because nobody has decided it.",
                "One last return is asked for, about everything that is not reported yet. Other returns in which nothing is written are cancelled.",
                "A letter, \"Grant given up\", joins the day's letters. It goes out, with its e-mail, when they are sent.",
            ],
            effect.Sentences
        );
        Assert.Equal(["1 claim of £500.00 waits for a decision. Decide first what should still be paid."], effect.Warnings);
    }

    [Fact]
    public void Effects_of_an_early_end_say_that_a_late_return_stays_late_and_holds_payments()
    {
        var late = Standing with { LateSince = new(2025, 10, 1), OpenReturns = 1 };
        Assert.Contains(
            "A return was due on 1 October 2025 and has not arrived. It stays late. Until it arrives no payment to the organisation is made.",
            VariationEffects.Of(VariationKind.GiveUp, new(), late).Sentences
        );
        Assert.Contains(
            VariationEffects.Of(VariationKind.Termination, new(), late with { ClaimsOwed = new(448_000) }).Sentences,
            sentence => sentence.EndsWith("no payment to the organisation is made, not even of accepted claims.", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Effects_of_a_larger_amount_warn_of_the_subsidy_limit_and_of_a_final_return_that_is_sent()
    {
        var standing = Standing with
        {
            Instalments = [new(1, new(500_000), new(500_000), new(2026, 5, 1)), new(2, new(495_000), Money.Zero, new(2026, 11, 1))],
            SubsidyCounted = new(31_000_000),
            SubsidyLimit = new(31_500_000),
            FinalSent = true,
        };
        var effect = VariationEffects.Of(VariationKind.Amount, new() { Amount = new(1_000_000) }, standing);
        Assert.Contains("Instalment 2 goes from £4,950.00 to £5,000.00.", effect.Sentences);
        Assert.Equal(
            [
                "The final return is sent, so no return will say what the further money was spent on.",
                "With £310,000.00 counted already, this grant brings the organisation to £320,000.00 of minimal financial assistance. The limit is £315,000.00.",
            ],
            effect.Warnings
        );
        Assert.Empty(VariationEffects.Of(VariationKind.Amount, new() { Amount = new(900_000) }, standing).Warnings);
    }
}
