using Commissioning.Domain.Awards;

namespace Commissioning.Domain.Tests.Awards;

public sealed class AwardRulesTests
{
    private static readonly DateTime At = new(2026, 3, 20, 12, 0, 0, DateTimeKind.Utc);
    private static readonly OfferState Open = new(At, new DateOnly(2026, 4, 17), null, null, null);

    [Fact]
    public void An_offer_is_accepted_once_and_in_time_and_never_withdraws_itself()
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
    public void An_offer_is_accepted_only_by_a_signatory_who_read_the_present_letter()
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

    [Fact]
    public void An_offer_reminder_is_due_a_week_before_the_last_day_and_the_day_after()
    {
        Assert.Null(AwardRules.OfferReminderDue(new(2026, 4, 17), ReminderDays.Default.Offers, new(2026, 4, 9)));
        Assert.Equal(-7, AwardRules.OfferReminderDue(new(2026, 4, 17), ReminderDays.Default.Offers, new(2026, 4, 17)));
        Assert.Equal(1, AwardRules.OfferReminderDue(new(2026, 4, 17), ReminderDays.Default.Offers, new(2026, 4, 18)));
    }
}
