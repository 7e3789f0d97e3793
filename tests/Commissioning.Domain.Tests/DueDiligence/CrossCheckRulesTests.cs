using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Tests.DueDiligence;

public sealed class CrossCheckRulesTests
{
    private static readonly OrganisationDetails Details = new()
    {
        Name = "Elm Park Community Trust",
        Kind = "Charity",
        CharityNumber = "1234567",
        AddressLine = "14 High Street",
        Town = "Leicester",
        Postcode = "LE1 1AA",
        Area = "Leicester",
        Phone = "0116 496 0000",
    };
    private static readonly MatchSource Ours = new(Details, ["Ann@Example.org"], [], ["Ann O'Neill"], []);

    private static List<MatchKind> Shared(MatchSource left, MatchSource right) =>
        (
            from ours in CrossCheckRules.KeysOf(left)
            join theirs in CrossCheckRules.KeysOf(right) on (ours.Kind, ours.Text) equals (theirs.Kind, theirs.Text)
            where CrossCheckRules.Holds(new(ours.Kind, ours.Shown, theirs.Shown))
            select ours.Kind
        )
            .Distinct()
            .Order()
            .ToList();

    [Fact]
    public void Cross_check_finds_shared_details_however_they_are_written()
    {
        var other = new MatchSource(
            Details with
            {
                Name = "The Elm Park Communty Trust Ltd",
                CharityNumber = "1234567-1",
                AddressLine = "14, High St.",
                Phone = "+44 116 496 0000",
            },
            ["ann@example.ORG"],
            [],
            ["ONEILL, Anne"],
            []
        );
        Assert.Equal(
            [MatchKind.CharityNumber, MatchKind.Address, MatchKind.Email, MatchKind.Telephone, MatchKind.Name],
            Shared(Ours, other).Where(kind => kind != MatchKind.CommitteeMember)
        );
    }

    [Fact]
    public void Cross_check_finds_nothing_shared_between_neighbours()
    {
        var other = new MatchSource(
            Details with
            {
                Name = "Oak Lane Bowls Club",
                CharityNumber = "7654321",
                AddressLine = "16 High Street",
                Phone = "0116 496 0001",
            },
            ["bob@example.org"],
            [],
            ["Bob Smith"],
            []
        );
        Assert.Empty(Shared(Ours, other));
    }

    [Fact]
    public void Two_records_of_one_organisation_are_told_apart_from_neighbours_with_one_treasurer()
    {
        Assert.True(CrossCheckRules.IsPossibleDuplicate([MatchKind.CharityNumber], samePostcode: false));
        Assert.True(CrossCheckRules.IsPossibleDuplicate([MatchKind.BankAccount], samePostcode: false));
        Assert.True(CrossCheckRules.IsPossibleDuplicate([MatchKind.Name, MatchKind.Address], samePostcode: false));
        Assert.True(CrossCheckRules.IsPossibleDuplicate([MatchKind.Name], samePostcode: true));
        Assert.False(CrossCheckRules.IsPossibleDuplicate([MatchKind.Name], samePostcode: false));
        Assert.False(CrossCheckRules.IsPossibleDuplicate([MatchKind.Address, MatchKind.CommitteeMember], samePostcode: false));
    }

    [Fact]
    public void An_initial_or_a_likely_name_counts_only_beside_something_else()
    {
        MatchFound person = new(MatchKind.CommitteeMember, "J. Smith", "Jane Smith"),
            name = new(MatchKind.Name, "Belgrave Youth Club", "Belgrave Youth Centre"),
            telephone = new(MatchKind.Telephone, "0116", "0116");
        Assert.Empty(CrossCheckRules.Holding([person, name]));
        Assert.Equal([person, name, telephone], CrossCheckRules.Holding([person, name, telephone]));
    }

    [Fact]
    public void An_organisation_is_found_by_its_other_names()
    {
        var other = new MatchSource(
            Details with
            {
                Name = "Streetvibe",
                CharityNumber = null,
                AddressLine = "9 Low Road",
                Phone = "",
            },
            [],
            [],
            [],
            []
        )
        {
            OtherNames = ["Elm Park Community Trust Limited"],
        };
        Assert.Equal([MatchKind.Name], Shared(Ours, other));
    }

    [Fact]
    public void A_name_that_only_a_register_has_says_so()
    {
        MatchFound found = new(MatchKind.Name, "Streetvibe", "Street Vibe");
        Assert.Equal(
            "a register has 'Streetvibe' as a name of Elm Park Trust; the same letters when joined",
            CrossCheckRules.WhyAlike(found, "Elm Park Trust", "Street Vibe")
        );
        Assert.Null(CrossCheckRules.WhyAlike(found with { Theirs = "Streetvibe" }, "Streetvibe", "STREETVIBE"));
        Assert.Null(CrossCheckRules.WhyAlike(new(MatchKind.Telephone, "0116 496 0000", "+44 116 496 0000"), "A", "B"));
    }

    [Theory]
    [InlineData("0116 496 0000", "01164960000")]
    [InlineData("+44 (0)116 496 0000", "01164960000")]
    [InlineData("0044 116 496 0000", "01164960000")]
    [InlineData("12345", null)]
    public void A_telephone_number_is_normalised_to_one_form(string typed, string? key) =>
        Assert.Equal(key, CrossCheckRules.PhoneKey(typed));

    [Fact]
    public void A_stop_flag_needs_a_reason_and_a_last_day_that_has_not_passed()
    {
        var today = new DateOnly(2026, 3, 2);
        Assert.Equal("reason", StopFlagRules.WhyCannotPlace(StopFlagKind.Other, " ", null, null, today)!.Field);
        Assert.Equal("until", StopFlagRules.WhyCannotPlace(StopFlagKind.Other, "Police enquiry", null, today.AddDays(-1), today)!.Field);
        Assert.Null(StopFlagRules.WhyCannotPlace(StopFlagKind.Other, "Police enquiry", null, today, today));
    }
}
