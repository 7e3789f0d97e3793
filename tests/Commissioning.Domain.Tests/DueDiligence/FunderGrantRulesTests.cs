using Commissioning.Domain.DueDiligence;

namespace Commissioning.Domain.Tests.DueDiligence;

public sealed class FunderGrantRulesTests
{
    private static readonly FunderGrant Grant = new()
    {
        FunderId = "GB-CHC-1000001",
        FunderName = "Elm Foundation",
        GrantId = "360G-elm-1",
        Title = "Youth workers for an evening club",
        Currency = "GBP",
        Amount = 300_000,
        AwardedOn = new(2026, 3, 31),
        StartsOn = new(2026, 6, 1),
        EndsOn = new(2027, 5, 31),
        RecipientName = "Elm Park Trust Ltd",
        CharityNumber = "1234567",
        Postcode = "LE1 1AA",
    };
    private static readonly FunderGrantRules.Known Ours = new("The Elm Park Trust", "LE1 1AA", "1234567", null);
    private static readonly FunderGrantRules.Project Project = new(
        "Safer Saturdays",
        [
            new()
            {
                Id = Guid.Empty,
                Position = 1,
                Item = "Youth workers",
                Requested = Money.FromPounds(3000),
                OtherFunders = Money.Zero,
            },
        ],
        Money.FromPounds(5000),
        new(2026, 5, 1),
        new(2027, 4, 30)
    );

    [Fact]
    public void Recipient_is_known_by_its_number_and_otherwise_by_name_and_postcode()
    {
        Assert.Equal(GrantMatch.Number, FunderGrantRules.MatchOf(Grant with { RecipientName = "Another", Postcode = null }, Ours));
        Assert.Equal(GrantMatch.NameAndPostcode, FunderGrantRules.MatchOf(Grant with { CharityNumber = null }, Ours));
        Assert.Equal(GrantMatch.NameAndPostcode, FunderGrantRules.MatchOf(Grant, Ours with { CharityNumber = null, Postcode = "le11aa" }));
        Assert.Equal(GrantMatch.NameOnly, FunderGrantRules.MatchOf(Grant with { CharityNumber = null, Postcode = null }, Ours));
        // Another postcode, another name, or another number of the same register: another organisation.
        Assert.Null(FunderGrantRules.MatchOf(Grant with { CharityNumber = null, Postcode = "LE9 9ZZ" }, Ours));
        Assert.Null(FunderGrantRules.MatchOf(Grant with { CharityNumber = null, RecipientName = "Oak Lane Boxing" }, Ours));
        Assert.Null(FunderGrantRules.MatchOf(Grant with { CharityNumber = "7654321" }, Ours));
        Assert.Null(FunderGrantRules.MatchOf(Grant with { CharityNumber = null, Postcode = null, RecipientName = "Elm Park" }, Ours));
    }

    [Fact]
    public void Grant_for_the_same_cost_and_days_may_pay_for_the_same_thing()
    {
        var found = FunderGrantRules.Overlap(Grant, GrantMatch.Number, new(2026, 9, 1), Project)!;
        Assert.Equal(("Grant 360G-elm-1", FindingLevel.Against), (found.Key, found.Level));
        Assert.Equal(
            "Elm Foundation awarded £3,000.00 to Elm Park Trust Ltd on 31 March 2026 for \"Youth workers for an evening club\" (its reference 360G-elm-1), from 1 June 2026 to 31 May 2027. This application asks for £3,000.00 for \"Youth workers\" from 1 May 2026 to 30 April 2027. The funder's file is of 1 September 2026",
            found.Sentence
        );
        // A like name is not sure enough for a strong finding, nor is a near amount.
        found = FunderGrantRules.Overlap(Grant, GrantMatch.NameAndPostcode, new(2026, 9, 1), Project)!;
        Assert.Equal(FindingLevel.Review, found.Level);
        Assert.Contains("a like name and the same postcode", found.Sentence);
        Assert.Equal(
            FindingLevel.Review,
            FunderGrantRules.Overlap(Grant with { Amount = 290_000 }, GrantMatch.Number, new(2026, 9, 1), Project)!.Level
        );
        // A like project in another currency.
        found = FunderGrantRules.Overlap(
            Grant with
            {
                Title = "Safer Saturdays in Leicester",
                Currency = "EUR",
            },
            GrantMatch.Number,
            new(2026, 9, 1),
            Project
        )!;
        Assert.Contains("awarded EUR 3,000.00", found.Sentence);
        Assert.Contains("asks for £5,000.00 for \"Safer Saturdays\"", found.Sentence);
    }

    [Fact]
    public void Grant_for_other_days_another_cost_or_an_unsure_recipient_is_no_finding()
    {
        Assert.Null(FunderGrantRules.Overlap(Grant, GrantMatch.NameOnly, new(2026, 9, 1), Project));
        Assert.Null(FunderGrantRules.Overlap(Grant with { Amount = 100_000 }, GrantMatch.Number, new(2026, 9, 1), Project));
        Assert.Null(FunderGrantRules.Overlap(Grant with { Title = "A minibus" }, GrantMatch.Number, new(2026, 9, 1), Project));
        Assert.Null(FunderGrantRules.Overlap(Grant with { StartsOn = new(2027, 5, 1) }, GrantMatch.Number, new(2026, 9, 1), Project));
        Assert.Null(
            FunderGrantRules.Overlap(
                Grant with
                {
                    StartsOn = new(2026, 1, 1),
                    EndsOn = new(2026, 4, 30),
                },
                GrantMatch.Number,
                new(2026, 9, 1),
                Project
            )
        );
    }

    [Fact]
    public void Grant_without_dates_is_taken_to_last_a_year_from_its_award()
    {
        var bare = Grant with { StartsOn = null, EndsOn = null };
        Assert.Equal((new DateOnly(2026, 3, 31), new DateOnly(2027, 3, 30), true), FunderGrantRules.PeriodOf(bare));
        Assert.Contains(
            "probably from 31 March 2026 to 30 March 2027",
            FunderGrantRules.Overlap(bare, GrantMatch.Number, new(2026, 9, 1), Project)!.Sentence
        );
    }
}
