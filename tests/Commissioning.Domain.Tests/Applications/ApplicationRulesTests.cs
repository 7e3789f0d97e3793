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
            AmountRequested = Money.FromPounds(500),
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
    [InlineData(500, "299.99", "a difference of £0.01")]
    [InlineData(10_000.01, "9800.01", "the most we can give is £10,000.00")]
    [InlineData(299, "99", "the least we give is £300.00")]
    public void A_budget_that_does_not_add_up_or_breaks_a_limit_is_refused_with_the_reason(double requested, string first, string says)
    {
        var lines = new[] { Line(1, decimal.Parse(first, System.Globalization.CultureInfo.InvariantCulture)), Line(2, 200) };
        Assert.Contains(
            ApplicationRules.WhyBudgetIsWrong(Rounds.Published(), Money.FromPounds((decimal)requested), lines),
            refusal => refusal.Sentence.Contains(says, StringComparison.Ordinal)
        );
    }

    [RepeatableProperty(500)]
    public Property A_budget_is_refused_exactly_when_it_does_not_add_up() =>
        Prop.ForAll(
            Any.List(Any.Number(30_000, 100_000), 1, 9),
            Any.Number(1, 50),
            (pence, more) =>
            {
                var lines = pence
                    .Select(
                        (requested, i) =>
                            new BudgetLine
                            {
                                Id = Guid.Empty,
                                Position = i + 1,
                                Item = "a",
                                Requested = new(requested),
                                OtherFunders = Money.Zero,
                            }
                    )
                    .ToList();
                var total = lines.Sum(line => line.Requested);
                Assert.Empty(ApplicationRules.WhyBudgetIsWrong(Rounds.Published(), total, lines));
                Assert.NotEmpty(ApplicationRules.WhyBudgetIsWrong(Rounds.Published(), total + new Money(more), lines));
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
