using Commissioning.Domain.Publishing;

namespace Commissioning.Domain.Tests.Publishing;

public sealed class GivingStandardRulesTests
{
    private static readonly GivingIdentity Office = new("360G-office", "GB-LAE-XYZ", "E23000021", false);
    private static readonly Guid Record = new("0197c1de-0000-7000-8000-000000000001");
    private const string Everywhere = "The whole area";

    [Theory]
    [InlineData("1234567", "01234567", null, "GB-CHC-1234567")]
    [InlineData("1234567-2", null, null, "GB-CHC-1234567")]
    [InlineData("SC012345", null, null, "GB-SC-SC012345")]
    [InlineData("NIC100123", null, null, "GB-NIC-100123")]
    [InlineData(null, "1234567", null, "GB-COH-01234567")]
    [InlineData("not a number", "OC123456", null, "GB-COH-OC123456")]
    [InlineData(null, null, "IP12345R", "GB-MPR-IP12345R")]
    public void Recipient_has_the_number_of_its_register(string? charity, string? company, string? society, string id) =>
        Assert.Equal(id, GivingStandardRules.RecipientId(Office, Record, charity, company, society));

    [Fact]
    public void Recipient_without_a_number_has_a_stable_identifier_of_ours_without_its_record()
    {
        var id = GivingStandardRules.RecipientId(Office, Record, null, " ", "not registered");
        Assert.Matches("^360G-office-ORG-[0-9A-F]{12}$", id);
        Assert.Equal(id, GivingStandardRules.RecipientId(Office, Record, null, null, null));
        Assert.DoesNotContain(Record.ToString("N")[..8], id, StringComparison.OrdinalIgnoreCase);
        Assert.NotEqual(id, GivingStandardRules.RecipientId(Office, Guid.NewGuid(), null, null, null));
    }

    [Fact]
    public void Grant_is_identified_by_prefix_and_reference() =>
        Assert.Equal("360G-office-SF-2024-1-7", GivingStandardRules.GrantId(Office, "SF 2024/1-7"));

    [Fact]
    public void Places_are_the_area_and_the_police_force_area_and_never_more_than_is_public()
    {
        IReadOnlyList<GivingLocation> At(PublicPlace place, string? area, string? within) =>
            GivingStandardRules.Locations(Office, place, area, area is null ? null : "E07000130", within, Everywhere);
        var police = new GivingLocation(Everywhere, "E23000021", "PFA");
        Assert.Equal([new("Charnwood", "E07000130", "NMD", "Thorpe Acre"), police], At(PublicPlace.Exact, "Charnwood", "Thorpe Acre"));
        Assert.Equal([new("Charnwood", "E07000130", "NMD"), police], At(PublicPlace.District, "Charnwood", null));
        Assert.Equal([police], At(PublicPlace.District, Everywhere, null));
        Assert.Equal([police], At(PublicPlace.Area, null, null));
        Assert.Empty(At(PublicPlace.Nothing, null, null));
    }

    [Theory]
    [InlineData("E06000016", "UA")]
    [InlineData("E22000001", "CSP")]
    [InlineData("E10000018", "CTY")]
    [InlineData("E99000001", null)]
    [InlineData("E06", null)]
    [InlineData(null, null)]
    public void Code_has_the_type_of_the_standard(string? code, string? type) => Assert.Equal(type, GivingStandardRules.CodeType(code));

    [Theory]
    [InlineData("2025-04-01", "2026-03-31", 12)]
    [InlineData("2025-04-01", "2025-04-01", 1)]
    [InlineData("2025-04-15", "2025-06-20", 3)]
    [InlineData("2024-12-01", "2025-02-28", 3)]
    public void Duration_is_in_months_of_which_a_begun_one_counts(string start, string end, int months) =>
        Assert.Equal(months, GivingStandardRules.Months(DateOnly.Parse(start), DateOnly.Parse(end)));

    [Fact]
    public void Grant_that_meets_the_standard_has_no_breach() => Assert.Empty(GivingStandardRules.Breaches(Grant));

    [Fact]
    public void Grant_that_lacks_what_is_required_waits()
    {
        void Waits(GivingGrant grant) => Assert.Contains(GivingStandardRules.Breaches(grant), breach => breach.KeepsOut);
        Waits(Grant with { Title = " " });
        Waits(Grant with { Title = new('a', 141) });
        Waits(Grant with { Description = "" });
        Waits(Grant with { Awarded = Money.Zero });
        Waits(Grant with { Recipient = "" });
        Waits(Grant with { StartsOn = new(2026, 4, 1), EndsOn = new(2026, 3, 31) });
    }

    [Fact]
    public void Grant_that_says_less_than_it_could_is_told_and_stays_in()
    {
        void Told(GivingGrant grant) => Assert.False(Assert.Single(GivingStandardRules.Breaches(grant)).KeepsOut);
        Told(Grant with { CharityNumber = "12" });
        Told(Grant with { CompanyNumber = "12AB" });
        Told(Grant with { StartsOn = null });
        Told(Grant with { Locations = [new("Somewhere", null, null)] });
    }

    [Fact]
    public void Identity_has_the_form_of_the_standard_and_changes_only_with_a_yes()
    {
        Assert.Empty(GivingStandardRules.WhyWrong("360G-office", "GB-LAE-XYZ", "E23000021"));
        Assert.Equal(
            ["prefix", "organisationId", "policeArea"],
            GivingStandardRules.WhyWrong("office", "XYZ", "E07000130").Select(refusal => refusal.Field)
        );
        Assert.Null(GivingStandardRules.WhyNotChanged(GivingIdentity.Ours, "360G-office", "GB-LAE-XYZ", agreed: false));
        Assert.Null(GivingStandardRules.WhyNotChanged(Office, "360G-office", "GB-LAE-XYZ", agreed: false));
        Assert.NotNull(GivingStandardRules.WhyNotChanged(Office, "360G-other", "GB-LAE-XYZ", agreed: false));
        Assert.NotNull(GivingStandardRules.WhyNotChanged(Office, "360G-office", "GB-LAE-ABC", agreed: false));
        Assert.Null(GivingStandardRules.WhyNotChanged(Office, "360G-other", "GB-LAE-XYZ", agreed: true));
    }

    private static GivingGrant Grant =>
        new()
        {
            Id = "360G-office-SF-2024-0001",
            Title = "Boxing for all",
            Description = "Boxing on Fridays.",
            Awarded = new(500_000),
            Disbursed = Money.Zero,
            AwardedOn = new(2025, 3, 1),
            StartsOn = new(2025, 4, 1),
            EndsOn = new(2026, 3, 31),
            RecipientId = "GB-CHC-1234567",
            Recipient = "A club",
            CharityNumber = "1234567",
            Locations = [new("Charnwood", "E07000130", "NMD")],
            Priorities = ["Road Safety"],
            Programme = "Safety Fund",
            Round = "Round 2, 2024-25",
            FromOpenCall = true,
            Modified = new(2025, 4, 1, 10, 0, 0, DateTimeKind.Utc),
            RoundPage = "https://portal.example/funded/1",
        };
}
