using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Tests.Organisations;

public sealed class MergeRulesTests
{
    private static readonly MergeRules.OfTwo One = new() { Id = Guid.NewGuid(), Name = "Elm Park" },
        Other = new() { Id = Guid.NewGuid(), Name = "Elm Park Trust" };

    [Fact]
    public void A_record_is_merged_with_another_that_stands_by_itself()
    {
        Assert.Null(MergeRules.WhyCannotMerge(One, Other, null, ""));
        Assert.Null(MergeRules.WhyCannotMerge(One, Other, true, ""));
        Assert.Equal("A record cannot be merged with itself", MergeRules.WhyCannotMerge(One, One, null, "")!.Sentence);
        var merged = Other with { MergedInto = "Elm Park", MergedBy = "Ann", MergedAt = new(2026, 3, 2, 10, 0, 0, DateTimeKind.Utc) };
        foreach (var (stands, other) in new[] { (One, merged), (merged, One) })
            Assert.Equal(
                "Ann merged Elm Park Trust with Elm Park on 2 March 2026. Open that record.",
                MergeRules.WhyCannotMerge(stands, other, true, "")!.Sentence
            );
        Assert.StartsWith("Somebody has said that they are two", MergeRules.WhyCannotMerge(One, Other, false, "")!.Sentence);
    }

    [Fact]
    public void A_merge_is_undone_until_a_record_is_used()
    {
        Assert.Null(MergeRules.WhyCannotUndo([], ""));
        MergeRules.Used used = new()
        {
            Name = "Elm Park",
            What = "sent an application",
            At = new(2026, 3, 2, 10, 0, 0, DateTimeKind.Utc),
        };
        Assert.Equal(
            "It cannot be undone, because the record has been used: Elm Park sent an application at 10am on 2 March 2026",
            MergeRules.WhyCannotUndo([used], "")!.Sentence
        );
        Assert.EndsWith(", and more since", MergeRules.WhyCannotUndo([used, used], "")!.Sentence);
    }
}
