using Commissioning.Domain.Funds;
using Commissioning.Domain.Monitoring;
using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Tests.Monitoring;

public sealed class UseCertificateRulesTests
{
    private static readonly UseFigures Figures = new()
    {
        Grant = Money.FromPounds(12_000),
        Paid = Money.FromPounds(10_000),
        Returned = Money.Zero,
        Spent = Money.FromPounds(9_500),
        Lines =
        [
            new("Staff", Money.FromPounds(8_000), Money.FromPounds(6_000)),
            new("Hall", Money.FromPounds(3_000), Money.FromPounds(3_100)),
            new("Print", Money.FromPounds(400), Money.FromPounds(400)),
        ],
    };
    private static readonly DateOnly Today = new(2027, 6, 10);

    [Theory]
    [InlineData(9_999, null)]
    [InlineData(10_000, UseCertificateKind.BySignatory)]
    [InlineData(24_999, UseCertificateKind.BySignatory)]
    [InlineData(25_000, UseCertificateKind.Examined)]
    public void A_grant_owes_a_certificate_from_the_first_sum_and_an_examiner_from_the_second(int pounds, UseCertificateKind? kind)
    {
        var grant = Money.FromPounds(pounds);
        Assert.Equal(kind, UseCertificateRules.KindOf(grant, new()));
        Assert.Equal(kind is null, UseCertificateRules.InWords(grant, new()) is null);
    }

    [Fact]
    public void The_agreement_says_what_is_asked_for_and_by_when()
    {
        var words = UseCertificateRules.InWords(Money.FromPounds(30_000), new())!;
        Assert.Contains("Your grant is £25,000 or more.", words, StringComparison.Ordinal);
        Assert.Contains("within 28 days of your final return.", words, StringComparison.Ordinal);
        Assert.Contains("An independent examiner or an auditor must look at the figures as well", words, StringComparison.Ordinal);
        Assert.Contains("If part of the grant is not paid by then, we pay it after that.", words, StringComparison.Ordinal);
        words = UseCertificateRules.InWords(Money.FromPounds(10_000), new() { CertificateHoldsPayment = false })!;
        Assert.DoesNotContain("examiner", words, StringComparison.Ordinal);
        Assert.DoesNotContain("we pay it after that", words, StringComparison.Ordinal);
    }

    [Fact]
    public void The_figures_say_what_comes_back_and_what_is_still_to_be_paid()
    {
        Assert.Equal((Money.FromPounds(500), Money.Zero), (Figures.ToReturn, Figures.Unpaid));
        var above = Figures with { Spent = Money.FromPounds(13_000) };
        Assert.Equal((Money.Zero, Money.FromPounds(2_000)), (above.ToReturn, above.Unpaid));
        // What was paid back is neither unspent nor to be paid again.
        var back = Figures with
        {
            Returned = Money.FromPounds(400),
        };
        Assert.Equal((Money.FromPounds(100), Money.Zero, Money.Zero), (back.ToReturn, back.Unpaid, back.OwnCost));
        var misspent = new UseFigures
        {
            Grant = Money.FromPounds(30_000),
            Paid = Money.FromPounds(30_000),
            Returned = Money.FromPounds(5_000),
            Spent = Money.FromPounds(30_000),
            Lines = [],
        };
        Assert.Equal((Money.Zero, Money.Zero, Money.FromPounds(5_000)), (misspent.ToReturn, misspent.Unpaid, misspent.OwnCost));
        Assert.NotEqual(Figures.Code, back.Code);
        Assert.Equal(back.ToJson(), UseFigures.FromJson(back.ToJson()).ToJson());
        Assert.Equal(Money.Zero, UseFigures.FromJson("""{"Grant":1,"Paid":1,"Spent":1,"Lines":[]}""").Returned);
        Assert.Equal(Figures.ToJson(), UseFigures.FromJson(Figures.ToJson()).ToJson());
        Assert.NotEqual(Figures.Code, (Figures with { Paid = Figures.Paid + new Money(1) }).Code);
        Assert.Equal(8, Figures.Code.Length);
    }

    [Fact]
    public void Each_difference_has_a_box_and_those_beyond_the_tolerance_need_it()
    {
        var differences = UseCertificateRules.Differences(Figures, Money.FromPounds(1_200), ["One left", null, null]);
        Assert.Equal(
            [
                new("Staff: £2,000.00 less than its budget", true, "One left"),
                new("Hall: £100.00 more than its budget", false, null),
                new("£500.00 that we paid and you did not spend", true, null),
            ],
            differences
        );
    }

