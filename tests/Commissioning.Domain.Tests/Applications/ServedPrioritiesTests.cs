using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests.Applications;

public sealed class ServedPrioritiesTests
{
    private static readonly RoundSetup Setup = Rounds.Setup() with
    {
        Round = Rounds.Published() with { Policy = new() { MostPriorities = 3 } },
        Priorities = ["Road Safety", "Rural Crime", "Fraud", "Burglary"],
    };

    [Fact]
    public void Main_priority_is_kept_apart_from_the_others_in_the_order_of_the_form()
    {
        var project = new TypedProject { Priority = "Rural Crime", Priorities = ["Fraud", "Rural Crime", "Road Safety"] }.Read(Setup);
        Assert.Equal("Rural Crime", project.Priority);
        Assert.Equal(["Road Safety", "Fraud"], project.AlsoServes);
        Assert.Equal("Rural Crime; also Road Safety; Fraud", ServedPriorities.InWords(project.Priority, project.AlsoServes));
        Assert.Equal(["Rural Crime", "Road Safety", "Fraud"], TypedProject.Of(project).Priorities);
        // Ticked alone, it is still ticked.
        Assert.Equal(["Rural Crime"], TypedProject.Of(project with { AlsoServes = [] }).Priorities);
        Assert.Empty(TypedProject.Of(new() { AlsoServes = [] }).Priorities);
        Assert.DoesNotContain(Wrong(project), refusal => refusal.Field is "Priority" or "Priorities");
    }

    [Fact]
    public void Main_priority_must_be_one_of_those_that_are_ticked()
    {
        var typed = new TypedProject { Priority = "Burglary", Priorities = ["Fraud"] };
        Assert.Contains(typed.WhyUnread(), refusal => refusal.Field == "Priority");
        Assert.Empty((typed with { Priorities = [] }).WhyUnread());
        Assert.Empty((typed with { Priorities = ["Burglary", "Fraud"] }).WhyUnread());
    }

    [Fact]
    public void More_priorities_than_the_round_allows_are_refused()
    {
        var project = new TypedProject { Priority = "Fraud", Priorities = [.. Setup.Priorities] }.Read(Setup);
        Assert.Contains(Wrong(project), refusal => refusal.Sentence == "You ticked 4 priorities. Choose 3 at most.");
        // As if a round of several priorities had become one of a single priority.
        var one = Setup with
        {
            Round = Rounds.Published(),
        };
        Assert.Contains(
            ApplicationRules.WhyProjectIsIncomplete(one, project),
            refusal => refusal is { Sentence: "Choose one priority", Field: "Priorities" }
        );
        Assert.Empty(
            new TypedProject { Priority = "Fraud", Priorities = [.. Setup.Priorities] }
                .Read(one)
                .AlsoServes
        );
    }

    [Fact]
    public void A_priority_that_the_round_does_not_offer_is_refused()
    {
        Assert.Empty(
            new TypedProject { Priority = "Fraud", Priorities = ["Fraud", "Made up"] }
                .Read(Setup)
                .AlsoServes
        );
        Assert.Contains(
            Wrong(new() { Priority = "Fraud", AlsoServes = ["Dropped"] }),
            refusal => refusal.Sentence == "Dropped is not a priority of this round"
        );
    }

    [Theory]
    [InlineData(ConditionTest.Is, "Fraud", true)]
    [InlineData(ConditionTest.Is, "Burglary", false)]
    [InlineData(ConditionTest.IsNot, "Fraud", false)]
    [InlineData(ConditionTest.IsNot, "Burglary", true)]
    [InlineData(ConditionTest.Includes, "Road Safety", true)]
    public void A_condition_on_the_priority_holds_for_any_that_is_served(ConditionTest test, string value, bool asked)
    {
        var question = Setup.Questions[0] with { Settings = new() { ShowWhen = [new("priority", test, value)] } };
        var given = new GivenAnswers(["Road Safety", "Fraud"], null, null, new Dictionary<Guid, string>());
        Assert.Equal(asked, given.Shown([question]).Count == 1);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void A_round_allows_from_one_priority_to_as_many_as_it_has(int most, bool right) =>
        Assert.Equal(
            right,
            PolicyRules
                .WhyPolicyIsWrong(new() { MostPriorities = most }, Money.FromPounds(1), Setup.Priorities.ToList(), [])
                .All(refusal => refusal.Field != nameof(RoundPolicy.MostPriorities))
        );

    private static IReadOnlyList<Refusal> Wrong(ProjectContent project) => ApplicationRules.WhyProjectIsIncomplete(Setup, project);
}
