using Commissioning.Domain.Applications;

namespace Commissioning.Domain.Tests.Applications;

public sealed class ApplicantTaskRulesTests
{
    private static readonly Guid Me = Guid.NewGuid();
    private static readonly Guid Colleague = Guid.NewGuid();
    private static readonly DateTime Now = new(2026, 3, 2, 10, 0, 0, DateTimeKind.Utc);

    private static ApplicantFacts Draft() =>
        new()
        {
            Id = Guid.NewGuid(),
            OrganisationId = Guid.NewGuid(),
            Organisation = "Friends of Test Park",
            Status = ApplicationStatus.Draft,
            ProjectName = "Safer Saturdays",
            FundName = "Safety Fund",
            RoundName = "Round 1",
            ClosesAt = new(2026, 3, 11, 17, 0, 0, DateTimeKind.Utc),
        };

    private static ApplicantFacts Offered() =>
        Draft() with
        {
            Status = ApplicationStatus.Submitted,
            LetterKind = "Award",
            LetterSentAt = Now,
            Awarded = Money.FromPounds(3_500),
            AcceptBy = new(2026, 3, 30),
            MaySign = true,
        };

    private static ApplicantFacts Accepted() => Offered() with { AcceptedAt = Now };

    private static IReadOnlyList<ApplicantTaskKind> Kinds(ApplicantFacts facts) =>
        ApplicantTaskRules.Of(facts, Me, Now).Select(task => task.Kind).ToList();

    [Fact]
    public void Draft_is_finished_until_it_closes_and_not_after()
    {
        var task = Assert.Single(ApplicantTaskRules.Of(Draft(), Me, Now));
        Assert.Equal("Safety Fund, Round 1 closes at 5pm: 9 days left.", task.Why);
        Assert.Empty(Kinds(Draft() with { ClosesAt = Now.AddSeconds(-1) }));
        Assert.Empty(Kinds(Draft() with { RoundWithdrawnAt = Now }));
    }

    [Fact]
    public void Draft_that_waits_for_its_certificate_says_whom_it_waits_for()
    {
        var waiting = Draft() with { CertificateAskedOf = "ben@test.example", CertificateAskedAt = Now };
        var task = Assert.Single(ApplicantTaskRules.Of(waiting, Me, Now));
        Assert.Equal(
            (ApplicantTaskKind.WaitForCertificate, "Wait until ben@test.example certifies Safer Saturdays"),
            (task.Kind, task.Title)
        );
        Assert.Equal([ApplicantTaskKind.CertifyApplication], Kinds(waiting with { CertificateAskedBy = "Amira" }));
    }

    [Fact]
    public void Offer_is_accepted_only_by_who_may_sign_and_after_its_day_more_time_is_asked_for()
    {
        Assert.Equal([ApplicantTaskKind.Accept], Kinds(Offered()));
        Assert.Empty(Kinds(Offered() with { MaySign = false }));
        Assert.Equal([ApplicantTaskKind.AskForTime], Kinds(Offered() with { AcceptBy = new(2026, 3, 1) }));
        Assert.Empty(Kinds(Offered() with { EndedAt = Now }));
    }

    [Fact]
    public void Return_is_certified_by_a_colleague_of_who_prepared_it()
    {
        var due = Accepted() with { ReturnId = Guid.NewGuid(), ReturnDueOn = new(2026, 4, 1) };
        Assert.Equal([ApplicantTaskKind.Return], Kinds(due));
        Assert.Equal([ApplicantTaskKind.CertifyReturn], Kinds(due with { ReturnPreparedBy = Colleague, ReturnPreparedByName = "Ben" }));
        Assert.Equal([ApplicantTaskKind.WaitForReturn], Kinds(due with { ReturnPreparedBy = Me, ReturnPreparedByName = "Amira" }));
    }

