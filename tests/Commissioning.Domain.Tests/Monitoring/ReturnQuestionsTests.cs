using Commissioning.Domain.Monitoring;

namespace Commissioning.Domain.Tests.Monitoring;

public sealed class ReturnQuestionsTests
{
    private static readonly ReturnFigures Plausible = new()
    {
        Grant = Money.FromPounds(6_875),
        ProjectStarts = new(2026, 1, 5),
        Kind = ReturnKind.Final,
        Spent = Money.FromPounds(6_800),
        SpentBefore = Money.FromPounds(3_000),
        Claimed = Money.FromPounds(6_000),
        Lines = [new("Mentors", Money.FromPounds(6_875), Money.Zero, Money.FromPounds(6_800), null)],
        PeopleNew = 43,
        PeopleRepeat = 20,
        PeopleBefore = 30,
        Promises = [new("Fly-tips stop", "15 a month", "2", "15", "2", Verdict.Met)],
        Receipts = [new("Rope Ltd", new(2026, 2, 1), Money.FromPounds(40))],
    };

    [Fact]
    public void Figures_that_can_be_are_not_asked_about() => Assert.Empty(ReturnQuestions.Of(Plausible));

    [Fact]
    public void Money_used_again_is_asked_about_only_above_what_may_be_used()
    {
        ReturnFigures Again(int pounds) =>
            new()
            {
                Grant = Money.FromPounds(50),
                ProjectStarts = new(2026, 1, 5),
                Kind = ReturnKind.Reuse,
                Spent = Money.FromPounds(pounds),
            };
        Assert.Empty(ReturnQuestions.Of(Again(50)));
        Assert.Empty(ReturnQuestions.Of(Again(0)));
        Assert.Equal(
            "£60.00 is more than the £50.00 that you may use again: is that right?",
            Assert.Single(ReturnQuestions.Of(Again(60))).Sentence
        );
        Assert.Equal("again", Assert.Single(ReturnFlags.Of(Again(60), Money.Zero, [], new(2026, 6, 1))).Name);
    }

    [Fact]
    public void Blank_figures_are_not_asked_about() =>
        Assert.Empty(
            ReturnQuestions.Of(
                new()
                {
                    Grant = Money.FromPounds(3_000),
                    ProjectStarts = new(2026, 1, 5),
                    Kind = ReturnKind.Final,
                }
            )
        );

    [Fact]
    public void Spending_eleven_times_the_grant_is_asked_about() =>
        Assert.Equal(
            "You entered £75,625.00 spent in all. That is 11 times the grant of £6,875.00.",
            Only("spent", Plausible with { Spent = Money.FromPounds(75_625) })
        );

