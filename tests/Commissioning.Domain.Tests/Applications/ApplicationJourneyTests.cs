using Commissioning.Domain.Applications;

namespace Commissioning.Domain.Tests.Applications;

public sealed class ApplicationJourneyTests
{
    private static readonly DateTime Sent = new(2026, 1, 20, 10, 0, 0, DateTimeKind.Utc),
        Scored = new(2026, 2, 20, 17, 0, 0, DateTimeKind.Utc),
        Closes = new(2026, 2, 2, 17, 0, 0, DateTimeKind.Utc);

    private static string Now(
        DateTime now,
        bool rolling = false,
        DateTime? letter = null,
        bool? funded = null,
        DateTime? accepted = null,
        bool ownTime = false
    ) =>
        string.Join(
            "|",
            Of(now, rolling, letter, funded, accepted, ownTime)
                .Where(step => step.State == StepState.Now)
                .Select(step => $"{step.Title}: {step.When}")
        );

    private static IReadOnlyList<JourneyStep> Of(
        DateTime now,
        bool rolling = false,
        DateTime? letter = null,
        bool? funded = null,
        DateTime? accepted = null,
        bool ownTime = false,
        DateTime? withdrawn = null,
        string? endedHow = null,
        DateTime? ended = null
    ) =>
        ApplicationJourney.Of(
            Sent,
            withdrawn,
            Closes,
            ownTime,
            Scored,
            rolling,
            new(2026, 3, 16),
            letter,
            funded,
            letter is null ? null : new(2026, 4, 13),
            accepted,
            accepted is null ? null : new(2027, 5, 28),
            false,
            endedHow,
            ended,
            now
        );

    [Fact]
    public void The_journey_of_a_withdrawn_round_ends_with_it_and_promises_nothing() =>
        Assert.Equal([StepState.Done, StepState.Done], Of(Scored.AddDays(1), withdrawn: Scored).Select(step => step.State));

    [Fact]
    public void An_applicant_with_more_time_reads_of_their_own_time_and_not_of_the_rounds()
    {
        Assert.Equal("We wait until your time to send it ends: 5pm on 2 February 2026", Now(Closes, ownTime: true));
        var (round, own) = (Rounds.Published(), Rounds.Closes.AddHours(3));
        Assert.StartsWith(
            "Your time to send it ended at",
            RecallRules.WhyCannotRecall(round, own, ApplicationStatus.Submitted, Channel.Online, false, false, own.AddSeconds(1))!.Sentence,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "Your time to send it ended at",
            ApplicationRules.WhyCannotChange(round, ApplicationStatus.Draft, Channel.Online, own, own.AddSeconds(1))!.Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_application_journey_shows_the_current_step_and_its_date()
    {
        Assert.Equal("We wait until the round closes: 5pm on 2 February 2026", Now(Closes));
        Assert.Equal("We check the organisation, and each panel member scores alone: Until 20 February 2026", Now(Closes.AddSeconds(1)));
        Assert.Equal("We check the organisation, and each panel member scores alone: Until 20 February 2026", Now(Sent, rolling: true));
        Assert.Equal("The panel agrees scores together and the decision is made: We expect by 16 March 2026", Now(Scored.AddSeconds(1)));
        Assert.Equal("You accept the grant: By 13 April 2026", Now(Scored.AddDays(20), letter: Scored.AddDays(19), funded: true));
        Assert.Equal(
            "You run the project and tell us how it went: By 28 May 2027",
            Now(Scored.AddDays(30), letter: Scored.AddDays(19), funded: true, accepted: Scored.AddDays(21))
        );
        Assert.Equal("", Now(Scored.AddDays(20), letter: Scored.AddDays(19), funded: false));
    }

    [Fact]
    public void An_offer_past_its_day_is_not_accepted_any_more_and_a_declined_one_is_over()
    {
        Assert.Equal(
            "You accept the grant: Its day was 13 April 2026. Ask us for more time.",
            Now(Scored.AddDays(90), letter: Scored.AddDays(19), funded: true)
        );
        var declined = Of(Scored.AddDays(30), letter: Scored.AddDays(19), funded: true, endedHow: "Declined", ended: Scored.AddDays(25));
        Assert.Equal(("You declined the grant", "17 March 2026"), (declined[^1].Title, declined[^1].When));
        Assert.All(declined, step => Assert.Equal(StepState.Done, step.State));
    }
}
