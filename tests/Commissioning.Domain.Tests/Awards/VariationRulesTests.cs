using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests.Awards;

public sealed class VariationRulesTests
{
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
    )
    {
        Clauses = ["Purpose", "Spending"],
    };

    private static string[] Why(VariationKind kind, VariationDetails wanted, AwardStanding? standing = null, string reason = "Because") =>
        VariationRules
            .WhyWrong(kind, wanted, standing ?? Standing, reason, new DateOnly(2026, 6, 1))
            .Select(refusal => refusal.Sentence)
            .ToArray();

    [Fact]
    public void A_budget_variation_must_add_up_to_the_grant()
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
    public void An_amount_variation_covers_what_is_requested_and_fits_the_pot()
    {
        Assert.Equal(
            ["£40.00 has already been requested or approved, so the grant cannot be less"],
            Why(VariationKind.Amount, new() { Amount = new(3_999) })
        );
        Assert.Empty(Why(VariationKind.Amount, new() { Amount = new(4_000) }));
        Assert.Empty(Why(VariationKind.Amount, new() { Amount = new(10_500) }));
        Assert.Equal(["The round's pot has £5.00 left"], Why(VariationKind.Amount, new() { Amount = new(10_501) }));
        Assert.Equal(["This is the amount now"], Why(VariationKind.Amount, new() { Amount = new(10_000) }));
        Assert.Equal(["Only £20.00 was paid"], Why(VariationKind.Recovery, new() { Amount = new(2_001), Clause = "2" }));
        Assert.Empty(Why(VariationKind.Recovery, new() { Amount = new(2_000), Clause = "2" }, Standing with { Ended = true }));
    }

    [Fact]
    public void A_variation_cannot_take_a_budget_line_below_what_is_claimed()
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
    public void A_dates_variation_needs_real_dates_within_the_round()
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
    public void An_amount_above_a_limit_of_the_round_needs_an_authority_a_reason_and_an_approver()
    {
        var limited = Standing with
        {
            Available = new(50_000),
            Limits =
            [
                new("The largest grant of this round", new(12_000), Money.Zero),
                new("The most for one area in this round", new(30_000), new(19_000)),
            ],
        };
        Assert.Empty(Why(VariationKind.Amount, new() { Amount = new(11_000) }, limited));
        Assert.Equal(
            [
                "The most for one area in this round is £300.00. Other grants use £190.00 of it, so £110.01 is too much. Say who or what allows an exception, in at least 10 characters, or enter less.",
                "Enter the day on which the exception was allowed, today or before",
                "Say why this grant should be an exception, in at least 10 characters",
            ],
            Why(VariationKind.Amount, new() { Amount = new(11_001) }, limited)
        );
        VariationDetails wanted = new() { Amount = new(12_001) };
        Assert.Equal(
            [
                "The largest grant of this round is £120.00, and £120.01 is more. Say who or what allows an exception, in at least 10 characters, or enter less.",
                "Enter the day on which the exception was allowed, today or before",
                "Say why this grant should be an exception, in at least 10 characters",
            ],
            Why(VariationKind.Amount, wanted, limited)
        );
        // One letter is no authority and no reason.
        Assert.Equal(
            3,
            Why(
                VariationKind.Amount,
                wanted with
                {
                    ExceptionAuthority = "x         ",
                    ExceptionOn = new(9999, 1, 1),
                    ExceptionReason = "y",
                },
                limited
            ).Length
        );
        Assert.Empty(
            Why(
                VariationKind.Amount,
                wanted with
                {
                    ExceptionAuthority = "The Commissioner",
                    ExceptionOn = new(2020, 1, 6),
                    ExceptionReason = "A murder nearby",
                },
                limited
            )
        );
        var policy = new AwardPolicy { Approvers = new Dictionary<VariationKind, Role> { [VariationKind.Amount] = Role.FinanceOfficer } };
        Assert.Equal(Role.Approver, VariationRules.ApproverOf(VariationKind.Amount, wanted, limited, policy));
        Assert.Equal(Role.FinanceOfficer, VariationRules.ApproverOf(VariationKind.Amount, new() { Amount = new(11_000) }, limited, policy));
        // A grant that is above a limit already may still be cut.
        Assert.Empty(
            Why(
                VariationKind.Amount,
                new() { Amount = new(9_000) },
                limited with
                {
                    Limits = [new("The largest grant", new(8_000), Money.Zero)],
                }
            )
        );
    }

    [Fact]
    public void New_dates_never_leave_out_days_that_are_reported_or_claimed()
    {
        var reported = Standing with
        {
            ReportedFrom = new(2026, 5, 1),
            ReportedTo = new(2026, 10, 31),
            FirstSpentOn = new(2026, 5, 3),
            LastSpentOn = new(2026, 11, 20),
        };
        VariationDetails Dates(DateOnly starts, DateOnly ends) => new() { StartsOn = starts, EndsOn = ends };
        Assert.Equal(
            ["A return that was sent covers the time to 31 October 2026, so the project cannot end before then"],
            Why(VariationKind.Dates, Dates(new(2026, 5, 1), new(2026, 10, 30)), reported)
        );
        Assert.Equal(
            ["A claim has a receipt of 20 November 2026, so the project cannot end before then"],
            Why(VariationKind.Dates, Dates(new(2026, 5, 1), new(2026, 11, 19)), reported)
        );
        Assert.Equal(
            ["A return that was sent covers the time from 1 May 2026, so the project cannot start after then"],
            Why(VariationKind.Dates, Dates(new(2026, 5, 2), new(2027, 4, 30)), reported)
        );
        Assert.Equal(
            ["A claim has a receipt of 3 May 2026, so the project cannot start after then"],
            Why(VariationKind.Dates, Dates(new(2026, 5, 4), new(2027, 4, 30)), reported with { ReportedFrom = null, ReportedTo = null })
        );
        Assert.Empty(Why(VariationKind.Dates, Dates(new(2026, 5, 1), new(2026, 11, 20)), reported));
        Assert.Empty(Why(VariationKind.Dates, Dates(new(2026, 5, 1), new(2027, 6, 30)), reported));
    }

    [Fact]
    public void A_variation_in_words_needs_text_that_differs_from_the_present()
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
    public void A_grant_can_be_ended_beside_a_recovery_and_not_during_its_close_out()
    {
        VariationDetails end = new() { Clause = "2" };
        var closing = Standing with { Ended = true };
        Assert.Equal(
            ["The grant has ended or is being closed, so it can no longer be changed"],
            Why(VariationKind.Termination, end, closing)
        );
        Assert.Empty(Why(VariationKind.Termination, end, closing with { OnlyRecovered = true }));
        Assert.NotEmpty(Why(VariationKind.Amount, new() { Amount = new(9_000) }, closing with { OnlyRecovered = true }));
    }

    [Fact]
    public void Recovery_waits_for_the_answer_about_the_closing_figures()
    {
        VariationDetails back = new() { Amount = new(100), Clause = "2" };
        Assert.Equal(
            ["The organisation is being asked to agree the closing figures. Wait for its answer, then ask for this money."],
            Why(VariationKind.Recovery, back, Standing with { Ended = true, FiguresAsked = true })
        );
        Assert.Empty(Why(VariationKind.Recovery, back, Standing with { Ended = true }));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("99")]
    [InlineData("0")]
    [InlineData("2 <b>x</b>")]
    public void A_step_after_a_breach_names_a_clause_that_the_holder_accepted(string? clause)
    {
        Assert.Equal(["Choose the clause of the agreement"], Why(VariationKind.Suspension, new() { Clause = clause }));
        Assert.Equal(["Choose the clause of the agreement"], Why(VariationKind.Recovery, new() { Amount = new(100), Clause = clause }));
        Assert.Equal(clause is null ? 0 : 1, Why(VariationKind.Termination, new() { Clause = clause }).Length);
        Assert.Empty(Why(VariationKind.Suspension, new() { Clause = "2" }));
    }

    [Fact]
    public void A_notice_gives_ten_working_days_or_says_why_not()
    {
        // From Monday 1 June 2026.
        VariationDetails By(int day, string? why = null) =>
            new()
            {
                Clause = "2",
                RemedyBy = new(2026, 6, day),
                ShortNoticeReason = why,
            };
        Assert.Empty(Why(VariationKind.BreachNotice, By(15)));
        Assert.Equal(
            ["The agreement gives at least ten working days. Choose Monday 15 June 2026 or later, or say why it must be sooner."],
            Why(VariationKind.BreachNotice, By(12))
        );
        Assert.Empty(Why(VariationKind.BreachNotice, By(12, "People are at risk")));
        Assert.Equal(
            ["Choose a working day after today, such as Monday 15 June 2026"],
            Why(VariationKind.BreachNotice, By(1, "People are at risk"))
        );
    }

    [Fact]
    public void A_grant_ends_after_the_day_of_its_notice_or_the_letter_says_why_at_once()
    {
        var noticed = Standing with { RemedyBy = new(2026, 6, 1) };
        Assert.Equal(
            ["A notice gives until the end of Monday 1 June 2026 to put the breach right. Wait, or say why the grant must end at once."],
            Why(VariationKind.Termination, new() { Clause = "2" }, noticed)
        );
        Assert.Empty(Why(VariationKind.Termination, new() { Clause = "2", WhyAtOnce = "The money is leaving" }, noticed));
        Assert.Empty(Why(VariationKind.Termination, new() { Clause = "2" }, Standing with { RemedyBy = new(2026, 5, 29) }));
        Assert.Equal(
            ["The letter that gives notice of a breach is not sent yet. Send it first, with the day's letters."],
            Why(VariationKind.Termination, new() { Clause = "2", WhyAtOnce = "The money is leaving" }, noticed with { NoticeUnsent = true })
        );
    }

    [Fact]
    public void A_variations_approver_follows_the_policy_and_is_never_the_person_who_asked()
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
}
