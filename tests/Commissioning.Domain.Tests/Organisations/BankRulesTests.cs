using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Tests.Organisations;

public sealed class BankRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static readonly Guid Applicant = Guid.NewGuid(),
        Officer = Guid.NewGuid(),
        Finance = Guid.NewGuid();
    private static readonly BankCheck First = new(BankState.Given, IsChange: false, Applicant, PayeeResult.Match, null, null);
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
            BankRules.WhyCannotRecordCall(open, Officer, "07700 900123", "They said yes", Known)!.Sentence
        );
        Assert.Equal("callNumber", BankRules.WhyCannotRecordCall(open, Officer, "12", "They said yes", Known)!.Field);
        Assert.Equal("callNote", BankRules.WhyCannotRecordCall(open, Officer, "0116 4960001", " ", Known)!.Field);
        Assert.Null(BankRules.WhyCannotRecordCall(open, Officer, "0116 4960001", "Ann confirmed the last four digits", Known));
        Assert.Equal(
            "You entered these bank details, so someone else must ring",
            BankRules.WhyCannotRecordCall(open, Applicant, "0116 4960001", "Ann", Known)!.Sentence
        );
        Assert.NotNull(BankRules.WhyCannotRecordCall(First, Officer, "0116 4960001", "Ann", Known));
        Assert.NotNull(BankRules.WhyCannotRecordCall(open with { State = BankState.Refused }, Officer, "0116 4960001", "Ann", Known));
    }

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
        Assert.Null(BankRules.WhyCannotRecordCall(held, Officer, "0116 4960001", "Ann", Known));
        var called = held with { CalledBy = Officer };
        var refusal = BankRules.WhyCannotConfirm(called, Finance, Today)!;
        Assert.Contains("held until 22 March 2026", refusal.Sentence, StringComparison.Ordinal);
        Assert.Equal("decidedNote", refusal.Field);
        Assert.Null(BankRules.WhyCannotConfirm(called, Finance, Today, "Spoke to the last chair"));
        Assert.Null(BankRules.WhyCannotConfirm(called, Finance, new(2026, 3, 22)));
    }

    [Fact]
    public void A_call_back_to_a_number_nobody_knew_says_where_the_number_comes_from()
    {
        var refusal = BankRules.WhyCannotRecordCall(Change with { CalledBy = null }, Officer, "0116 4960001", "Ann", [])!;
        Assert.Equal("callSource", refusal.Field);
        Assert.Null(
            BankRules.WhyCannotRecordCall(
                Change with
                {
                    CalledBy = null,
                },
                Officer,
                "0116 4960001",
                "Ann",
                [],
                "The Charity Commission's register"
            )
        );
    }
}
