using Commissioning.Domain.DueDiligence;

namespace Commissioning.Domain.Tests.DueDiligence;

public sealed class FunderFileRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);
    private static readonly FunderGrantRow Good = new()
    {
        GrantId = "360G-elm-1",
        Title = "Evening club",
        Currency = "GBP",
        Amount = "5000.00",
        AwardedOn = "2026-03-31",
        RecipientName = "Elm Park Trust",
        FunderId = "GB-CHC-1000001",
        FunderName = "Elm Foundation",
    };

    private static string? Fault(FunderGrantRow row) => FunderFileRules.Read(row, Today).Fault;

    [Fact]
    public void Funder_row_is_read_as_its_funder_means_it()
    {
        var grant = FunderFileRules
            .Read(
                Good with
                {
                    Title = "  Evening\n club ",
                    Currency = "gbp",
                    Amount = "£12,345.675",
                    AwardedOn = "2026-03-31T10:00:00+01:00",
                    StartsOn = "2026-04",
                    EndsOn = "2027",
                    RecipientId = "GB-COH-1234567",
                    CharityNumber = "1234567",
                    Postcode = "le11aa",
                },
                Today
            )
            .Grant!;
        Assert.Equal(("Evening club", "GBP", 1_234_568L), (grant.Title, grant.Currency, grant.Amount));
        Assert.Equal(
            (new DateOnly(2026, 3, 31), new DateOnly(2026, 4, 1), new DateOnly(2027, 12, 31)),
            (grant.AwardedOn, grant.StartsOn!.Value, grant.EndsOn!.Value)
        );
        Assert.Equal(("1234567", "01234567", "LE1 1AA"), (grant.CharityNumber, grant.CompanyNumber, grant.Postcode));
        Assert.Equal("£12,345.68", grant.AmountInWords);
        Assert.Equal("EUR 500.00", (grant with { Currency = "EUR", Amount = 50_000 }).AmountInWords);
        Assert.Null((grant with { Currency = "EUR" }).Pounds);
    }

    [Theory]
    [InlineData("GB-CHC-1234567", "1234567", null)]
    [InlineData("GB-SC-SC012345", "SC012345", null)]
    [InlineData("GB-NIC-100123", "NIC100123", null)]
    [InlineData("GB-COH-OC123456", null, "OC123456")]
    [InlineData("360G-elm-ORG:1234567", null, null)]
    [InlineData("GB-CHC-n/a", null, null)]
    public void Funder_identifier_gives_the_number_of_its_register(string identifier, string? charity, string? company)
    {
        Assert.Equal(charity, FunderFileRules.NumberOf(Register.Charity, null, identifier));
        Assert.Equal(company, FunderFileRules.NumberOf(Register.Company, "unknown", identifier));
    }

    [Fact]
    public void Funder_row_that_cannot_be_used_says_why()
    {
        Assert.Equal("the identifier of the grant is missing", Fault(Good with { GrantId = " " }));
        Assert.Equal("the title is missing", Fault(Good with { Title = null }));
        Assert.Equal("the name of the recipient is missing", Fault(Good with { RecipientName = "" }));
        Assert.Null(Fault(Good with { RecipientName = new('a', 300) }));
        Assert.Equal("the name of the recipient is longer than 300 characters", Fault(Good with { RecipientName = new('a', 301) }));
        Assert.Equal("the title is not UTF-8", Fault(Good with { Title = "Caf\ufffd" }));
        Assert.Equal("the identifier of the funder is missing", Fault(Good with { FunderId = null }));
        Assert.Equal("the currency is missing", Fault(Good with { Currency = null }));
        Assert.Equal("the currency \"POUNDS\" is not three letters, such as GBP", Fault(Good with { Currency = "pounds" }));
        Assert.Equal("the amount awarded is missing", Fault(Good with { Amount = null }));
        foreach (var amount in new[] { "-1", "a lot", "1e99", "1000000000000" })
            Assert.StartsWith($"the amount awarded \"{amount}\" is not", Fault(Good with { Amount = amount }), StringComparison.Ordinal);
        Assert.Null(Fault(Good with { Amount = "0" }));
        Assert.Equal("the award date is missing", Fault(Good with { AwardedOn = null }));
        Assert.Equal("the award date \"2026\" is not a day, such as 2026-03-31", Fault(Good with { AwardedOn = "2026" }));
        Assert.Equal("the award date 1 December 2026 is in the future", Fault(Good with { AwardedOn = "2026-12-01" }));
        Assert.Equal("the award date 1 January 1026 is before 1950", Fault(Good with { AwardedOn = "1026-01-01" }));
        Assert.StartsWith("the start date \"soon\" is not", Fault(Good with { StartsOn = "soon" }), StringComparison.Ordinal);
        Assert.Equal(
            "the end date 1 April 2026 is before the start date 2 April 2026",
            Fault(Good with { StartsOn = "2026-04-02", EndsOn = "2026-04-01" })
        );
    }

    [Theory]
    [InlineData(2, 1, null)]
    [InlineData(20_000, 10_000, null)]
    [InlineData(1, 1, "1 of 2 rows cannot be read. At most one in three may be set aside")]
    [InlineData(19_999, 10_001, "10,001 of 30,000 rows cannot be read. At most one in three may be set aside")]
    [InlineData(0, 0, "It has no grants")]
    public void Funder_file_with_more_than_a_third_bad_rows_is_refused(int good, int bad, string? why) =>
        Assert.Equal(why, FunderFileRules.WhyRefused(good, bad, 0));

    [Fact]
    public void Funder_file_with_grants_to_individuals_only_is_refused() =>
        Assert.Equal("All 3 grants in it are to individuals, which we do not keep", FunderFileRules.WhyRefused(0, 0, 3));

    [Fact]
    public void Funder_file_says_its_age()
    {
        Assert.Equal(
            new ListAge("Elm", Today.AddDays(-365), false, "Grants of Elm: file of 30 November 2025"),
            FunderFileRules.AgeOf("Elm", Today.AddDays(-365), Today)
        );
        Assert.True(FunderFileRules.AgeOf("Elm", Today.AddDays(-366), Today).IsTooOld);
        Assert.Equal("Enter the date of the file", FunderFileRules.WhyWrongDay(null, Today, null, "")!.Sentence);
        Assert.Equal(
            "The date of the file cannot be in the future",
            FunderFileRules.WhyWrongDay(Today.AddDays(1), Today, null, "")!.Sentence
        );
        Assert.Equal(
            "A file of this funder of 30 November 2026 is in use, and it is newer",
            FunderFileRules.WhyWrongDay(Today.AddDays(-1), Today, Today, "")!.Sentence
        );
        Assert.Null(FunderFileRules.WhyWrongDay(Today, Today, Today, ""));
    }
}
