using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Tests.Organisations;

public sealed class BankRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static readonly Guid Applicant = Guid.NewGuid(),
        Officer = Guid.NewGuid(),
        Finance = Guid.NewGuid(),
        Second = Guid.NewGuid();
    private static readonly DateTime Given = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc),
        Now = Given.AddHours(2);
    private static readonly BankCheck First = new(BankState.Given, IsChange: false, Applicant, PayeeResult.Match, null, null)
    {
        LastFour = "5678",
        GivenAt = Given,
    };
    private const string Saw = "The statement shows the name of the group at its hall";
    private static readonly CallBack Call = new(
        "Ann Bell",
        "Treasurer",
        "0116 4960001",
        CallNumberSource.KnownBefore,
        null,
        "5678",
        Today,
        "10:30"
    );
    private static readonly BankCheck Change = First with { IsChange = true, CalledBy = Officer };
    private static readonly string[] Known = ["0116 496 0001"];

    [Theory]
    [InlineData("12-34-56", "12345678", "123456", "12345678")]
    [InlineData("12 34 56", "1234567", "123456", "01234567")]
    [InlineData("123456", " 123456 ", "123456", "00123456")]
    public void Bank_details_are_read_in_the_forms_people_type(string sortCode, string number, string code, string digits)
    {
        var (account, wrong) = BankRules.Read("Elm Park Trust", sortCode, number);
        Assert.Empty(wrong);
        Assert.Equal((code, digits, digits[^4..]), (account!.SortCode, account.AccountNumber, account.LastFour));
    }

    [Theory]
    [InlineData("", "123456", "12345678", "accountName")]
    [InlineData("A", "12345", "12345678", "sortCode")]
    [InlineData("A", "12345a", "12345678", "sortCode")]
    [InlineData("A", "123456", "12345", "accountNumber")]
    [InlineData("A", "123456", "GB12345678", "accountNumber")]
    [InlineData("A", null, "12345678", "sortCode")]
    public void Bank_details_that_cannot_be_read_are_refused_at_their_field(string name, string? sortCode, string number, string field) =>
        Assert.Equal(field, Assert.Single(BankRules.Read(name, sortCode, number).Wrong).Field);

    [Fact]
    public void A_document_is_needed_for_what_the_bank_or_an_earlier_use_says_and_not_for_a_larger_sum_alone()
    {
        var large = new BankCheck(BankState.Given, false, Guid.NewGuid(), PayeeResult.Match, null, null) { IsLargeFirst = true };
        Assert.False(large.NeedsDocument);
        Assert.Equal(["it is a first account for a larger sum"], large.WhyTwo);
        var shared = large with { IsShared = true };
        Assert.Equal(["another organisation gave the same account"], shared.WhyDocument);
        Assert.Equal(["another organisation gave the same account", "it is a first account for a larger sum"], shared.WhyTwo);
        Assert.Equal(
            "A bank statement or letter is needed, because another organisation gave the same account. Add the one that came by post, or ask the organisation for it.",
            BankRules.WhyCannotPropose(shared with { CalledBy = Guid.NewGuid() }, Guid.NewGuid(), null)!.Sentence
        );
    }

    [Fact]
    public void Modulus_check_wording_claims_no_more_than_the_check_can_show()
    {
        Assert.Contains("could exist", BankRules.InWords(ModulusResult.CouldExist));
        Assert.Contains("not proof", BankRules.InWords(ModulusResult.CouldExist));
        Assert.Contains("cannot exist", BankRules.InWords(ModulusResult.CannotExist));
        Assert.Contains("nothing either way", BankRules.InWords(ModulusResult.NotCovered));
        Assert.Contains("No weight table", BankRules.InWords(null));
    }

    [Fact]
    public void A_confirmation_of_payee_result_needs_a_name_and_a_note_unless_it_matches()
    {
        Assert.Equal("payeeResult", BankRules.WhyCannotRecordPayee(BankState.Given, null, null, null)!.Field);
        Assert.Equal("payeeName", BankRules.WhyCannotRecordPayee(BankState.Given, PayeeResult.CloseMatch, "", "Same group")!.Field);
        Assert.Equal("payeeNote", BankRules.WhyCannotRecordPayee(BankState.Given, PayeeResult.Unavailable, null, "")!.Field);
        Assert.Equal("payeeNote", BankRules.WhyCannotRecordPayee(BankState.Given, PayeeResult.CloseMatch, "Elm Pk", "")!.Field);
        Assert.Null(BankRules.WhyCannotRecordPayee(BankState.Given, PayeeResult.Match, null, null));
        Assert.NotNull(BankRules.WhyCannotRecordPayee(BankState.Confirmed, PayeeResult.Match, null, null));
    }

    [Fact]
    public void A_charity_whose_payee_name_does_not_match_gets_the_hint_about_its_suffix()
    {
        Assert.Contains("RC1234567", BankRules.Hint(PayeeResult.CloseMatch, "1234567"));
        Assert.Contains("RC1234567", BankRules.Hint(PayeeResult.NoMatch, "1234567"));
        Assert.Null(BankRules.Hint(PayeeResult.Match, "1234567"));
        Assert.Null(BankRules.Hint(PayeeResult.CloseMatch, null));
        Assert.Null(BankRules.Hint(null, "1234567"));
    }

    [Fact]
    public void A_call_back_must_use_a_number_known_before_the_change()
    {
        var open = Change with { CalledBy = null };
        Assert.Equal(
            "Ring a number that was known before the change: 0116 496 0001",
            Why(
                open,
                Call with
                {
                    CallNumber = "07700 900123",
                    CallFrom = CallNumberSource.Register,
                    CallSource = "The register",
                }
            )!.Sentence
        );
        Assert.Null(Why(open, Call));
        Assert.Equal(
            "You entered these bank details, so someone else must ring",
            BankRules.WhyCannotRecordCall(open, Applicant, Call, Known, Now)!.Sentence
        );
        Assert.NotNull(Why(First, Call));
        Assert.NotNull(Why(open with { State = BankState.Refused }, Call));
    }

    [Fact]
    public void Each_part_of_a_call_back_has_its_own_sentence()
    {
        var open = Change with { CalledBy = null };
        foreach (
            var (call, field) in new (CallBack, string)[]
            {
                (Call with { CallNumber = "12" }, "CallNumber"),
                (Call with { CallNumber = "0116 496 0001" + new string(' ', 40) }, "CallNumber"),
                (Call with { CallFrom = null }, "CallFrom"),
                (Call with { CallPerson = " " }, "CallPerson"),
                (Call with { CallRole = null }, "CallRole"),
                (Call with { CallDigits = "567" }, "CallDigits"),
                (Call with { CallDigits = "8765" }, "CallDigits"),
                (Call with { CallOn = null }, "CallOn"),
                (Call with { CallTime = "half past" }, "CallTime"),
                (Call with { CallTime = "11:01" }, "CallOn"),
                (Call with { CallTime = "08:58" }, "CallOn"),
                (Call with { CallNote = new string('x', 1001) }, "CallNote"),
            }
        )
            Assert.Equal(field, Why(open, call)?.Field);
    }

    [Fact]
    public void A_first_account_for_a_large_sum_may_be_called_on_a_number_from_a_register()
    {
        var large = First with { IsLargeFirst = true };
        Assert.Null(Why(large, Call));
        var other = Call with { CallNumber = "0116 496 0099", CallFrom = CallNumberSource.Register };
        Assert.Equal("CallSource", Why(large, other)!.Field);
        Assert.Null(Why(large, other with { CallSource = "The Charity Commission's register" }));
        Assert.Equal("CallFrom", Why(large, other with { CallFrom = CallNumberSource.KnownBefore })!.Field);
    }

    private static Refusal? Why(BankCheck check, CallBack call) => BankRules.WhyCannotRecordCall(check, Officer, call, Known, Now);

    [Fact]
    public void No_account_is_confirmed_by_fewer_people_than_the_rule_says()
    {
        Guid?[] people = [null, Applicant, Officer, Finance, Second];
        bool[] both = [false, true];
        foreach (var payee in Enum.GetValues<PayeeResult>())
        foreach (var change in both)
        foreach (var large in both)
        foreach (var shared in both)
        foreach (var refused in both)
        foreach (var document in both)
        foreach (var caller in people)
        foreach (var asked in people)
        foreach (var proposer in people)
        foreach (var confirmer in people.OfType<Guid>())
        {
            var check = First with
            {
                IsChange = change,
                Payee = asked is null ? null : payee,
                PayeeBy = asked,
                IsLargeFirst = large && !change,
                IsShared = shared,
                WasRefused = refused,
                HasDocument = document,
                CalledBy = caller,
                ProposedBy = proposer,
            };
            if (BankRules.WhyCannotConfirm(check, confirmer, Today, Saw) is not null)
                continue;
            Assert.NotEqual(Applicant, confirmer);
            Assert.NotNull(check.Payee);
            if (change || check.IsLargeFirst)
                Assert.True(caller is { } rang && rang != confirmer);
            if (payee == PayeeResult.Match && !shared && !refused && !check.IsLargeFirst)
                continue;
            Assert.True(proposer is { } first && first != confirmer && asked != confirmer && caller != confirmer);
            Assert.True(document || (check.IsLargeFirst && payee == PayeeResult.Match && !shared && !refused));
        }
    }

    [Theory]
    [InlineData(100, "the same name")]
    [InlineData(85, "nearly the same name (85% alike)")]
    [InlineData(60, "partly the same name (60% alike)")]
    [InlineData(10, "a different name (10% alike)")]
    public void Likeness_of_two_names_is_said_in_words(int percent, string words) =>
        Assert.Equal(words, BankRules.LikenessInWords(percent));

    [Fact]
    public void A_change_of_bank_details_is_confirmed_by_a_second_person_after_the_call_back()
    {
        Assert.Null(BankRules.WhyCannotConfirm(First, Finance, Today));
        Assert.Null(BankRules.WhyCannotConfirm(Change, Finance, Today));
        Assert.Equal(
            "Bank details that replace earlier ones need a call-back on a number you already had",
            BankRules.WhyCannotConfirm(Change with { CalledBy = null }, Finance, Today)!.Sentence
        );
        Assert.Equal(
            "You made the call-back, so someone else must confirm the change",
            BankRules.WhyCannotConfirm(Change, Officer, Today)!.Sentence
        );
        Assert.Equal(
            "You entered these bank details, so someone else must confirm them",
            BankRules.WhyCannotConfirm(First, Applicant, Today)!.Sentence
        );
        Assert.Equal(
            "Record what Confirmation of Payee answered first",
            BankRules.WhyCannotConfirm(First with { Payee = null }, Finance, Today)!.Sentence
        );
        Assert.NotNull(BankRules.WhyCannotConfirm(First with { State = BankState.Confirmed }, Finance, Today));
    }

    [Fact]
    public void Bank_details_given_within_thirty_days_of_a_change_of_people_are_held()
    {
        var changed = new DateTime(2026, 2, 20, 9, 0, 0, DateTimeKind.Utc);
        var hold = BankHold.Of(changed.AddDays(3), changed, "Lena is no longer a member", 30)!;
        Assert.Equal((new(2026, 2, 20), new DateOnly(2026, 3, 22)), (hold.ChangedOn, hold.Until));
        Assert.Null(BankHold.Of(changed.AddDays(30), changed, "x", 30));
        Assert.Null(BankHold.Of(changed.AddDays(-1), changed, "x", 30));
        Assert.Null(BankHold.Of(changed, null, null, 30));
        Assert.Null(BankHold.Of(changed.AddDays(3), changed, "x", 0));
    }

    [Fact]
    public void Bank_details_that_are_held_need_a_call_back_and_a_note_on_how_finance_made_sure()
    {
        var held = First with { Hold = new("Lena is no longer a member", new(2026, 2, 20), new(2026, 3, 22)) };
        Assert.Contains("need a call-back", BankRules.WhyCannotConfirm(held, Finance, Today)!.Sentence, StringComparison.Ordinal);
        Assert.Null(Why(held, Call));
        var called = held with { CalledBy = Officer };
        var refusal = BankRules.WhyCannotConfirm(called, Finance, Today)!;
        Assert.Contains("held until 22 March 2026", refusal.Sentence, StringComparison.Ordinal);
        Assert.Equal("decidedNote", refusal.Field);
        Assert.Null(BankRules.WhyCannotConfirm(called, Finance, Today, "Spoke to the last chair at her home"));
        Assert.Null(BankRules.WhyCannotConfirm(called, Finance, new(2026, 3, 22)));
    }

    [Fact]
    public void A_call_back_to_a_number_nobody_knew_says_where_the_number_comes_from()
    {
        var open = Change with { CalledBy = null };
        Assert.Equal("CallFrom", BankRules.WhyCannotRecordCall(open, Officer, Call, [], Now)!.Field);
        var looked = Call with { CallFrom = CallNumberSource.LookedUp };
        Assert.Equal("CallSource", BankRules.WhyCannotRecordCall(open, Officer, looked, [], Now)!.Field);
        Assert.Null(BankRules.WhyCannotRecordCall(open, Officer, looked with { CallSource = "The group's own website" }, [], Now));
    }
}
