using Commissioning.Domain.Monitoring;

namespace Commissioning.Domain.Tests.Monitoring;

public sealed class ConsentRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);

    [Fact]
    public void Consent_holds_until_its_last_day_or_until_it_is_taken_back()
    {
        Assert.True(ConsentRules.Holds(null, null, Today));
        Assert.True(ConsentRules.Holds(Today, null, Today));
        Assert.False(ConsentRules.Holds(Today.AddDays(-1), null, Today));
        Assert.False(ConsentRules.Holds(null, new DateTime(2026, 11, 29, 0, 0, 0, DateTimeKind.Utc), Today));
    }

    [Fact]
    public void Consent_says_who_said_yes_how_and_when()
    {
        Assert.Null(Give(ConsentItem.Photo, ConsentRelation.Everyone, ConsentHow.Spoken, Today, null));
        Assert.Equal("Choose who said yes", Give(ConsentItem.Story, null, ConsentHow.Email, Today, null));
        Assert.Equal(
            "Words come from a person: choose who said yes",
            Give(ConsentItem.Story, ConsentRelation.Everyone, ConsentHow.Email, Today, null)
        );
        Assert.Equal("Choose how they said yes", Give(ConsentItem.Story, ConsentRelation.Themself, null, Today, null));
        Assert.Equal(
            "Enter the day on which they said yes",
            Give(ConsentItem.Story, ConsentRelation.Themself, ConsentHow.Email, null, null)
        );
        Assert.Equal(
            "The day on which they said yes cannot be in the future",
            Give(ConsentItem.Story, ConsentRelation.Themself, ConsentHow.Email, Today.AddDays(1), null)
        );
        Assert.Equal(
            "The last day is over already. Leave it blank if there is no end.",
            Give(ConsentItem.Story, ConsentRelation.Themself, ConsentHow.Email, Today, Today.AddDays(-1))
        );
        Assert.Null(Give(ConsentItem.Story, ConsentRelation.Themself, ConsentHow.Email, Today.AddYears(-1), null));
        Assert.Equal(
            "They cannot have said yes before the project started on 30 November 2025",
            Give(ConsentItem.Story, ConsentRelation.Themself, ConsentHow.Email, new(2020, 1, 1), null)
        );
        static string? Give(ConsentItem item, ConsentRelation? relation, ConsentHow? how, DateOnly? on, DateOnly? until) =>
            ConsentRules.WhyCannotGive(item, relation, how, on, until, false, Today.AddYears(-1), Today)?.Sentence;
    }

    [Fact]
    public void The_organisation_takes_consent_back_without_a_reason_and_the_office_with_one()
    {
        Assert.Null(ConsentRules.WhyCannotWithdraw(null, ConsentSide.Organisation, null));
        Assert.Equal("Say why the consent is taken back", ConsentRules.WhyCannotWithdraw(null, ConsentSide.Office, " ")?.Sentence);
        Assert.Null(ConsentRules.WhyCannotWithdraw(null, ConsentSide.Office, "They wrote to us"));
    }
}
