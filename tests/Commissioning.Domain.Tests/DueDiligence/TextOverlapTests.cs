using Commissioning.Domain.DueDiligence;

namespace Commissioning.Domain.Tests.DueDiligence;

public sealed class TextOverlapTests(Xunit.Abstractions.ITestOutputHelper output)
{
    /// <summary>An invented answer of 299 words.</summary>
    private const string Answer = """
        On the Saffron estate the shops close at six and the square belongs to nobody. Last winter the police logged thirty one calls about groups of teenagers
        throwing fireworks at buses, and two drivers now refuse the evening route. Parents told our survey that their sons have nowhere warm to go: the library
        lost its late opening, the sports hall costs five pounds a head, and the nearest youth centre is two bus rides away. We asked forty boys what they wanted.
        They did not say table tennis. They said a place with a kitchen, somebody who listens, and a reason to come back next week. Our project opens the old
        laundry on Tuesday and Friday evenings from half past five until nine. A cook from the estate teaches eight recipes that feed a family for less than
        six pounds, and everyone eats together before the games begin. Two detached youth workers walk the square first, so the invitation comes from a face
        that the boys already know. Once a month a bus driver, a constable or a firefighter sits at the table as a guest, without a speech, and answers whatever
        is asked. Those who come six times can train as helpers and earn a food hygiene certificate, which the supermarket on the ring road accepts when it
        recruits at weekends. We measure three things: calls about the square, taken from the monthly figures of the neighbourhood team; the number of boys who
        return at least four times; and what residents say when we knock on the same sixty doors in March and in September. The laundry is ours rent free for
        two years, the cook is paid by the housing association, and volunteers drive the van, so the grant buys wages for youth work and nothing else. If calls
        fall by a third, the bus company has promised to pay for the third year itself, because a window costs it four hundred pounds.
        """;

    /// <summary>An honest answer about the same subject from another organisation.</summary>
    private const string Other = """
        Young people in Thurnby tell us they are bored after school, and residents ring the police when groups gather outside the chip shop. We run a youth club
        in the church hall on Friday evenings, with cooking, games and a quiet corner. The grant would let us open on Tuesday evenings too and pay two youth workers.
        The neighbourhood team already visits once a month and tells us that calls about antisocial behaviour fall on the nights when we are open. We will count
        who comes, ask parents and residents what has changed, and compare the police figures for the streets around the hall before and after. Last year
        thirty young people came at least four times and six of them trained as helpers. Volunteers cook, the church gives us the hall rent free, and a local
        supermarket gives food, so the money pays for wages, insurance and nothing else. Teenagers who have been in trouble are welcome: a constable introduces
        them, and a mentor meets them first so that somebody they know is there. We expect fewer calls, fewer fights near the bus stop and more teenagers who
        say that they belong somewhere. When the grant ends we will ask the parish council and the housing association to share the cost of the second evening.
        """;

    private static PreparedText Text(params string[] answers) =>
        TextOverlap.Prepare([.. answers.Select((answer, i) => new TextPart($"Question {i + 1}", answer))]);

    private static (int Percent, IReadOnlyList<SharedPassage> Passages) Compare(PreparedText ours, PreparedText theirs)
    {
        var passages = TextOverlap.Passages(ours, theirs);
        return (TextOverlap.Percent(ours, passages), passages);
    }

    /// <summary>Every n-th word becomes one that stands nowhere else.</summary>
    private static string Changed(string text, int every) =>
        string.Join(
            ' ',
            text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select((word, i) => i % every == every - 1 ? $"zq{i}x" : word)
        );

    private static string Read(IEnumerable<TextPiece> pieces) => string.Concat(pieces.Select(piece => piece.Text));

