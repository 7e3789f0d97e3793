using Commissioning.Domain.Publishing;

namespace Commissioning.Domain.Tests.Publishing;

public sealed class ProjectPageRulesTests
{
    private static readonly DateTime At = new(2026, 7, 1, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_public_project_page_needs_a_closed_project_whose_round_allows_it_and_is_made_once()
    {
        Assert.Null(ProjectPageRules.WhyCannotPublish("Closed", true, null));
        Assert.Equal(
            "A project can have a public page only when its grant is closed. Close the grant first.",
            ProjectPageRules.WhyCannotPublish(null, true, null)!.Sentence
        );
        Assert.Equal(
            "A project can have a public page only when its grant is closed. Close the grant first.",
            ProjectPageRules.WhyCannotPublish("Terminated", true, null)!.Sentence
        );
        Assert.Equal(
            "The round's policy does not allow public pages for its projects",
            ProjectPageRules.WhyCannotPublish("Closed", false, null)!.Sentence
        );
        Assert.Equal(
            "This project has had a public page since 10am on 1 July 2026",
            ProjectPageRules.WhyCannotPublish("Closed", true, At)!.Sentence
        );
    }

    [Fact]
    public void A_page_is_published_by_someone_who_did_not_write_it_and_has_read_each_point()
    {
        var (writer, other) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal(
            "You wrote these words, so someone else must publish the page",
            ProjectPageRules.WhyNotThisPerson(writer, writer)!.Sentence
        );
        Assert.Null(ProjectPageRules.WhyNotThisPerson(writer, other));
        Assert.Equal("Read and tick each point first. Not ticked: 1, such as b", ProjectPageRules.WhyNotRead(["a", "b"], ["a"])!.Sentence);
        Assert.Null(ProjectPageRules.WhyNotRead(["a", "b"], ["b", "a"]));
    }

    [Fact]
    public void A_public_project_page_is_withdrawn_only_with_a_reason()
    {
        Assert.Null(ProjectPageRules.WhyCannotWithdraw(At, "The group asked"));
        Assert.Equal("This project has no public page", ProjectPageRules.WhyCannotWithdraw(null, "The group asked")!.Sentence);
        Assert.Equal("reason", ProjectPageRules.WhyCannotWithdraw(At, " ")!.Field);
        Assert.NotNull(ProjectPageRules.WhyCannotWithdraw(At, new string('a', 501)));
    }
}