    [Fact]
    public void Return_about_money_used_again_says_what_it_is_about()
    {
        var again = Accepted() with { ReturnId = Guid.NewGuid(), ReturnDueOn = new(2026, 4, 1), ReturnIsReuse = true };
        var task = Assert.Single(ApplicantTaskRules.Of(again, Me, Now));
        Assert.Equal("Tell us what you used the money for", task.Title);
        Assert.EndsWith("A short return about the money that you may use again.", task.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Late_return_says_so_to_everyone_who_can_act_and_says_what_it_holds_up()
    {
        var late = Accepted() with { ReturnId = Guid.NewGuid(), ReturnDueOn = new(2026, 2, 27), HasUnpaid = true };
        var prepared = late with { ReturnPreparedBy = Colleague, ReturnPreparedByName = "Ben" };
        foreach (var facts in new[] { late, prepared, late with { ReturnPreparedBy = Me } })
        {
            var task = Assert.Single(ApplicantTaskRules.Of(facts, Me, Now));
            Assert.EndsWith(": it is late", task.Title, StringComparison.Ordinal);
            Assert.EndsWith(
                "It has been late since 27 February 2026. We pay nothing more until we have it.",
                task.Why,
                StringComparison.Ordinal
            );
        }
        Assert.EndsWith(
            "It has been late since 27 February 2026.",
            ApplicantTaskRules.Of(late with { HasUnpaid = false }, Me, Now).Single().Why,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_return_that_was_sent_back_asks_for_answers_and_not_for_a_new_return()
    {
        var asked = Accepted() with { ReturnId = Guid.NewGuid(), ReturnDueOn = new(2026, 4, 27), ReturnIsAskedAgain = true };
        var task = Assert.Single(ApplicantTaskRules.Of(asked, Me, Now));
        Assert.Equal(("Answer our questions about your return", "Answer"), (task.Title, task.Button));
    }

    [Fact]
    public void A_public_page_that_the_office_has_shown_waits_for_every_member()
    {
        var shown = Accepted() with { EndedAt = Now, PublicPageObjectBy = new(2026, 4, 27) };
        var task = Assert.Single(ApplicantTaskRules.Of(shown, Me, Now));
        Assert.Equal((ApplicantTaskKind.PublicPage, new DateOnly(2026, 4, 27)), (task.Kind, task.Due!.Value));
    }

    [Fact]
    public void Grant_that_ended_early_still_asks_for_its_return_its_figures_and_an_answer_about_a_recovery()
    {
        var ended = Accepted() with
        {
            EndedAt = Now,
            NeedsBank = true,
            ConditionsWanted = 1,
            ReturnId = Guid.NewGuid(),
            ReturnDueOn = new(2026, 4, 1),
            RecoveryId = Guid.NewGuid(),
            RecoveryAnswerBy = new(2026, 3, 16),
            AsksCloseOut = true,
            ClaimSentBackAt = Now,
        };
        Assert.Equal([ApplicantTaskKind.AnswerRecovery, ApplicantTaskKind.Return, ApplicantTaskKind.CloseOut], Kinds(ended));
        Assert.Equal([ApplicantTaskKind.CorrectClaim], Kinds(Accepted() with { ClaimSentBackAt = Now }));
    }

    [Fact]
    public void Bank_details_say_what_they_are_for_and_by_when()
    {
        var task = Assert.Single(ApplicantTaskRules.Of(Accepted() with { NeedsBank = true, PaysOn = new(2026, 5, 1) }, Me, Now));
        Assert.Equal(
            ("So that we can pay £3,500, from 1 May. Safer Saturdays.", new DateOnly(2026, 5, 1), 4),
            (task.Why, task.Due!.Value, task.Minutes!.Value)
        );
        Assert.Null(ApplicantTaskRules.Of(Accepted() with { NeedsBank = true, PaysOn = new(2026, 2, 1) }, Me, Now).First().Due);
    }

    [Fact]
    public void Letter_without_an_offer_is_read_for_four_weeks()
    {
        var declined = Offered() with { LetterKind = "Decline" };
        Assert.Equal([ApplicantTaskKind.Letter], Kinds(declined));
        Assert.Empty(Kinds(declined with { LetterSentAt = Now.AddDays(-29) }));
    }

    [Fact]
    public void Tasks_are_in_the_order_of_their_days_and_those_without_one_count_for_today()
    {
        var facts = new[]
        {
            Draft(),
            Offered(),
            Offered() with
            {
                AcceptBy = null,
                LetterKind = null,
                LetterSentAt = null,
                ChangesDueOn = new(2026, 3, 1),
            },
            Accepted() with
            {
                NeedsBank = true,
            },
        };
        Assert.Equal(
            [ApplicantTaskKind.AnswerChanges, ApplicantTaskKind.BankDetails, ApplicantTaskKind.Continue, ApplicantTaskKind.Accept],
            ApplicantTaskRules
                .Order(facts.SelectMany(one => ApplicantTaskRules.Of(one, Me, Now)), LondonTime.DateOf(Now))
                .Select(task => task.Kind)
        );
    }

    [Theory]
    [InlineData(61, null)]
    [InlineData(60, 60)]
    [InlineData(43, 43)]
    [InlineData(0, 0)]
    [InlineData(-1, null)]
    public void Countdown_is_shown_in_the_last_hour(int minutes, int? left) =>
        Assert.Equal(left, ClosingRules.MinutesLeft(Now.AddMinutes(minutes), Now));
}
