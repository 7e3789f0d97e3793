using Commissioning.Domain.Moderation;

namespace Commissioning.Domain.Tests.Moderation;

public sealed class MeetingRulesTests
{
    private static readonly Guid[] Places = [.. Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7())];

    [Fact]
    public void The_next_application_is_the_next_that_is_left_and_after_the_last_the_first()
    {
        Assert.Equal(Places[1], MeetingRules.Next(Places, Places.ToHashSet(), Places[0]));
        Assert.Equal(Places[3], MeetingRules.Next(Places, new HashSet<Guid> { Places[0], Places[3] }, Places[1]));
        Assert.Equal(Places[0], MeetingRules.Next(Places, new HashSet<Guid> { Places[0], Places[3] }, Places[3]));
        Assert.Null(MeetingRules.Next(Places, new HashSet<Guid> { Places[2] }, Places[2]));
        Assert.Null(MeetingRules.Next([], new HashSet<Guid>(), Places[2]));
    }

    [Fact]
    public void Equal_means_share_a_place()
    {
        Fraction[] all = [70, 65, 65, 60];
        Assert.Equal([1, 2, 2, 4], all.Select(one => MeetingRules.Rank(one, all)));
    }

    [Fact]
    public void An_overtaken_save_says_who_what_and_when()
    {
        Assert.Null(MeetingRules.WhyOvertaken(3, 3, "A", Rounds.Closes, []));
        Assert.Equal(
            "Imran Lodhi saved agreed scores for this application at 5pm, after you opened it. Theirs differ from yours: Need 3.50, yours 3.00. What you typed is still here. Save again to replace theirs with yours.",
            MeetingRules.WhyOvertaken(0, 1, "Imran Lodhi", Scored, [("Need", "3.50", "3.00")])!.Sentence
        );
        Assert.Contains(
            "Their scores are the same as yours.",
            MeetingRules.WhyOvertaken(0, 1, "A", Scored, [])!.Sentence,
            StringComparison.Ordinal
        );
        Assert.StartsWith("Somebody took back", MeetingRules.WhyOvertaken(1, 0, null, null, [])!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flag_is_settled_by_its_owner_by_who_raised_it_or_by_an_officer()
    {
        var (owner, raiser, other) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        Assert.Null(MeetingRules.WhyMayNotSettle(owner, raiser, owner, records: false));
        Assert.Null(MeetingRules.WhyMayNotSettle(owner, raiser, raiser, records: false));
        Assert.Null(MeetingRules.WhyMayNotSettle(owner, raiser, other, records: true));
        Assert.NotNull(MeetingRules.WhyMayNotSettle(owner, raiser, other, records: false));
        Assert.NotNull(MeetingRules.WhyMayNotSettle(null, null, other, records: false));
    }

    [Fact]
    public void A_recommendation_names_the_applications_with_an_open_flag()
    {
        Assert.Null(MeetingRules.OpenFlags([]));
        Assert.Equal("A flag is open on A-1. Settle it first, or recommend knowing that it is open.", MeetingRules.OpenFlags(["A-1"]));
        Assert.Equal(
            "Flags are open on A-1, A-2. Settle each first, or recommend knowing that they are open.",
            MeetingRules.OpenFlags(["A-1", "A-2"])
        );
    }

    private static DateTime Scored => new(2026, 2, 20, 17, 0, 0, DateTimeKind.Utc);
}
