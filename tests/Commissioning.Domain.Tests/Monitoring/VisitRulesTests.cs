using Commissioning.Domain.Monitoring;

namespace Commissioning.Domain.Tests.Monitoring;

public sealed class VisitRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);
    private static readonly VisitFacts Quiet = new(
        Money.FromPounds(4_000),
        new(2026, 9, 1),
        new(2027, 8, 31),
        IsEnhanced: false,
        null,
        0,
        IsClosing: false,
        0,
        IsFirstGrant: false,
        null
    );

    [Fact]
    public void A_visit_is_not_proposed_where_nothing_speaks_for_one()
    {
        Assert.Null(VisitRules.Propose(Quiet, Today));
        Assert.Null(VisitRules.Propose(Quiet with { Rating = ReturnRating.Green }, Today));
    }

    [Fact]
    public void A_visit_for_a_risk_is_proposed_half_way_through_the_project_and_once()
    {
        var large = Quiet with { Grant = Money.FromPounds(10_000), IsEnhanced = true, IsFirstGrant = true };
        var proposal = VisitRules.Propose(large, Today)!;
        Assert.Equal((new(2027, 3, 1), false), (proposal.Month, proposal.IsUrgent));
        Assert.Equal(
            ["It was checked as Enhanced", "The grant is £10,000", "It is our first grant to the organisation", "Nobody has visited it"],
            proposal.Reasons
        );
        Assert.Equal(new(2027, 6, 1), VisitRules.Propose(large, new(2027, 6, 5))!.Month);
        Assert.Null(VisitRules.Propose(large with { LastVisit = new(2026, 10, 1) }, Today));
        Assert.Null(VisitRules.Propose(large, new(2027, 9, 1)));
        Assert.Equal(
            ["Its latest return is rated amber", "Nobody has visited it"],
            VisitRules.Propose(Quiet with { Rating = ReturnRating.Amber }, Today)!.Reasons
        );
    }

    [Fact]
    public void A_visit_is_proposed_as_soon_as_one_can_be_arranged_where_something_is_wrong()
    {
        var wrong = Quiet with { Rating = ReturnRating.Red, OpenReturns = 2, LateReturns = 2, LastVisit = new(2026, 8, 1) };
        var proposal = VisitRules.Propose(wrong, Today)!;
        Assert.Equal((new(2026, 12, 1), true), (proposal.Month, proposal.IsUrgent));
        Assert.Equal(["Its latest return is rated red", "2 returns are late"], proposal.Reasons);
        Assert.Null(VisitRules.Propose(wrong with { LastVisit = Today.AddDays(-VisitRules.RestDays + 1) }, Today));
        Assert.NotNull(VisitRules.Propose(wrong with { LastVisit = Today.AddDays(-VisitRules.RestDays) }, Today));
        // The last days of a month leave no time for one.
        Assert.Equal(new(2026, 11, 1), VisitRules.Propose(wrong with { LastVisit = null }, new(2026, 11, 20))!.Month);
        Assert.Equal(new(2026, 12, 1), VisitRules.Propose(wrong with { LastVisit = null }, new(2026, 11, 24))!.Month);
    }

    [Fact]
    public void A_visit_to_a_project_that_is_over_is_proposed_only_while_its_returns_are_open()
    {
        var late = Quiet with { OpenReturns = 1, LateReturns = 1, LastVisit = new(2026, 8, 1) };
        var after = new DateOnly(2028, 1, 4);
        Assert.Equal(["Ended, returns open", "A return is late"], VisitRules.Propose(late, after)!.Reasons);
        Assert.Null(VisitRules.Propose(late with { OpenReturns = 0, LateReturns = 0, Rating = ReturnRating.Red }, after));
        Assert.Null(VisitRules.Propose(late with { IsClosing = true }, after));
        Assert.Null(VisitRules.Propose(late with { IsClosing = true }, Today));
    }

    [Fact]
    public void A_month_with_enough_visits_leaves_the_others_to_the_months_after_it()
    {
        DateOnly November = new(2026, 11, 1),
            December = new(2026, 12, 1),
            March = new(2027, 3, 1);
        Assert.Equal(
            [.. Enumerable.Repeat(November, VisitRules.PerMonth), December, December, March],
            VisitRules.Spread([.. Enumerable.Repeat(November, VisitRules.PerMonth + 1), December, March])
        );
    }

    [Theory]
    [InlineData("We met J.B. and her mother", "J.B.")]
    [InlineData("A boy aged 9 set out the chairs", "aged 9")]
    [InlineData("A 12-year-old leads the warm-up", "12-year-old")]
    [InlineData("Sam, 9, alone", "Sam, 9")]
    [InlineData("Ali (11) and his dog", "Ali (11)")]
    public void A_visits_notes_are_asked_to_leave_a_child_unnamed(string notes, string found)
    {
        Assert.Equal(
            $"The notes say “{found}”. Do not name children, and leave out initials and ages that show who they are.",
            VisitRules.WhyNamesChild(notes, asItIs: false, "The notes say", "notes")!.Sentence
        );
        Assert.Null(VisitRules.WhyNamesChild(notes, asItIs: true, "The notes say", "notes"));
    }

    [Theory]
    [InlineData("Twenty young people and two leaders at 9 o'clock. Tea was £9.")]
    [InlineData("People aged 65 and over")]
    [InlineData(null)]
    [InlineData("On Friday, 12 people came")]
    public void A_visits_notes_without_a_child_raise_no_warning(string? notes) => Assert.False(VisitRules.NamesChild(notes));

    [Fact]
    public void A_visit_needs_a_day_that_can_be_a_name_and_what_was_found()
    {
        Assert.Equal("Enter today or a later day", VisitRules.WhyCannotPlan(Today.AddDays(-1), "Priya", null, Today)!.Sentence);
        Assert.Equal("Enter a day within two years", VisitRules.WhyCannotPlan(new(2029, 1, 1), "Priya", null, Today)!.Sentence);
        Assert.Equal("Say who visits, in up to 200 characters", VisitRules.WhyCannotPlan(Today, " ", null, Today)!.Sentence);
        Assert.Null(VisitRules.WhyCannotPlan(Today, "Priya", null, Today));
        string? Why(DateOnly on, string? notes, DateOnly? next) =>
            VisitRules.WhyCannotRecord(on, "Priya", notes, next, new(2026, 9, 1), Today)?.Sentence;
        Assert.Equal("Enter a day that is not in the future", Why(Today.AddDays(1), "x", null));
        Assert.Equal("Enter a day after the grant was offered", Why(new(2026, 8, 31), "x", null));
        Assert.Equal("Say what you saw, in up to 10,000 characters", Why(Today, "", null));
        Assert.Equal("The next visit is after this one", Why(Today, "x", Today));
        Assert.Null(Why(Today, "x", Today.AddDays(90)));
        Assert.Equal("Record the visit first", VisitRules.WhyCannotAsk("Buy a sign", "Priya", Today, null)!.Sentence);
        Assert.Equal(
            "Enter a day after the visit, within two years",
            VisitRules.WhyCannotAsk("a", "b", Today.AddDays(-1), Today)!.Sentence
        );
    }
}