    [Fact]
    public void Text_overlap_is_measured_and_its_passage_shown_on_both_sides()
    {
        const string answer =
            "We will run football sessions on Friday evenings for young people in the park with two trained coaches and a youth worker";
        var (percent, passages) = Compare(Text(answer), Text($"Something else first. {answer.ToUpperInvariant()}! And more."));
        Assert.Equal(100 * Assert.Single(passages).Words / 22, percent);
        Assert.InRange(percent, 80, 100);
        Assert.StartsWith("run football sessions on Friday evenings", Read(passages[0].Ours), StringComparison.Ordinal);
        Assert.StartsWith("RUN FOOTBALL SESSIONS", Read(passages[0].Theirs), StringComparison.Ordinal);
        Assert.All(passages[0].Ours, piece => Assert.True(piece.IsShared));
        Assert.Equal(
            (0, 0),
            Compare(Text(answer), Text("A wholly different project about lights in an alley behind the shops of the estate")) is var none
                ? (none.Percent, none.Passages.Count)
                : default
        );
        Assert.Equal(0, Compare(Text(""), Text(answer)).Percent);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(8)]
    [InlineData(6)]
    [InlineData(5)]
    [InlineData(4)]
    public void Text_overlap_finds_an_answer_in_which_words_were_changed(int every)
    {
        var (percent, passages) = Compare(Text(Changed(Answer, every)), Text(Other, Answer));
        output.WriteLine($"every {every}th word changed: {percent}% in {passages.Count} passages");
        Assert.True(percent >= CopiedTextRules.FromPercent, $"{percent}%");
        Assert.All(passages, passage => Assert.Equal("Question 2", passage.TheirQuestion));
        Assert.Contains(passages.SelectMany(passage => passage.Ours), piece => !piece.IsShared);
        // And it is found among thousands by what is stored.
        var (ours, theirs) = (TextOverlap.Sketch([new("", Other), new("", Changed(Answer, every))]), TextOverlap.Sketch([new("", Answer)]));
        Assert.True(ours.Intersect(theirs).Count() >= 3, $"{ours.Intersect(theirs).Count()} hashes");
    }

    [Fact]
    public void Text_overlap_finds_an_answer_that_was_rewritten_sentence_by_sentence_in_another_order()
    {
        const string rewritten = """
            When six o'clock comes the shops on the Saffron estate close and nobody owns the square. The grant pays for youth work wages and
            nothing else: volunteers drive the van, the housing association pays the cook, and for two years we have the laundry rent free.
            Because one broken window costs four hundred pounds, the bus company has promised to fund the third year if calls drop by a third.
            We listened to forty boys about what they wanted. It was not table tennis; they asked for somebody who listens, a place with a
            kitchen and a reason to return the following week. In our survey parents said there was nowhere warm for their sons: two bus rides
            to the nearest youth centre, five pounds a head at the sports hall, and no more late opening at the library. Thirty one calls were
            logged by police last winter about teenagers in groups throwing fireworks at buses, and the evening route is now refused by two
            drivers.
            Boys who come six times may train as helpers and get a food hygiene certificate that the ring road supermarket accepts for weekend
            recruits. From half past five to nine on Tuesday and Friday evenings, the project opens the old laundry. Everyone eats together
            before any games begin, after an estate cook has taught one of eight recipes that feed a family for under six pounds. A guest
            without a speech, be it a firefighter, a constable or a bus driver, sits at the table once a month and answers what is asked.
            First two detached youth workers walk around the square, so that a face the boys know makes the invitation.
            What residents say when we knock on the same sixty doors in September and March, how many boys return four times or more, and the
            monthly figures of the neighbourhood team for calls about the square are what we measure.
            """;
        var (percent, passages) = Compare(Text(rewritten), Text(Other, Answer));
        output.WriteLine($"rewritten in another order: {percent}% in {passages.Count} passages");
        Assert.InRange(percent, 50, 100);
        Assert.All(passages, passage => Assert.Equal("Question 2", passage.TheirQuestion));
        // Both sides are shown, with the words that they share marked.
        Assert.All(passages, passage => Assert.Contains(passage.Ours, piece => piece.IsShared));
        Assert.All(passages, passage => Assert.Contains(passage.Theirs, piece => piece.IsShared));
        Assert.InRange(Compare(Text(Answer), Text(rewritten)).Percent, 50, 100);
        Assert.True(TextOverlap.Sketch([new("", rewritten)]).Intersect(TextOverlap.Sketch([new("", Answer)])).Count() >= 3);
    }

    [Fact]
    public void Text_overlap_of_two_sentences_that_are_alike_is_chance()
    {
        const string ours =
            "Last winter the police logged nine calls about fireworks thrown at buses by teenagers. Our choir sings in the chapel for people who live alone.";
        const string theirs =
            "We train stewards for the carnival. About fireworks that teenagers threw at buses the police logged forty calls last winter.";
        Assert.Empty(TextOverlap.Passages(Text(ours), Text(theirs)));
    }

    [Fact]
    public void Text_overlap_of_two_honest_answers_about_one_subject_is_none()
    {
        Assert.Empty(TextOverlap.Passages(Text(Answer), Text(Other)));
        Assert.Empty(TextOverlap.Passages(Text(Other), Text(Answer)));
    }