    [Fact]
    public void A_grant_that_shrank_asks_for_no_reason_of_what_its_lines_did_not_spend()
    {
        var shrunk = Figures with { Grant = Money.FromPounds(10_000) };
        Assert.Equal((Money.Zero, Money.FromPounds(-1_400)), (Figures.NoLongerDue, shrunk.NoLongerDue));
        Assert.Equal(
            [false, false, true],
            UseCertificateRules.Differences(shrunk, Money.FromPounds(1_200), []).Select(difference => difference.Required)
        );
        // What cost more than its budget is still explained.
        Assert.Equal(
            [false, true, true],
            UseCertificateRules.Differences(shrunk, Money.FromPounds(50), []).Select(difference => difference.Required)
        );
    }

    [Fact]
    public void Neither_the_examiner_nor_where_there_is_another_the_writer_signs_a_paper()
    {
        static string? WhyNot(string name, params OrganisationPerson[] signatories) =>
            UseCertificateRules.WhyNotTheirName(signatories, Chair.PersonId, Chair.DisplayName, "Dora Webb", name)?.Sentence;
        Assert.Equal(
            "Khan, Amira wrote the final return, so someone else who may sign must sign this",
            WhyNot("Khan, Amira", Chair, Treasurer)
        );
        Assert.Null(WhyNot("Amira Khan", Chair));
        Assert.Null(WhyNot("Ben Hughes", Chair, Treasurer));
        Assert.Null(WhyNot(" ", Chair, Treasurer));
        Assert.Equal("Dora Webb examined the figures, so someone of the organisation must sign this", WhyNot("Dora Webb", Chair));
    }

    [Fact]
    public void Who_signed_and_has_written_the_return_since_signs_no_longer_where_there_is_another()
    {
        static string? Why(OrganisationPerson signed, params OrganisationPerson[] signatories) =>
            UseCertificateRules.WhyWroteTheReturn(signatories, signed.PersonId, signed.DisplayName, Chair.PersonId, Chair.DisplayName);
        Assert.Equal(
            "Amira Khan signed the certificate and has now written the final return, so someone else who may sign must sign it: Ben Hughes",
            Why(Chair, Chair, Treasurer)
        );
        Assert.Null(Why(Chair, Chair));
        Assert.Null(Why(Treasurer, Chair, Treasurer));
        // On paper.
        Assert.NotNull(UseCertificateRules.WhyWroteTheReturn([Chair, Treasurer], null, "Amira Khan", Chair.PersonId, Chair.DisplayName));
        Assert.Null(UseCertificateRules.WhyWroteTheReturn([Chair, Treasurer], null, "Ben Hughes", Chair.PersonId, Chair.DisplayName));
    }

    private static readonly OrganisationPerson Chair = Person("Amira Khan", true),
        Treasurer = Person("Ben Hughes", true),
        Helper = Person("Carl Dean", false);

    private static OrganisationPerson Person(string name, bool maySign) =>
        new()
        {
            PersonId = Guid.CreateVersion7(),
            DisplayName = name,
            Email = "a@b.test",
            IsLead = false,
            MaySign = maySign,
        };

    [Fact]
    public void A_signatory_signs_who_did_not_write_the_return_where_there_is_another()
    {
        static string? WhyNot(OrganisationPerson person, OrganisationPerson? writer, params OrganisationPerson[] signatories) =>
            UseCertificateRules.WhyCannotSign(signatories, person.PersonId, true, writer?.PersonId)?.Sentence;
        Assert.Null(WhyNot(Chair, Helper, Chair, Treasurer));
        Assert.Null(WhyNot(Chair, Treasurer, Chair, Treasurer));
        Assert.Null(WhyNot(Chair, Chair, Chair));
        Assert.Equal(
            "You wrote the final return, so someone else who may sign must sign this: Ben Hughes",
            WhyNot(Chair, Chair, Chair, Treasurer)
        );
        Assert.StartsWith(
            "Only someone who may sign for the organisation can sign this: Amira Khan, Ben Hughes.",
            WhyNot(Helper, null, Chair, Treasurer),
            StringComparison.Ordinal
        );
        // An officer has the paper of a group that applied on paper.
        Assert.Null(UseCertificateRules.WhyCannotSign([Chair], Guid.CreateVersion7(), false, null));
    }

    [Theory]
    [InlineData(UseCertificateState.Wanted, null, "Send your final return first. The certificate takes its figures from it.")]
    [InlineData(UseCertificateState.Wanted, ReturnStatus.Due, "Send your final return first. The certificate takes its figures from it.")]
    [InlineData(UseCertificateState.Wanted, ReturnStatus.Submitted, null)]
    [InlineData(UseCertificateState.Wanted, ReturnStatus.Accepted, null)]
    [InlineData(UseCertificateState.Sent, ReturnStatus.Accepted, "This certificate is signed, and we are checking it")]
    [InlineData(UseCertificateState.Accepted, ReturnStatus.Accepted, "We have accepted this certificate")]
    [InlineData(UseCertificateState.Waived, ReturnStatus.Accepted, "We no longer ask for this certificate")]
    public void It_is_signed_after_the_final_return_and_once(UseCertificateState state, ReturnStatus? final, string? why) =>
        Assert.Equal(why, UseCertificateRules.WhyNotOpen(state, final, Figures)?.Sentence);

