using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests.Awards;

public sealed class AwardRulesTests
{
    private static readonly DateTime At = new(2026, 3, 20, 12, 0, 0, DateTimeKind.Utc);
    private static readonly OfferState Open = new(At, new DateOnly(2026, 4, 17), null, null, null);
    private static readonly Guid LineA = Guid.NewGuid(),
        LineB = Guid.NewGuid();
    private static readonly AwardStanding Standing = new(
        new(10_000),
        Money.Zero,
        new(1_000),
        new(3_000),
        new(2_000),
        new(500),
        new()
        {
            Purpose = "Clubs",
            StartsOn = new(2026, 5, 1),
            EndsOn = new(2027, 4, 30),
            Lines = [new(LineA, "Workers", new(6_000)), new(LineB, "Venue", new(4_000))],
        },
        true,
        false,
        new(2026, 5, 1)
    );

    [Fact]
    public void An_offer_is_accepted_once_in_time_and_never_withdraws_itself()
    {
        Assert.Null(AwardRules.WhyCannotAccept(Open, new(2026, 4, 17)));
        Assert.Equal(
            "The offer could be accepted until 17 April 2026. It is not withdrawn. Ask us for more time and we will reopen it.",
            AwardRules.WhyCannotAccept(Open, new(2026, 4, 18))!.Sentence
        );
        Assert.StartsWith(
            "This grant was accepted at",
            AwardRules.WhyCannotAccept(Open with { AcceptedAt = At }, new(2026, 4, 1))!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "This offer was declined on 20 March 2026",
            AwardRules.WhyCannotAccept(Open with { EndedAt = At, EndedHow = AwardEnd.Declined }, new(2026, 4, 1))!.Sentence
        );
        Assert.Equal(
            "This grant has not been offered yet",
            AwardRules.WhyCannotAccept(Open with { OfferedAt = null }, new(2026, 4, 1))!.Sentence
        );
        Assert.Equal("Offer past its date", AwardRules.StateOf(Open, new(2026, 4, 18)));
        Assert.Equal("Given up", AwardRules.StateOf(Open with { EndedAt = At, EndedHow = AwardEnd.GivenUp }, new(2026, 4, 18)));
    }

    [Fact]
    public void Only_signatories_accept_and_only_what_they_read()
    {
        Assert.Null(AwardRules.WhyCannotSign(["Ann"], true));
        Assert.StartsWith(
            "Only a person named to accept grants for the organisation can accept: Ann, Bob.",
            AwardRules.WhyCannotSign(["Ann", "Bob"], false)!.Sentence,
            StringComparison.Ordinal
        );
        Assert.NotNull(AwardRules.WhyOtherLetter("a", "b"));
        Assert.Null(AwardRules.WhyOtherLetter("a", "a"));
    }

    [Theory]
    [InlineData(4_999, false, 1)]
    [InlineData(5_000, false, 2)]
    [InlineData(500, true, 4)]
    public void Larger_and_riskier_awards_report_more_often(int pounds, bool enhanced, int returns)
    {
        var plan = ReturnSchedule.Plan(Money.FromPounds(pounds), enhanced, new(2026, 5, 1), new(2027, 4, 30), new());
        Assert.Equal(returns, plan.Count);
        Assert.Equal([.. Enumerable.Repeat(false, returns - 1), true], plan.Select(one => one.IsFinal));
        Assert.Equal(
            (new DateOnly(2026, 5, 1), new DateOnly(2027, 4, 30), new DateOnly(2027, 5, 28)),
            (plan[0].From, plan[^1].To, plan[^1].DueOn)
        );
        Assert.All(plan.Zip(plan.Skip(1)), pair => Assert.Equal(pair.First.To.AddDays(1), pair.Second.From));
    }

    [Fact]
    public void A_short_project_reports_once() =>
        Assert.Single(ReturnSchedule.Plan(Money.FromPounds(9_000), false, new(2026, 5, 1), new(2026, 6, 15), new()));

    private static string[] Why(VariationKind kind, VariationDetails wanted, AwardStanding? standing = null, string reason = "Because") =>
        VariationRules.WhyWrong(kind, wanted, standing ?? Standing, reason).Select(refusal => refusal.Sentence).ToArray();

