using Commissioning.Domain.Publishing;

namespace Commissioning.Domain.Tests.Publishing;

public sealed class PublicationRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);

    private static readonly PublicationSubject Subject = new()
    {
        Organisation = "Whitwick Women's Space",
        Town = "Coalville",
        Postcode = "LE67 5AA",
        CharityNumber = "9937782",
        Area = "North West Leicestershire",
        Zone = "Thringstone and Whitwick",
        ProjectName = "Room to Talk, Whitwick",
        Summary = "A women's centre with counselling and crafts.",
        Priority = "Neighbourhood Crime",
        CrimeReason = "Women who are heard report crime sooner.",
        AcceptedAt = new(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc),
        LettersReleasedAt = new(2026, 10, 1, 12, 0, 0, DateTimeKind.Utc),
    };

    private static readonly Publication Withheld = new()
    {
        Title = "Counselling for women",
        Brief = "A place to talk, with trained people.",
        CrimeReason = "Women who are heard report crime sooner.",
        NameShown = false,
        Place = PublicPlace.District,
        Ground = WithheldGround.Safety,
        Why = "The address is a refuge",
    };

    private static IReadOnlyList<string> WhyNot(Publication publication) =>
        PublicationRules.WhyNot(publication, Subject, Today).Select(refusal => $"{refusal.Field}: {refusal.Sentence}").ToList();

    [Fact]
    public void Publication_waits_for_the_acceptance_and_the_letters()
    {
        Assert.Null(PublicationRules.WhyNothing(Subject));
        Assert.Equal(
            "Nothing is public before the offer is accepted",
            PublicationRules.WhyNothing(Subject with { AcceptedAt = null })!.Sentence
        );
        Assert.NotNull(PublicationRules.WhyNothing(Subject with { LettersReleasedAt = null }));
        Assert.NotNull(PublicationRules.WhyNothing(Subject with { EndedHow = "Declined" }));
        Assert.NotNull(PublicationRules.WhyNothing(Subject with { EndedHow = "OfferWithdrawn" }));
        Assert.Null(PublicationRules.WhyNothing(Subject with { EndedHow = "GivenUp" }));
    }

    [Theory]
    [InlineData("Title", "Room to Talk at Whitwick Women's Space", "Whitwick Women's Space")]
    [InlineData("Title", "Talk in Whitwick", "whitwick")]
    [InlineData("Brief", "Open in WHITWICK'S hall", "whitwick")]
    [InlineData("Brief", "By the charity 99 37782", "9937782")]
    [InlineData("CrimeReason", "Fewer crimes in Coalville", "coalville")]
    [InlineData("Brief", "In Thringstone", "thringstone")]
    public void Withheld_name_does_not_stand_in_any_public_text(string field, string text, string found)
    {
        Assert.Empty(WhyNot(Withheld));
        var changed = field switch
        {
            "Title" => Withheld with { Title = text },
            "Brief" => Withheld with { Brief = text },
            _ => Withheld with { CrimeReason = text },
        };
        Assert.Equal([$"{field}: Take out \"{found}\": it gives the withheld name or place away"], WhyNot(changed));
        Assert.Empty(WhyNot(changed with { NameShown = true, Ground = null, Why = null }));
    }

    [Fact]
    public void Withheld_name_needs_a_ground_a_reason_and_no_exact_place()
    {
        Assert.Equal(
            ["Ground: Choose why the name is withheld", "Why: Say in a sentence why the name is withheld. Only the office reads it."],
            WhyNot(Withheld with { Ground = null, Why = " " })
        );
        Assert.StartsWith("Place: ", Assert.Single(WhyNot(Withheld with { Place = PublicPlace.Exact })));
        Assert.Empty(WhyNot(Withheld with { Place = PublicPlace.Nothing }));
        Assert.StartsWith("ReviewOn: ", Assert.Single(WhyNot(Withheld with { ReviewOn = Today })));
        Assert.Empty(WhyNot(Withheld with { ReviewOn = Today.AddDays(1) }));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("<b>Bold</b>")]
    [InlineData("A visit\nin the evening")]
    [InlineData("See www.somewhere.example")]
    [InlineData("Ring 0116 496 0000")]
    [InlineData("")]
    public void Title_is_plain_words_on_one_line(string title) =>
        Assert.StartsWith("Title: ", Assert.Single(WhyNot(Withheld with { Title = title })));

    [Fact]
    public void Title_and_brief_have_their_lengths()
    {
        Assert.StartsWith("Title: Shorten this from 300 to 140", Assert.Single(WhyNot(Withheld with { Title = new('a', 300) })));
        Assert.StartsWith("Brief: Shorten this", Assert.Single(WhyNot(Withheld with { Brief = new('a', 1001) })));
        Assert.Single(PublicationRules.WhyNotDraft(Withheld with { Title = new('a', 300) }, Today));
        Assert.Empty(PublicationRules.WhyNotDraft(Withheld with { Title = "", Why = null, Ground = null }, Today));
    }

    [Fact]
    public void Grant_starts_withheld_for_the_decision_or_for_a_word_of_the_list()
    {
        WithheldGround? Ground(PublicationSubject subject) =>
            PublicationRules.StartsWithheld(subject, PublicationRules.DefaultSafetyWords)?.Ground;
        Assert.Null(Ground(Subject));
        Assert.Equal(WithheldGround.Safety, Ground(Subject with { Priority = "Violence against Women and Girls" }));
        Assert.Equal(WithheldGround.Safety, Ground(Subject with { Summary = "For survivors of Domestic  Abuse." }));
        Assert.Equal(WithheldGround.Safety, Ground(Subject with { Organisation = "Haven Refuge" }));
        Assert.Equal(WithheldGround.Section40, Ground(Subject with { WithheldElsewhere = WithheldGround.Section40 }));
        Assert.Null(Ground(Subject with { Summary = "Grapes for the fair." }));
        Assert.Equal(WithheldGround.ProtectiveStatus, Ground(Subject with { ProtectiveStatus = "Official-Sensitive" }));
        Assert.Null(Ground(Subject with { ProtectiveStatus = "Official" }));
        Assert.Equal(WithheldGround.Section40, Ground(Subject with { Exemption = "Section 40(2)" }));
        Assert.Equal(WithheldGround.Section43, Ground(Subject with { Exemption = "s.43" }));
        Assert.Equal(WithheldGround.ProtectiveStatus, Ground(Subject with { Exemption = "Section 31" }));
    }

    [Fact]
    public void Draft_of_a_withheld_grant_leaves_out_what_gives_it_away()
    {
        var draft = PublicationRules.Draft(
            Subject with
            {
                Priority = "Violence against Women and Girls",
            },
            PublicationRules.DefaultSafetyWords
        );
        Assert.Equal(
            (false, PublicPlace.District, WithheldGround.Safety, "", Subject.Summary),
            (draft.NameShown, draft.Place, draft.Ground, draft.Title, draft.Brief)
        );
        var shown = PublicationRules.Draft(Subject, []);
        Assert.Equal((true, PublicPlace.Exact, Subject.ProjectName), (shown.NameShown, shown.Place, shown.Title));
        Assert.Empty(WhyNot(shown));
        Assert.NotNull(PublicationRules.WhyNotWithOthers(draft, Subject, false, []));
        Assert.Null(PublicationRules.WhyNotWithOthers(shown, Subject, false, []));
        // An officer's draft that shows the name does not get round the list.
        Assert.NotNull(PublicationRules.WhyNotWithOthers(shown, Subject, false, ["counselling"]));
        Assert.NotNull(PublicationRules.WhyNotWithOthers(shown, Subject, true, []));
    }

    [Theory]
    [InlineData(12, 6, 0, 6, "6 grants from 12 applications, £5,000.00 in total.")]
    [InlineData(3, 2, 1, 1, "1 grant from 3 applications, £5,000.00 in total.")]
    [InlineData(57, 16, 0, 0, "16 of 57 applications were offered a grant. No grant is published so far.")]
    [InlineData(57, 16, 2, 13, "16 of 57 applications were offered a grant. 13 grants are published so far, £5,000.00 in total.")]
    [InlineData(1, 1, 0, 0, "1 of 1 application was offered a grant. No grant is published so far.")]
    public void Round_whose_offers_wait_does_not_read_as_if_nobody_got_a_grant(
        int applications,
        int offered,
        int refused,
        int grants,
        string said
    ) => Assert.Equal(said, PublicationRules.GrantsInWords(applications, offered, refused, grants, Money.FromPounds(5_000)));
}
