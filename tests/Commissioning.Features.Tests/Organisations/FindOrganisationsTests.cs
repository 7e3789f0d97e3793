using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Applications;
using Commissioning.Features.Casework;
using Commissioning.Features.Organisations;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Organisations;

public sealed class FindOrganisationsTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private Scenario scenario = null!;
    private Actor officer = null!,
        applicant = null!;
    private Guid organisation;

    private static readonly OrganisationDetails Details = new()
    {
        Name = "Riverside Youth Club",
        Kind = "Unregistered group",
        CharityNumber = "9912345",
        AddressLine = "7 Quay Lane",
        Town = "Leicester",
        Postcode = "LE3 5AB",
        Area = "Leicester",
        Phone = "0116 496 0777",
    };

    public async Task InitializeAsync()
    {
        scenario = new Scenario(database.Db, database.Clock);
        officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        applicant = await scenario.PersonAsync(Role.Applicant);
        var change = new ChangeOrganisation(database.Db);
        var add = new AddOrganisation(database.Db);
        organisation = (await add.RunAsync(applicant, Details)).Value;
        Assert.Null((await change.RunAsync(applicant, organisation, 1, Details with { Name = "Quayside Juniors" })).FirstRefusal);
        await database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(
                "insert into OrganisationProfile (OrganisationId, SavedBy, SavedAt, Version) values (@organisation, @Id, @Now, 1)",
                new
                {
                    organisation,
                    applicant.Id,
                    work.Now,
                }
            );
            return await work.ExecuteAsync(
                "insert into OrganisationProfileAnswer (OrganisationId, Code, Wording) values (@organisation, 'committee', @Wording)",
                new
                {
                    organisation,
                    Wording = AnswerRules.OfRows([
                        ["Philippa Ocklynge", "Chair"],
                    ]),
                }
            );
        });
        await new MatchIndex(database.Db).RefreshAsync();
    }

    public Task DisposeAsync()
    {
        database.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("quayside")]
    [InlineData("Riverside")]
    [InlineData("LE35AB")]
    [InlineData("LE3 5AB")]
    [InlineData("9912345")]
    [InlineData("Ocklynge")]
    [InlineData("@member")]
    public async Task An_organisation_is_found_by_each_of_its_names_numbers_people_and_by_a_postcode_without_its_space(string typed)
    {
        await scenario.OrganisationAsync(await scenario.PersonAsync(Role.Applicant), "Another group");
        var words = typed == "@member" ? await EmailAsync(applicant) : typed;
        Assert.Equal(organisation, Assert.Single(await database.Db.ReadAsync(work => FindOrganisations.ByWordsAsync(work, words))).Id);
        var groups = await new SearchEverything(database.Db).RunAsync(RolePermissions.Of([Role.CommissioningOfficer]), words);
        var found = Assert.Single(Assert.Single(groups, group => group.Name == "Organisations").Rows);
        Assert.Equal(organisation, found.Id);
    }

    private Task<string> EmailAsync(Actor person) =>
        database.Db.ReadAsync(async work =>
            (await work.ScalarAsync<string>("select Email from Person where Id = @Id", new { person.Id }))!
        );

    [Fact]
    public async Task A_paper_application_makes_no_double_unless_an_officer_says_that_it_is_another()
    {
        var round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        var enter = new EnterApplication(database.Db);
        var typed = Details with { Name = "Riverside Youth Clubb", CharityNumber = null, Phone = "0116 496 0999" };
        EnterApplication.Command Command(OrganisationDetails? details, Guid? known = null, bool another = false) =>
            new(Channel.Paper, new(2026, 1, 5), details, null, null, known, another);
        var before = await database.CountAsync("Organisation");
        var refused = (await enter.RunAsync(officer, round, Command(typed))).FirstRefusal!;
        Assert.Equal(nameof(EnterApplication.Command.Known), refused.Field);
        Assert.StartsWith("Quayside Juniors (", refused.Sentence);
        Assert.Equal(before, await database.CountAsync("Organisation"));
        Assert.Equal(0, await database.CountAsync("Application"));

        Assert.Null((await enter.RunAsync(officer, round, Command(null, organisation))).FirstRefusal);
        Assert.Equal(before, await database.CountAsync("Organisation"));
        Assert.Equal(
            "Quayside Juniors already has an application in this round",
            (await enter.RunAsync(officer, round, Command(null, organisation))).FirstRefusal!.Sentence
        );
        Assert.Null((await enter.RunAsync(officer, round, Command(typed, another: true))).FirstRefusal);
        Assert.Equal(before + 1, await database.CountAsync("Organisation"));
        // Found from its first moment.
        Assert.Equal(2, (await database.Db.ReadAsync(work => FindOrganisations.AlikeAsync(work, typed, null))).Count);
    }
}