    [Fact]
    public void Lines_come_to_the_grant()
    {
        Assert.Empty(Why(VariationKind.Budget, new() { Lines = [new(LineA, "Workers", new(5_000)), new(LineB, "Venue", new(5_000))] }));
        Assert.Equal(
            ["The lines add up to £100.01; they must add up to the grant of £100.00"],
            Why(VariationKind.Budget, new() { Lines = [new(LineA, "Workers", new(5_001)), new(LineB, "Venue", new(5_000))] })
        );
        Assert.Equal(["These are the amounts now"], Why(VariationKind.Budget, new() { Lines = Standing.Now.Lines }));
        Assert.Equal(["Enter an amount for every line, or 0"], Why(VariationKind.Budget, new()));
    }

    [Fact]
    public void An_amount_covers_what_is_promised_and_fits_the_pot()
    {
        Assert.Equal(
            ["£40.00 has already been requested or approved, so the grant cannot be less"],
            Why(VariationKind.Amount, new() { Amount = new(3_999) })
        );
        Assert.Empty(Why(VariationKind.Amount, new() { Amount = new(4_000) }));
        Assert.Empty(Why(VariationKind.Amount, new() { Amount = new(10_500) }));
        Assert.Equal(["The round's pot has £5.00 left"], Why(VariationKind.Amount, new() { Amount = new(10_501) }));
        Assert.Equal(["This is the amount now"], Why(VariationKind.Amount, new() { Amount = new(10_000) }));
        Assert.Equal(["Only £20.00 was paid"], Why(VariationKind.Recovery, new() { Amount = new(2_001) }));
        Assert.Empty(Why(VariationKind.Recovery, new() { Amount = new(2_000) }, Standing with { Ended = true }));
    }

    [Fact]
    public void No_line_goes_below_what_is_claimed_of_it()
    {
        var claimed = Standing with { Claimed = new Dictionary<Guid, Money> { [LineB] = new(3_000) } };
        Assert.Equal(
            ["£30.00 of Venue has already been claimed, and the line would have only £20.00"],
            Why(VariationKind.Budget, new() { Lines = [new(LineA, "Workers", new(8_000)), new(LineB, "Venue", new(2_000))] }, claimed)
        );
        Assert.Equal(
            ["£30.00 of Venue has already been claimed, and the line would have only £20.00"],
            Why(VariationKind.Amount, new() { Amount = new(5_000) }, claimed)
        );
        Assert.Empty(Why(VariationKind.Amount, new() { Amount = new(7_500) }, claimed));
    }

    [Fact]
    public void An_offer_is_remembered_a_week_before_and_the_day_after()
    {
        Assert.Null(AwardRules.OfferReminderDue(new(2026, 4, 17), new(2026, 4, 9)));
        Assert.Equal(-7, AwardRules.OfferReminderDue(new(2026, 4, 17), new(2026, 4, 17)));
        Assert.Equal(1, AwardRules.OfferReminderDue(new(2026, 4, 17), new(2026, 4, 18)));
    }

    [Fact]
    public void Dates_are_real_and_within_the_round()
    {
        Assert.Empty(Why(VariationKind.Dates, new() { StartsOn = new(2026, 6, 1), EndsOn = new(2027, 6, 30) }));
        Assert.Equal(
            ["The project must end after it starts"],
            Why(VariationKind.Dates, new() { StartsOn = new(2026, 6, 1), EndsOn = new(2026, 6, 1) })
        );
        Assert.Equal(
            ["Projects of this round start on 1 May 2026 or later"],
            Why(VariationKind.Dates, new() { StartsOn = new(2026, 4, 30), EndsOn = new(2027, 4, 1) })
        );
        Assert.Equal(
            ["A project lasts three years at most"],
            Why(VariationKind.Dates, new() { StartsOn = new(2026, 5, 1), EndsOn = new(2029, 5, 2) })
        );
        Assert.Equal(
            ["These are the dates now"],
            Why(VariationKind.Dates, new() { StartsOn = new(2026, 5, 1), EndsOn = new(2027, 4, 30) })
        );
        Assert.Equal(
            ["Enter a year of this century"],
            Why(VariationKind.Dates, new() { StartsOn = new(9998, 5, 1), EndsOn = new(9999, 5, 1) })
        );
        Assert.Equal(["Enter the day the project starts", "Enter the day the project ends"], Why(VariationKind.Dates, new()));
    }

