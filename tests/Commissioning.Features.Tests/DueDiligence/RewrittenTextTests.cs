using System.Text.Json;
using Commissioning.Domain.DueDiligence;
using Commissioning.Testing;
using Xunit.Abstractions;

namespace Commissioning.Features.Tests.DueDiligence;

/// <summary>Copied and rewritten text among the applications of the demonstration.</summary>
public sealed class RewrittenTextTests(ITestOutputHelper output)
{
    /// <summary>Application 1 of the Safety Fund, with every sentence in other words and in another order.</summary>
    private const string First = """
        At the outset every referrer answered a single question: in the last six months, has this young person fought, been threatened or
        made threats? Nearly half, 48%, said yes. In seven of those cases it started with a video naming someone. Fifty-four young people
        aged 13 to 18 from Hamilton and Netherhall came to us from January to October 2024, half of them (27) referred by schools and the
        other 27 brought by friends. The trouble is not drill or rap but the replies that follow online. According to police.uk, violence
        was our ward's largest category during that time, although we are aware it is not only teenagers who are counted.
        Our studio in School Lane is made up of two rooms. Work has been returned and one piece was thrown away, because the house rule is
        that a mentor must hear everything read aloud before it goes out. A producer takes the desk while a mentor who has himself served
        a sentence sits beside the writers, and Callum Quinn runs each evening. Six groups of five attend twelve evenings each, on Mondays
        and Thursdays from 5.30pm. There is hot food at seven and the bus fare home is paid. Two showcases, in September and February, are
        open to parents.
        We also hope quarrels get to a mentor before they get to a phone; since that is more difficult to count, mentors will write a
        short diary of the disputes they resolve. Six months after finishing, we want no more than 20% of the thirty caught up in
        violence, according to whoever referred them.
        Three mentors and two producers hold enhanced checks and are supervised each month by a youth worker from outside our staff. The
        obvious weakness is that a single mentor holds most of the older boys' trust. We would pause that group for two weeks if he fell
        ill rather than bring in a stranger. The youth justice team has referred to us since 2019.
        A commercial studio in the city wanted £35 an hour and offered no mentor. Thirty people attending twelve evenings makes 360
        places, so £3,400 comes to roughly £9.50 each including dinner. We own the rooms and the desk, and hiring them out brings in £350.
        """;

    /// <summary>Application 30, likewise.</summary>
    private const string Thirtieth = """
        In the past quarter assaults in the book stood at 17; we want 9. Someone who realises that all eleven premises would bar him will
        think again before throwing a punch. Every month we count the incidents, and one month in three the licensing officer verifies the
        numbers.
        Within a ten minute walk of the Parade there are eleven licensed premises in Oadby, and three thousand students living further up
        the road. Each pub has its own list behind the bar, which no one else can see. From November 2023 to February 2024 our members
        noted 19 assaults on customers or staff: fourteen happened after 10pm and nine were by a person another pub had already refused
        the same evening. The staff are young, frequently in a first job, and nobody has taught them how to refuse a big man who has drunk
        enough. After the summer two of them quit and told us the reason. Our figures match those of the police licensing officer, she
        says, although hers are smaller as most incidents are never rung in.
        The shared list begins in August: one member proposes the ban, two more who were not present agree, and a letter tells the person
        its length and how to appeal. Sixty people working on doors, behind bars and at tables receive training between May and July, in
        groups of twelve at the cricket club on Tuesday afternoons. They learn from a former licensing sergeant how to spot and calm
        trouble and from a nurse how to care for somebody drunk, drugged or alone. Nisha Tebbutt maintains the list and her deputy works
        at the wine bar. On the six busiest student nights wristbands are used. Every last Monday of the month the forum sits down to
        review the record.
        Nineteen firms are members, some outside the centre; the forum is a company limited by guarantee registered in 2017. The protocol
        was drafted by a solicitor among our members and the force has signed a data agreement. At worst, someone challenges a ban, in
        which case a member of the borough's licensing committee hears the appeal. If the trainer drops out we may borrow the brewery's.
        £4,835 of the grant goes on training, £81 per head. A third is paid by members, who add £500. A paid marshal for Fridays and
        Saturdays would cost £11,600 a year and leave nobody any wiser.
        """;

