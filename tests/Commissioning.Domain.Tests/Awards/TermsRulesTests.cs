using Commissioning.Domain.Awards;

namespace Commissioning.Domain.Tests.Awards;

public sealed class TermsRulesTests
{
    private static readonly IReadOnlyList<TermsClause> Example = TermsExample.Clauses;

    private static IReadOnlyList<TermsClause> With(string key, Func<TermsClause, TermsClause> change) =>
        Example.Select(clause => clause.Key == key ? change(clause) : clause).ToList();

    private static IReadOnlyList<string> Wrong(IReadOnlyList<TermsClause> clauses, bool byReviewer = false) =>
        TermsRules.WhyWrong(clauses, Example, byReviewer).Select(refusal => refusal.Sentence).ToList();

    [Fact]
    public void The_example_of_terms_has_twenty_clauses_that_follow_its_own_rules()
    {
        Assert.Equal(20, Example.Count);
        Assert.Empty(Wrong(Example));
        Assert.True(Example.Sum(clause => clause.Wording.Split(' ').Length) < 1150, "It no longer fits two pages");
        Assert.All(
            new[]
            {
                "parties",
                "purpose",
                "maximum",
                "payment",
                "spending",
                "changes",
                "records",
                "monitoring",
                "data",
                "publishing",
                "safety",
                "subsidy",
                "fraud",
                "breach",
                "recovery",
                "ending",
                "disputes",
                "law",
            },
            key => Assert.True(Example.Single(clause => clause.Key == key).IsLocked)
        );
    }

    /// <summary>Flesch reading ease: 206.835 less 1.015 words a sentence and 84.6 syllables a word.</summary>
    [Fact]
    public void Each_clause_of_the_example_reads_at_sixty_or_easier()
    {
        foreach (var clause in Example)
        {
            var words = clause
                .Wording.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Where(word => word.Any(char.IsLetter))
                .ToList();
            var sentences = clause.Wording.Split(['.', '?', '!']).Count(part => part.Any(char.IsLetter));
            var ease = 206.835 - 1.015 * words.Count / sentences - 84.6 * words.Sum(Syllables) / words.Count;
            Assert.True(ease >= 60, $"{clause.Key}: {ease:0}");
        }
    }

    [Fact]
    public void A_locked_clause_is_deleted_by_nobody_and_changed_by_a_legal_reviewer_only()
    {
        var without = Example.Where(clause => clause.Key != "recovery").ToList();
        const string Keep =
            "Keep the clause \"Paying money back\", and keep it locked: the law needs it, or what we do with grants rests on it";
        Assert.Equal([Keep], Wrong(without));
        Assert.Equal([Keep], Wrong(without, byReviewer: true));
        Assert.Equal([Keep], Wrong(With("recovery", clause => clause with { IsLocked = false }), byReviewer: true));

        var changed = With("recovery", clause => clause with { Wording = "Keep it all." });
        var refusal = Assert.Single(TermsRules.WhyWrong(changed, Example, byReviewer: false));
        Assert.Equal("\"Paying money back\" is locked, so only a legal reviewer can change its words", refusal.Sentence);
        Assert.Equal("clauses[16].Wording", refusal.Field);
        Assert.Empty(Wrong(changed, byReviewer: true));
    }

    [Fact]
    public void An_unlocked_clause_is_changed_added_moved_and_deleted_by_an_officer()
    {
        Assert.Empty(Wrong(With("publicity", clause => clause with { Wording = "Tell people." })));
        Assert.Empty(Wrong(Example.Where(clause => clause.Key != "publicity").ToList()));
        Assert.Empty(Wrong([.. Example, new("added", "Trees", "Plant one.")]));
        Assert.Empty(Wrong(Example.Reverse().ToList()));
        Assert.Equal(["Only a legal reviewer can lock \"Trees\""], Wrong([.. Example, new("added", "Trees", "Plant one.", true)]));
        Assert.Empty(Wrong([.. Example, new("added", "Trees", "Plant one.", true)], byReviewer: true));
        Assert.Equal(
            ["Enter a heading of up to 100 characters for clause 21", "Enter the words of clause 21, in up to 3,000 characters"],
            Wrong([.. Example, new("added", " ", "")])
        );
    }

    [Theory]
    [InlineData("Pay {{amount}} back.")]
    [InlineData("Pay it back. <script>alert(1)</script>")]
    [InlineData("Pay it <b>back</b>.")]
    public void Fields_and_HTML_are_refused_in_a_clause_by_whoever_writes_it(string typed)
    {
        const string Plain = "in plain words, without fields in braces and without HTML such as <b>";
        Assert.Equal([$"Write clause 9 {Plain}"], Wrong(With("publicity", clause => clause with { Wording = typed })));
        Assert.Equal([$"Write clause 9 {Plain}"], Wrong(With("publicity", clause => clause with { Wording = typed }), byReviewer: true));
        Assert.Equal([$"Write the heading of clause 9 {Plain}"], Wrong(With("publicity", clause => clause with { Heading = typed })));
        Assert.Equal(
            [$"Write your role and firm {Plain}"],
            TermsRules.WhyApprovalIsIncomplete(typed, null, true).Select(refusal => refusal.Sentence)
        );
    }

    [Fact]
    public void Terms_are_approved_once_by_a_named_reviewer_who_did_not_write_them()
    {
        Assert.Equal(
            "You wrote this version, so another legal reviewer must approve it",
            TermsRules.WhyCannotApprove(1, isAuthor: true, null, false)!.Sentence
        );
        Assert.StartsWith(
            "Version 1 was approved at",
            TermsRules.WhyCannotApprove(1, false, DateTime.UnixEpoch, false)!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Equal("A version newer than 1 has been approved", TermsRules.WhyCannotApprove(1, false, null, true)!.Sentence);
        Assert.Null(TermsRules.WhyCannotApprove(1, false, null, false));
        Assert.Equal(
            [
                "Enter your role and firm, such as Solicitor, in up to 200 characters",
                "Confirm that you have read these terms and approve them",
            ],
            TermsRules.WhyApprovalIsIncomplete(" ", null, false).Select(refusal => refusal.Sentence)
        );
        Assert.Empty(TermsRules.WhyApprovalIsIncomplete("Solicitor", null, true));
    }

    private static int Syllables(string word)
    {
        var plain = string.Concat(word.ToLowerInvariant().Where(char.IsLetter));
        var groups = plain.Where((letter, i) => "aeiouy".Contains(letter) && (i == 0 || !"aeiouy".Contains(plain[i - 1]))).Count();
        return Math.Max(1, plain.EndsWith('e') && groups > 1 ? groups - 1 : groups);
    }
}