    [Fact]
    public void A_line_far_over_its_budget_is_asked_about() =>
        Assert.Contains(
            "1.6 times its budget",
            Only("line.0", Plausible with { Lines = [new("Mentors", Money.FromPounds(1_000), Money.Zero, Money.FromPounds(1_600), null)] }),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_small_line_may_double_without_a_question() =>
        Assert.Empty(
            ReturnQuestions.Of(Plausible with { Lines = [new("Tea", Money.FromPounds(40), Money.Zero, Money.FromPounds(90), null)] })
        );

    [Fact]
    public void A_line_below_the_last_return_is_asked_about_though_the_total_is_not() =>
        Assert.Equal(
            "You entered £6,800.00 for Mentors. Last time it was £6,801.00. A lower figure means that money came back to you.",
            Only(
                "lineless.0",
                Plausible with
                {
                    Lines = [new("Mentors", Money.FromPounds(6_875), Money.FromPounds(6_801), Money.FromPounds(6_800), null)],
                }
            )
        );

    [Fact]
    public void Receipts_of_a_line_above_what_is_reported_for_it_are_asked_about()
    {
        var receipts = new ReturnFigures.Paid[]
        {
            new("Rope Ltd", new(2026, 2, 1), Money.FromPounds(6_000), "Mentors"),
            new("Rope Ltd", new(2026, 2, 2), Money.FromPounds(860), "Mentors"),
        };
        Assert.Equal(
            "You entered £6,800.00 for Mentors. The receipts in your diary add up to £6,860.00.",
            Only("receipts.0", Plausible with { Receipts = receipts })
        );
        // Money that came back lowers the sum.
        Assert.Empty(
            ReturnQuestions.Of(
                Plausible with
                {
                    Receipts = [.. receipts, new("Rope Ltd", new(2026, 3, 1), Money.FromPounds(-60), "Mentors")],
                }
            )
        );
        Assert.Equal(
            "You entered £6,800.00 spent in all. The receipts in your diary add up to £6,860.00.",
            Only("receipts", Plausible with { Receipts = receipts, Lines = [] })
        );
    }

    [Fact]
    public void A_receipt_larger_than_its_line_is_asked_about() =>
        Assert.Contains(
            ReturnQuestions.Of(Plausible with { Receipts = [new("Rope Ltd", new(2026, 2, 1), Money.FromPounds(6_900), "Mentors")] }),
            question =>
                question.IsOfDiary
                && question.Sentence == "The receipt from Rope Ltd for £6,900.00 is more than the whole budget of Mentors, £6,875.00."
        );

    [Theory]
    [InlineData("Joan at LE3 9PW led", "LE3 9PW")]
    [InlineData("Ring 0116 496 0123 for her", "0116 496 0123")]
    [InlineData("joan@hall.org.uk wrote", "joan@hall.org.uk")]
    [InlineData("The garden of 12 Mill Lane", "12 Mill Lane")]
    public void An_address_in_the_words_is_asked_about(string words, string found) =>
        Assert.Equal(
            $"Your story says “{found}”. This looks like an address. Leave it out, or say that it may stay.",
            Only("address.0", Plausible with { Words = [new("Your story", words, ReturnPage.Words)] })
        );

    [Fact]
    public void Plain_words_hold_no_address() => Assert.Null(PlainAddress.In("In 2026 we met 12 times at the hall, and 43 came by 9pm."));

    [Fact]
    public void Another_figure_before_than_the_promised_one_is_asked_about() =>
        Assert.Contains(
            "you entered 6 before the project. When you applied you said 15 a month",
            Only("before.0", Plausible with { Promises = [new("Fly-tips stop", "15 a month", "2", "6", "2", Verdict.Met)] }),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("15", "2", "9", true)]
    [InlineData("15", "2", "1", false)]
    [InlineData("10", "1,200", "900", true)]
    [InlineData("10", "1,200", "1200", false)]
    [InlineData("none", "2 to 4", "1", false)]
    public void A_target_that_is_called_reached_and_is_not_is_asked_about(string baseline, string target, string now, bool asked) =>
        Assert.Equal(
            asked,
            ReturnQuestions
                .Of(Plausible with { Promises = [new("Change", baseline, target, null, now, Verdict.Met)] })
                .Any(one => one.Key == "reached.0")
        );

    [Fact]
    public void Money_spent_before_the_start_is_asked_about() =>
        Assert.Contains(
            "The project starts on 5 January 2026",
            Only("receipt.0", Plausible with { Receipts = [new("Rope Ltd", new(2026, 1, 4), Money.FromPounds(40))] }),
            StringComparison.Ordinal
        );

    [Fact]
    public void Less_than_last_time_is_asked_about_and_may_be_a_refund() =>
        Assert.Contains(
            "money came back to you",
            Only("less", Plausible with { SpentBefore = Money.FromPounds(6_801) }),
            StringComparison.Ordinal
        );

    [Fact]
    public void Less_than_what_was_claimed_is_asked_about() =>
        Assert.Contains(
            "we accepted that",
            Only("claimed", Plausible with { Claimed = Money.FromPounds(6_801) }),
            StringComparison.Ordinal
        );

    [Fact]
    public void Fewer_people_than_last_time_is_asked_about() =>
        Assert.Contains("Last time it was 44", Only("fewer", Plausible with { PeopleBefore = 44 }), StringComparison.Ordinal);

    [Fact]
    public void Nobody_and_nothing_are_asked_about_at_the_end_only()
    {
        var none = Plausible with
        {
            Spent = Money.Zero,
            SpentBefore = null,
            Claimed = Money.Zero,
            PeopleNew = 0,
            PeopleRepeat = 0,
            PeopleBefore = null,
        };
        Assert.Equal(["nothing", "nobody"], ReturnQuestions.Of(none).Select(one => one.Key));
        Assert.Empty(ReturnQuestions.Of(none with { Kind = ReturnKind.Interim }));
    }

    private static string Only(string key, ReturnFigures figures)
    {
        var question = Assert.Single(ReturnQuestions.Of(figures));
        Assert.Equal(key, question.Key);
        return question.Sentence;
    }
}