    [Fact]
    public void Text_overlap_finds_one_copied_passage_in_a_different_application()
    {
        var words = Answer.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var passage = string.Join(' ', words.Skip(90).Take(60));
        var (percent, passages) = Compare(Text(Other, $"Our group is new. {passage} That is all we ask."), Text(Answer));
        var longest = passages.Max(one => one.Words);
        output.WriteLine($"60 words: {percent}%, {longest} words");
        Assert.InRange(longest, 50, 62);
        Assert.True(CopiedTextRules.IsFinding(percent, longest));
        Assert.True(TextOverlap.Sketch([new("", passage)]).Intersect(TextOverlap.Sketch([new("", Answer)])).Count() >= 3);
    }

    [Fact]
    public void Text_overlap_of_a_text_with_itself_is_whole_and_of_two_texts_nearly_the_same_from_both_sides()
    {
        foreach (var text in new[] { Answer, Other })
            Assert.InRange(Compare(Text(text), Text(text)).Percent, 98, 100);
        var (left, right) = (Text(Changed(Answer, 6)), Text(Answer));
        Assert.InRange(Compare(left, right).Percent - Compare(right, left).Percent, -5, 5);
        Assert.Equal(TextOverlap.Sketch([new("", Answer)]), TextOverlap.Sketch([new("", Answer.ToUpperInvariant())]));
    }

    [Fact]
    public void Common_text_is_left_out_up_to_the_length_of_a_policy()
    {
        var policy = Passage(0, 62);
        var answers = Enumerable.Range(0, 5).Select(i => Passage(100 * i, 100 * i + 40)).ToList();
        var others = Enumerable.Range(0, 3).Select(_ => Guid.NewGuid()).ToList();
        (SharedPassage, Guid)[] In(int organisations, params SharedPassage[] passages) =>
            [.. others.Take(organisations).SelectMany(other => passages.Select(passage => (passage, other)))];
        Assert.Single(CopiedTextRules.Telling([policy], 1000, In(2, policy)));
        Assert.Empty(CopiedTextRules.Telling([policy], 1000, In(3, policy)));
        // A passage that goes on beside the policy stays, and half of a short text is more than a policy.
        Assert.Single(CopiedTextRules.Telling([Passage(40, 90)], 1000, In(3, policy)));
        Assert.Single(CopiedTextRules.Telling([policy], 120, In(3, policy)));
        // One writer of four applications does not hide by copying often.
        Assert.Equal(5, CopiedTextRules.Telling(answers, 1000, In(3, [.. answers])).Count);

        static SharedPassage Passage(int from, int to) => new(from, to, "", "", [], []);
    }

    [Theory]
    [InlineData("How do you keep children safe? Describe your safeguarding policy", true)]
    [InlineData("What does your equality policy say?", true)]
    [InlineData("What problem will the project deal with?", false)]
    public void Questions_about_policies_are_not_compared(string question, bool isPolicy) =>
        Assert.Equal(isPolicy, CopiedTextRules.IsPolicy(question));

    [Theory]
    [InlineData(14, 39, false, false, FindingLevel.Review)]
    [InlineData(15, 20, true, false, FindingLevel.Review)]
    [InlineData(6, 40, true, false, FindingLevel.Review)]
    [InlineData(50, 90, true, false, FindingLevel.Against)]
    [InlineData(90, 90, true, true, FindingLevel.Review)]
    public void Copied_text_is_a_finding_by_its_part_or_its_longest_passage(
        int percent,
        int longest,
        bool isFinding,
        bool isOwn,
        FindingLevel level
    )
    {
        Assert.Equal(isFinding, CopiedTextRules.IsFinding(percent, longest));
        Assert.Equal(level, CopiedTextRules.LevelOf(percent, isOwn));
    }

    [Fact]
    public void Assessors_and_the_paper_read_one_neutral_line_about_copied_text()
    {
        Assert.Null(CopiedTextRules.PanelLine([]));
        Assert.Null(CopiedTextRules.PanelLine([FindingVerdict.SharedPolicy]));
        Assert.EndsWith("has not concluded on it yet.", CopiedTextRules.PanelLine([FindingVerdict.Copied, null]), StringComparison.Ordinal);
        Assert.EndsWith(
            "that it was copied.",
            CopiedTextRules.PanelLine([FindingVerdict.SameWriter, FindingVerdict.Copied]),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "same writer",
            CopiedTextRules.PanelLine([FindingVerdict.OwnText, FindingVerdict.SameWriter]),
            StringComparison.Ordinal
        );
        Assert.EndsWith("the same organisation.", CopiedTextRules.PanelLine([FindingVerdict.OwnText]), StringComparison.Ordinal);
    }
}
