using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests.Applications;

public sealed class ApplicationRulesTests
{
    private static ApplicationContent Content(RoundSetup setup, string answer = "Five words are the limit") =>
        new()
        {
            ProfileConfirmed = true,
            Project = new()
            {
                ProjectName = "Safer Saturdays",
                Summary = "Football.",
                Priority = "Road Safety",
                StartsOn = new(2026, 5, 1),
                EndsOn = new(2027, 4, 30),
            },
            Answers = new Dictionary<Guid, string> { [setup.Questions[0].Id] = answer },
            Budget = [Line(1, 300), Line(2, 200)],
            Outcomes =
            [
                new()
                {
                    Id = Guid.Empty,
                    Position = 1,
                    Outcome = "a",
                    Measure = "b",
                    Baseline = "c",
                    Target = "d",
                },
            ],
            DocumentKinds = [],
        };

    private static BudgetLine Line(int position, decimal pounds) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Position = position,
            Item = "Item",
            Requested = Money.FromPounds(pounds),
            OtherFunders = Money.Zero,
        };

    [Fact]
    public void A_complete_application_has_no_gaps()
    {
        var setup = Rounds.Setup();
        Assert.Empty(ApplicationRules.Gaps(setup, Content(setup)));
    }

    [Fact]
    public void Word_limits_count_as_the_page_does_and_one_word_too_many_is_a_gap()
    {
        var setup = Rounds.Setup();
        Assert.Equal(0, WordCount.Of(" \n\t"));
        Assert.Equal(3, WordCount.Of("one,two  three\nfour's"));
        Assert.Contains(
            "6 words and the limit is 5. Cut 1",
            Assert.Single(ApplicationRules.Gaps(setup, Content(setup, "these are six words in all"))).Refusal.Sentence,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("9800.01", "You are asking for £10,000.01, and the most we can give is £10,000. Make a line smaller, by £0.01 in all.")]
    [InlineData("99", "You are asking for £299, and the least we give is £300")]
    public void A_budget_that_breaks_a_limit_is_refused_with_the_reason(string first, string says)
    {
        var lines = new[] { Line(1, decimal.Parse(first, System.Globalization.CultureInfo.InvariantCulture)), Line(2, 200) };
        Assert.Equal(says, Assert.Single(ApplicationRules.WhyBudgetIsWrong(Rounds.Published(), lines)).Sentence);
    }

    [RepeatableProperty(500)]
    public Property A_budget_asks_for_the_sum_of_its_lines_and_keeps_what_was_typed() =>
        Prop.ForAll(
            Any.List(Any.Number(1, 100_000), 1, 9),
            pence =>
            {
                var typed = new TypedBudget(pence.Select(one => new TypedBudget.Line("a", new Money(one).ToString(), null)).ToList());
                Assert.Empty(typed.WhyUnread());
                Assert.Equal(new Money(pence.Sum(one => (long)one)), new BudgetContent(typed.Read()).AmountRequested);
                Assert.Equal(typed, TypedBudget.FromJson(typed.ToJson()) with { Lines = typed.Lines });
            }
        );

    [Fact]
    public void Project_dates_outside_the_round_are_refused()
    {
        var setup = Rounds.Setup();
        var late = Content(setup);
        var sentences = ApplicationRules
            .Gaps(setup, late with { Project = late.Project with { StartsOn = new(2026, 4, 30), EndsOn = new(2027, 5, 1) } })
            .Select(gap => gap.Refusal.Sentence);
        Assert.Equal(["The project must start on or after 1 May 2026", "The project must end on or before 30 April 2027"], sentences);
    }

    [Fact]
    public void An_application_cannot_be_changed_one_second_after_the_round_closes()
    {
        Assert.Null(ApplicationRules.WhyCannotChange(Rounds.Published(), ApplicationStatus.Draft, Channel.Online, null, Rounds.Closes));
        Assert.Contains(
            "closed at 5pm on 2 February 2026",
            ApplicationRules
                .WhyCannotChange(Rounds.Published(), ApplicationStatus.Draft, Channel.Online, null, Rounds.Closes.AddSeconds(1))!
                .Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_application_reference_is_short_and_names_its_round() =>
        Assert.Equal("CSF-25-R2", ApplicationRules.ReferenceStem(Rounds.Published()));

    [Fact]
    public void A_round_with_zones_asks_which_zones_the_project_serves_and_how_the_applicant_is_connected_to_them()
    {
        var setup = Rounds.Setup() with { Zones = ["Bell Foundry", "New Parks"] };
        var project = new ProjectContent();
        var sentences = ApplicationRules.WhyProjectIsIncomplete(setup, project).Select(refusal => refusal.Sentence).ToList();
        Assert.Contains("Choose at least one People Zone", sentences);
        Assert.Contains("Tell us your link to the zones", sentences);
        var chosen = project with
        {
            Zone = Zones.Chosen(setup.Zones, ["New Parks", "Bell Foundry", "Elsewhere"]),
            ZoneLinks = Zones.Chosen(Zones.Links, ["We work there"]),
        };
        Assert.Equal("Bell Foundry; New Parks", chosen.Zone);
        Assert.DoesNotContain(
            ApplicationRules.WhyProjectIsIncomplete(setup, chosen),
            refusal => refusal.Field is "Zones" or nameof(ProjectContent.ZoneLinks)
        );
    }
}