    [Fact]
    public void Where_nothing_was_paid_or_spent_there_is_nothing_to_sign() =>
        Assert.Equal(
            "Nothing was paid and nothing was spent, so there is nothing to sign",
            UseCertificateRules
                .WhyNotOpen(UseCertificateState.Wanted, ReturnStatus.Submitted, Figures with { Paid = Money.Zero, Spent = Money.Zero })
                ?.Sentence
        );

    [Fact]
    public void What_is_signed_is_what_was_read_and_complete()
    {
        var differences = UseCertificateRules.Differences(Figures, Money.FromPounds(1_200), []);
        IReadOnlyList<string> WhyNot(string? code, string? name, bool agreed, bool paper, params string?[] said) =>
            UseCertificateRules
                .WhyIncomplete(Figures, differences, said, code, name, "Chair", agreed, paper)
                .Select(one => one.Sentence)
                .ToList();
        Assert.Empty(WhyNot(Figures.Code, "Amira Khan", true, false, "Left early", null, "To come back"));
        Assert.Empty(WhyNot(Figures.Code.ToUpperInvariant().Insert(4, " "), "Amira Khan", true, true, "Left early", "", "To come back"));
        Assert.Equal(
            ["The figures changed after you opened this page. Read the new ones, and sign if they are right."],
            WhyNot("00000000", "", false, false)
        );
        Assert.Equal(
            [
                "Explain this: Staff: £2,000.00 less than its budget",
                "Explain this: £500.00 that we paid and you did not spend",
                "This code belongs to other figures than those on this page. Print the certificate again, and sign that one.",
                "Enter the full name of who signed it",
                "Confirm that the paper is signed, and that its figures are those on this page",
            ],
            WhyNot("00000000", " ", false, true)
        );
        Assert.Contains("Enter the code that stands at the foot of the paper", WhyNot(" ", "Amira Khan", true, true, "a", "b", "c"));
        Assert.Contains(
            "Confirm that the figures are right, that the grant was used as agreed, and that you may sign",
            WhyNot(Figures.Code, "Amira Khan", false, false, "a", "b", "c")
        );
    }

    [Fact]
    public void An_examiner_comes_from_outside_and_looks_at_the_whole_project()
    {
        static IReadOnlyList<string> WhyNot(string? name, string? body, ExaminerCapacity? capacity, DateOnly? on) =>
            UseCertificateRules
                .WhyExaminerIsWrong(name, body, null, capacity, on, new(2027, 4, 30), Today, ["Amira Khan", "Jean-Paul Roy"])
                .Select(one => one.Sentence)
                .ToList();
        Assert.Empty(WhyNot("Dora Webb", "ACCA", ExaminerCapacity.Auditor, Today));
        Assert.Equal(
            ["Amira Khan is a member of the organisation, so someone from outside it must look at the figures"],
            WhyNot("khan, Amira", "ACCA", ExaminerCapacity.Auditor, Today)
        );
        Assert.Equal(
            ["The day of the statement cannot be in the future"],
            WhyNot("Dora Webb", "ACCA", ExaminerCapacity.Auditor, Today.AddDays(1))
        );
        Assert.Equal(
            ["The statement must cover the whole project, so it cannot be of a day before 30 April 2027"],
            WhyNot("Dora Webb", "ACCA", ExaminerCapacity.Auditor, new(2027, 4, 29))
        );
        Assert.Equal(4, WhyNot("", " ", null, null).Count);
    }

    [Fact]
    public void A_paper_is_not_signed_in_the_future_nor_before_the_end()
    {
        Assert.Null(UseCertificateRules.WhyNotSignedOn(Today, new(2027, 4, 30), Today));
        Assert.NotNull(UseCertificateRules.WhyNotSignedOn(null, null, Today));
        Assert.NotNull(UseCertificateRules.WhyNotSignedOn(Today.AddDays(1), null, Today));
        Assert.NotNull(UseCertificateRules.WhyNotSignedOn(new(2027, 4, 29), new(2027, 4, 30), Today));
    }

