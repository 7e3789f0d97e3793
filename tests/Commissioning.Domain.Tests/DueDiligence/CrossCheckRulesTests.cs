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
    public void What_two_organisations_share_is_found_however_it_is_written()
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
    public void Neighbours_share_nothing()
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
    public void One_body_under_two_records_is_told_from_neighbours_with_a_treasurer_in_common()
    {
        Assert.True(CrossCheckRules.IsPossibleDuplicate([MatchKind.CharityNumber], samePostcode: false));
        Assert.True(CrossCheckRules.IsPossibleDuplicate([MatchKind.BankAccount], samePostcode: false));
        Assert.True(CrossCheckRules.IsPossibleDuplicate([MatchKind.Name, MatchKind.Address], samePostcode: false));
        Assert.True(CrossCheckRules.IsPossibleDuplicate([MatchKind.Name], samePostcode: true));
        Assert.False(CrossCheckRules.IsPossibleDuplicate([MatchKind.Name], samePostcode: false));
        Assert.False(CrossCheckRules.IsPossibleDuplicate([MatchKind.Address, MatchKind.CommitteeMember], samePostcode: false));
    }

    [Theory]
    [InlineData("0116 496 0000", "01164960000")]
    [InlineData("+44 (0)116 496 0000", "01164960000")]
    [InlineData("0044 116 496 0000", "01164960000")]
    [InlineData("12345", null)]
    public void A_telephone_number_is_one_number(string typed, string? key) => Assert.Equal(key, CrossCheckRules.PhoneKey(typed));

    [Fact]
    public void A_stop_flag_needs_a_reason_and_a_day_that_is_to_come()
    {
        var today = new DateOnly(2026, 3, 2);
        Assert.Equal("reason", CrossCheckRules.WhyCannotFlag(" ", null, today)!.Field);
        Assert.Equal("until", CrossCheckRules.WhyCannotFlag("Police enquiry", today.AddDays(-1), today)!.Field);
        Assert.Null(CrossCheckRules.WhyCannotFlag("Police enquiry", today, today));
    }

    [Fact]
    public void Text_that_stands_in_another_application_is_measured_and_shown()
    {
        const string answer =
            "We will run football sessions on Friday evenings for young people in the park with two trained coaches and a youth worker";
        var (percent, passage) = TextOverlap.Compare(answer, $"Something else first. {answer.ToUpperInvariant()}! And more.");
        Assert.Equal((100, answer.ToLowerInvariant()), (percent, passage));
        Assert.Equal(
            (0, ""),
            TextOverlap.Compare(answer, "A wholly different project about lights in an alley behind the shops of the estate")
        );
        Assert.Equal((0, ""), TextOverlap.Compare("", answer));
        (percent, passage) = TextOverlap.Compare(answer + " and at the end of the year a tournament for all the teams of the town", answer);
        Assert.InRange(percent, 40, 70);
        Assert.Equal(answer.ToLowerInvariant(), passage);
        Assert.True(TextOverlap.Sketch(answer).Count <= TextOverlap.SketchSize);
        Assert.Equal(TextOverlap.Sketch(answer), TextOverlap.Sketch(answer.ToUpperInvariant()));
    }
}
