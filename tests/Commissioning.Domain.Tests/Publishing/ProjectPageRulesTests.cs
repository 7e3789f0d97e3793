using Commissioning.Domain.Publishing;

namespace Commissioning.Domain.Tests.Publishing;

public sealed class ProjectPageRulesTests
{
    private static readonly DateTime At = new(2026, 7, 1, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Only_a_closed_project_of_a_round_that_allows_it_gets_a_page_once()
    {
        Assert.Null(ProjectPageRules.WhyCannotPublish("Closed", true, null));
        Assert.Equal(
            "A project gets a public page when it is closed; close it first",
            ProjectPageRules.WhyCannotPublish(null, true, null)!.Sentence
        );
        Assert.Equal(
            "A project gets a public page when it is closed; close it first",
            ProjectPageRules.WhyCannotPublish("Terminated", true, null)!.Sentence
        );
        Assert.Equal(
            "The round's policy says that its projects get no public page",
            ProjectPageRules.WhyCannotPublish("Closed", false, null)!.Sentence
        );
        Assert.Equal(
            "This project has had a public page since 10am on 1 July 2026",
            ProjectPageRules.WhyCannotPublish("Closed", true, At)!.Sentence
        );
    }

    [Fact]
    public void Taking_it_down_needs_a_page_and_a_reason()
    {
        Assert.Null(ProjectPageRules.WhyCannotWithdraw(At, "The group asked"));
        Assert.Equal("This project has no public page", ProjectPageRules.WhyCannotWithdraw(null, "The group asked")!.Sentence);
        Assert.Equal("reason", ProjectPageRules.WhyCannotWithdraw(At, " ")!.Field);
        Assert.NotNull(ProjectPageRules.WhyCannotWithdraw(At, new string('a', 501)));
    }
}