    [Fact]
    public void A_corrected_return_or_money_that_came_back_makes_it_out_of_date_and_the_last_payment_does_not()
    {
        static string? Why(UseFigures now, UseFigures? signed = null) => UseCertificateRules.WhyOutOfDate(signed ?? Figures, now);
        Assert.Null(Why(Figures));
        Assert.Equal(
            "Your final return now says that £9,400.00 was spent. The certificate says £9,500.00.",
            Why(Figures with { Spent = Money.FromPounds(9_400) })
        );
        Assert.Equal(
            "Your final return now gives another sum for Staff than the certificate.",
            Why(
                Figures with
                {
                    Lines =
                    [
                        Figures.Lines[0] with
                        {
                            Spent = Money.FromPounds(5_900),
                        },
                        Figures.Lines[1] with
                        {
                            Spent = Money.FromPounds(3_200),
                        },
                        Figures.Lines[2],
                    ],
                }
            )
        );
        Assert.StartsWith("A payment came back", Why(Figures with { Paid = Money.Zero }), StringComparison.Ordinal);
        Assert.StartsWith("We have now paid", Why(Figures with { Paid = Money.FromPounds(10_001) }), StringComparison.Ordinal);
        Assert.StartsWith("Your grant is now", Why(Figures with { Grant = Money.FromPounds(11_000) }), StringComparison.Ordinal);
        // What was left may be paid back; more, or less than came back before, is another figure.
        Assert.Null(Why(Figures with { Returned = Money.FromPounds(500) }));
        Assert.Equal("You have now paid back £501.00. The certificate says £0.00.", Why(Figures with { Returned = Money.FromPounds(501) }));
        Assert.NotNull(Why(Figures, Figures with { Returned = Money.FromPounds(1) }));
        // £1,500 was still to be paid.
        var signed = Figures with
        {
            Spent = Money.FromPounds(11_500),
        };
        Assert.Null(Why(signed with { Paid = Money.FromPounds(11_500) }, signed));
        Assert.NotNull(Why(signed with { Paid = Money.FromPounds(11_501) }, signed));
    }

    [Fact]
    public void Another_officer_checks_it_once_the_return_is_accepted()
    {
        var (officer, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        string? WhyNot(UseCertificateState state, Guid by, bool accept, ReturnStatus final, string? note = null) =>
            UseCertificateRules.WhyCannotReview(state, by, null, officer, accept, final, note)?.Sentence;
        Assert.Null(WhyNot(UseCertificateState.Sent, other, true, ReturnStatus.Accepted));
        Assert.Null(WhyNot(UseCertificateState.Sent, other, false, ReturnStatus.Submitted, "Explain the hall"));
        Assert.Equal(
            "Accept the final return first: the certificate takes its figures from it",
            WhyNot(UseCertificateState.Sent, other, true, ReturnStatus.Submitted)
        );
        Assert.Equal(
            "You sent this certificate for the organisation, so someone else must check it",
            WhyNot(UseCertificateState.Sent, officer, true, ReturnStatus.Accepted)
        );
        Assert.Equal("Only a signed certificate can be checked", WhyNot(UseCertificateState.Wanted, other, true, ReturnStatus.Accepted));
        Assert.Equal(
            "Say what the organisation should put right. It reads this.",
            WhyNot(UseCertificateState.Sent, other, false, ReturnStatus.Accepted, " ")
        );
        Assert.Equal(
            "You asked for this, so someone else must decide it",
            UseCertificateRules.WhyCannotDecideWaiver(UseCertificateState.Wanted, officer, officer)!.Sentence
        );
        Assert.Null(UseCertificateRules.WhyCannotDecideWaiver(UseCertificateState.Wanted, other, officer));
        Assert.NotNull(UseCertificateRules.WhyCannotDecideWaiver(UseCertificateState.Accepted, other, officer));
        Assert.NotNull(UseCertificateRules.WhyCannotAskWaiver(UseCertificateState.Wanted, false, "No"));
        Assert.NotNull(
            UseCertificateRules.WhyCannotAskWaiver(UseCertificateState.Wanted, true, "The group has closed and nobody is left to sign it")
        );
        Assert.Null(
            UseCertificateRules.WhyCannotAskWaiver(UseCertificateState.Wanted, false, "The group has closed and nobody is left to sign it")
        );
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(UseCertificateState.Accepted, null)]
    [InlineData(UseCertificateState.Waived, null)]
    [InlineData(UseCertificateState.Wanted, "The certificate of how the grant was used is not signed yet")]
    [InlineData(UseCertificateState.Sent, "The certificate of how the grant was used is not checked yet")]
    public void Close_out_waits_for_it(UseCertificateState? state, string? why) =>
        Assert.Equal(
            why,
            CloseOutRules.WhyCannotPropose(new(true, new(2027, 4, 30), null, 0, 0, []) { Certificate = state }, false, Today)?.Sentence
        );
}