    [Fact]
    public void Words_are_there_and_differ()
    {
        Assert.Equal(
            ["Say why, in up to 2,000 characters", "This is what the grant is for now. Say what should be different."],
            Why(VariationKind.Purpose, new() { Purpose = "Clubs" }, reason: " ")
        );
        Assert.Equal(["Say what the grant will be for, in up to 2,000 characters"], Why(VariationKind.Purpose, new()));
        Assert.Equal(
            [
                "Enter the name of the new contact, in up to 200 characters",
                "Enter an e-mail address in the right form, such as name@example.com",
            ],
            Why(VariationKind.Contact, new() { ContactEmail = "no one" })
        );
        Assert.Equal(["Give a new account on the page for bank details, where we check it"], Why(VariationKind.Bank, new()));
        Assert.Equal(
            ["The grant has ended or is being closed, so it can no longer be changed"],
            Why(VariationKind.Purpose, new() { Purpose = "Other" }, Standing with { Ended = true })
        );
        Assert.Equal(
            ["The grant is not accepted yet. If the offer is wrong, send it again or withdraw it."],
            Why(VariationKind.GiveUp, new(), Standing with { Accepted = false })
        );
    }

    [Fact]
    public void The_level_follows_the_settings_and_nobody_approves_their_own()
    {
        var policy = new AwardPolicy();
        VariationDetails Move(long pence) =>
            new() { Lines = [new(LineA, "Workers", new(6_000 - pence)), new(LineB, "Venue", new(4_000 + pence))] };
        Assert.Equal(Role.CommissioningOfficer, VariationRules.ApproverOf(VariationKind.Budget, Move(1_000), Standing, policy));
        Assert.Equal(Role.Approver, VariationRules.ApproverOf(VariationKind.Budget, Move(1_001), Standing, policy));
        Assert.Equal(Role.Approver, VariationRules.ApproverOf(VariationKind.Termination, new(), Standing, policy));
        var (asker, other) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal(
            "You asked for this change, so someone else must decide",
            VariationRules.WhyCannotDecide(VariationState.Asked, asker, asker, Role.Approver, [Role.Approver])!.Sentence
        );
        Assert.Equal(
            "This change must be decided by a commissioner or approver",
            VariationRules.WhyCannotDecide(VariationState.Asked, asker, other, Role.Approver, [Role.CommissioningOfficer])!.Sentence
        );
        Assert.Equal(
            "This change has already been approved",
            VariationRules.WhyCannotDecide(VariationState.Approved, asker, other, Role.Approver, [Role.Approver])!.Sentence
        );
        Assert.Null(VariationRules.WhyCannotDecide(VariationState.Asked, asker, other, Role.Approver, [Role.Approver]));
    }

    [Fact]
    public void Settings_that_cannot_be_are_named()
    {
        var policy = new AwardPolicy();
        Assert.Empty(AwardPolicyRules.WhyWrong(policy));
        Assert.Equal(
            ["Form.StagePercents"],
            AwardPolicyRules.WhyWrong(policy with { StagePercents = [50, 49] }).Select(refusal => refusal.Field)
        );
        Assert.Equal(
            ["Form.StagePercents", "Form.StagePercents"],
            AwardPolicyRules
                .WhyWrong(policy with { Payment = PaymentProfile.Staged, StagePercents = [100] })
                .Select(refusal => refusal.Field)
        );
        Assert.Equal(
            ["Form.ReturnDueDays", "Form.ReminderDays", "Form.EscalateAfter", "Form.EvidencePercent", "Form.OfficerMovePercent"],
            AwardPolicyRules
                .WhyWrong(
                    policy with
                    {
                        ReturnDueDays = 0,
                        ReminderDays = [5, 5],
                        EscalateAfter = 61,
                        EvidencePercent = 101,
                        OfficerMovePercent = -1,
                    }
                )
                .Select(refusal => refusal.Field)
        );
        Assert.Equal(
            ["Form.People"],
            AwardPolicyRules.WhyWrong(policy with { People = [new("Age", false, ["Young"])] }).Select(refusal => refusal.Field)
        );
        Assert.Equal(
            ["Form.People"],
            AwardPolicyRules.WhyWrong(policy with { People = [new("Age", false, ["Young", "Young"])] }).Select(refusal => refusal.Field)
        );
    }
}