    /// <summary>The ideas of application 1 without its names, figures and words.</summary>
    private const string OnlyIdeas = """
        Our work starts from an observation: music itself rarely causes harm, yet online responses to lyrics escalate into real conflict.
        Nearly every second young person who reached us in 2024 had recently been involved in a confrontation, as attacker or target, and
        several of those disputes could be traced to footage in which somebody was identified. Participants were teenagers living in two
        neighbouring estates; schools referred one half and peers introduced the rest. Local crime statistics confirm that violent
        offences dominate, even if adults account for some.
        To respond, we run small creative cohorts in our own recording space twice weekly over three months. A technician and a mentor
        with lived experience of prison work alongside participants, reviewing all material together before anything is released; tracks
        that could provoke retaliation are rewritten or dropped. Families are invited to performances twice a year. Meals and travel are
        covered.
        Success means that, six months on, only a small minority have been involved in further violence according to the people who
        referred them, and that disagreements come to trusted adults first. Staff will log every conflict they defuse.
        The team is fully vetted and receives external supervision. We recognise our reliance on one individual who is particularly
        trusted, and would temporarily suspend sessions if necessary instead of using unfamiliar cover.
        Because premises and equipment are already ours, each attendance costs less than ten pounds with food included, a fraction of the
        commercial rate.
        """;

    private static List<(string Name, IReadOnlyList<TextPart> Parts)> Applications() =>
        [
            .. from file in new[] { "safety-fund", "people-zones" }
            from application in JsonDocument
                .Parse(File.ReadAllText(Repository.File("db", "seed", $"demo-{file}-2024-25-round-2.json")))
                .RootElement.GetProperty("applications")
                .EnumerateArray()
            select (
                $"{file} {application.GetProperty("number").GetInt32()}",
                (IReadOnlyList<TextPart>)
                    [
                        .. application
                            .GetProperty("answers")
                            .EnumerateObject()
                            .Select(answer => new TextPart(answer.Name, answer.Value.GetString()!)),
                    ]
            ),
        ];

    private static (int Percent, int Longest) Compare(PreparedText ours, PreparedText theirs)
    {
        var passages = TextOverlap.Passages(ours, theirs);
        return (TextOverlap.Percent(ours, passages), passages.Count == 0 ? 0 : passages.Max(passage => passage.Words));
    }

    [Fact]
    public void Only_the_applications_that_share_text_on_purpose_are_found_alike()
    {
        var all = Applications().ConvertAll(one => (one.Name, Text: TextOverlap.Prepare(one.Parts)));
        var found = (
            from ours in all
            from theirs in all
            where ours.Name != theirs.Name
            let alike = Compare(ours.Text, theirs.Text)
            where CopiedTextRules.IsFinding(alike.Percent, alike.Longest)
            select $"{ours.Name}, {theirs.Name}: {alike.Percent}%, {alike.Longest} words"
        ).ToList();
        found.ForEach(output.WriteLine);
        string[][] onPurpose =
        [
            ["30", "43"],
            ["6", "45"],
            ["14", "28", "44"],
        ];
        Assert.All(
            found,
            pair =>
                Assert.Contains(
                    onPurpose,
                    group => pair.Split(':')[0].Split(", ").All(name => group.Any(number => name == $"safety-fund {number}"))
                )
        );
        Assert.NotEmpty(found);
    }

    [Theory]
    [InlineData("safety-fund 1", First)]
    [InlineData("safety-fund 30", Thirtieth)]
    public void A_text_rewritten_sentence_by_sentence_is_a_strong_finding_and_only_of_its_original(string original, string rewritten)
    {
        var ours = TextOverlap.Prepare([new("Question", rewritten)]);
        foreach (var (name, parts) in Applications())
        {
            var (percent, longest) = Compare(ours, TextOverlap.Prepare(parts));
            if (percent > 0)
                output.WriteLine($"{name}: {percent}%");
            // Application 43 copies 30 on purpose.
            if (name == original)
                Assert.Equal(FindingLevel.Against, CopiedTextRules.LevelOf(percent, isOwn: false));
            else if (name != "safety-fund 43")
                Assert.False(CopiedTextRules.IsFinding(percent, longest), $"{name}: {percent}%");
        }
    }

    /// <summary>The limit of the method, stated: nobody finds ideas by words.</summary>
    [Fact]
    public void A_text_that_only_keeps_the_ideas_is_not_found()
    {
        var original = Applications().Single(one => one.Name == "safety-fund 1").Parts;
        Assert.Empty(TextOverlap.Passages(TextOverlap.Prepare([new("", OnlyIdeas)]), TextOverlap.Prepare(original)));
    }
}
