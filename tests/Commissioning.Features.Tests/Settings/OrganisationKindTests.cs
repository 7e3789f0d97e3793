using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Features.Organisations;
using Commissioning.Features.Settings;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Settings;

public sealed class OrganisationKindTests : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly Scenario scenario;

    public OrganisationKindTests() => scenario = new(database.Db, database.Clock);

    [Fact]
    public async Task Organisations_rounds_and_their_documents_follow_to_a_new_name_and_what_was_sent_keeps_the_old_one()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var person = await scenario.PersonAsync(Role.Applicant);
        var round = await RoundAsync(officer, ["Charity", "Faith group"]);
        await database.Db.HousekeepAsync(async work =>
        {
            var document = (await RoundReader.DocumentsAsync(work, round))[0];
            return await work.ExecuteAsync(
                "update DocumentKind set Settings = @Settings where Id = @Id",
                new { document.Id, Settings = new DocumentSettings { NotNeededFrom = ["Faith group", "Charity"] } }
            );
        });
        var organisation = await scenario.OrganisationAsync(person);
        var sent = await scenario.CompleteDraftAsync(round, organisation, person);
        Assert.True((await new SubmitApplication(database.Db, new Office()).RunAsync(person, sent, person.Name, agreed: true)).IsDone);
        var file = RoundFile.Write(await database.Db.ReadAsync(work => RoundReader.GetSetupAsync(work, round)));
        Assert.Null(await SaveAsync(officer, 0, Kind("charity") with { Name = "Registered charity", MatchPercent = 10 }));

        Assert.Equal(
            "Registered charity",
            await database.Db.ScalarAsync<string>("select Kind from Organisation where Id = @organisation", new { organisation })
        );
        var setup = await database.Db.ReadAsync(work => RoundReader.GetSetupAsync(work, round));
        Assert.Equal(["Registered charity", "Faith group"], setup.Round.EligibleKindList);
        Assert.Equal(["Faith group", "Registered charity"], setup.Documents[0].Settings.NotNeededFrom);
        Assert.Equal("Charity", (await new MyCopy(database.Db).GetAsync(person, sent)).Copy.Organisation.Kind);
        var content = RoundFile.Read(file).Content!;
        var imported = (
            await new ImportRound(database.Db).RunAsync(officer, content with { Details = content.Details with { Name = "Round 2" } })
        ).Value;
        var brought = await database.Db.ReadAsync(work => RoundReader.GetSetupAsync(work, imported));
        Assert.Equal(["Registered charity", "Faith group"], brought.Round.EligibleKindList);
        Assert.Equal(["Faith group", "Registered charity"], brought.Documents[0].Settings.NotNeededFrom);
        // A link or an eligibility check of the time before still finds it.
        Assert.Equal("Registered charity", (await KindsAsync()).NameNow("Charity"));
        Assert.Equal(LegalForm.UnincorporatedAssociation, LegalFormRules.Of((await KindsAsync()).Find("Unregistered group")));
        var entry = await database.Db.ScalarAsync<string>("select Detail from AuditEntry where Action = 'OrganisationKindSaved'");
        Assert.Contains("Charity -> Registered charity", entry, StringComparison.Ordinal);
        Assert.Contains("per cent: 0 -> 10", entry, StringComparison.Ordinal);
        Assert.Contains("1 organisation changed with it", entry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kind_that_the_office_does_not_know_is_named_where_it_stands_in_a_round_file()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await RoundAsync(officer, ["Charity"]);
        var content = RoundFile.Read(RoundFile.Write(await database.Db.ReadAsync(work => RoundReader.GetSetupAsync(work, round)))).Content!;
        var documents = content.Lists.Documents.ToList();
        documents[1] = documents[1] with { Settings = documents[1].Settings with { NotNeededFrom = ["Charity", "Guild"] } };
        var refusals = await new ImportRound(database.Db).RunAsync(
            officer,
            content with
            {
                Details = content.Details with { Name = "Round 2", EligibleKinds = ["Charity", "charity", "Parish council"] },
                Lists = content.Lists with { Documents = documents },
            }
        );
        Assert.Equal(
            [
                "eligibleKinds[1]: the office has no kind of organisation called \"charity\"",
                "eligibleKinds[2]: the office has no kind of organisation called \"Parish council\"",
                "documents[1].settings.notNeededFrom[1]: the office has no kind of organisation called \"Guild\"",
            ],
            refusals.Refusals.Select(refusal => refusal.Sentence.Split(". ")[0])
        );
        Assert.Equal(1, await database.CountAsync("Round"));
    }

    [Fact]
    public async Task Kind_that_a_round_or_an_organisation_uses_is_closed_for_new_ones_only()
    {
        var officer = await scenario.PersonAsync(Role.Administrator);
        var person = await scenario.PersonAsync(Role.Applicant);
        var round = await RoundAsync(await scenario.PersonAsync(Role.CommissioningOfficer), ["Sports club"]);
        var name = (await database.Db.ReadAsync(work => RoundReader.GetAsync(work, round))).FullName;
        var club = Kind("sports-club");
        Assert.Equal($"{name} names this kind. Close it instead.", await RemoveAsync(officer, 0, "sports-club"));
        Assert.Equal(
            $"{name} takes applications from this kind now. Close it after that.",
            await SaveAsync(officer, 0, club with { IsClosed = true })
        );
        var organisation = await scenario.OrganisationAsync(person, "Test Runners", "Sports club");
        database.Clock.MoveTo("2026-02-03 09:00");
        Assert.Null(await SaveAsync(officer, 0, club with { IsClosed = true }));
        // Whoever has it keeps it; nobody new chooses it.
        var mine = await new MyOrganisations(database.Db).GetAsync(person, organisation);
        var details = new OrganisationDetails
        {
            Name = "Test Runners",
            Kind = "Sports club",
            AddressLine = "2 Test Street",
            Town = "Leicester",
            Postcode = "LE1 1AA",
            Area = mine.Organisation.Area,
            Phone = "0116 496 0000",
        };
        Assert.Null(
            (await new ChangeOrganisation(database.Db).RunAsync(person, organisation, mine.Organisation.Version, details)).FirstRefusal
        );
        Assert.Equal(
            "Choose what kind of organisation it is",
            (await new AddOrganisation(database.Db).RunAsync(person, details with { Name = "Another club" })).FirstRefusal!.Sentence
        );
        Assert.StartsWith("1 organisation is of this kind.", await RemoveAsync(officer, 1, "sports-club"), StringComparison.Ordinal);
        Assert.Null(await RemoveAsync(officer, 1, "faith-group"));
        Assert.Null((await KindsAsync()).Find("Faith group"));
    }

    [Fact]
    public async Task Business_shows_what_others_pay_has_a_company_number_and_sends_accounts()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var business = OrganisationKinds.Ready.Single(kind => kind.Code == "business") with { Code = "" };
        Assert.Null(await SaveAsync(officer, 0, business));
        var known = (await KindsAsync()).Find("Business")!;
        Assert.Equal("business", known.Code);
        var round = await RoundAsync(officer, []);
        var person = await scenario.PersonAsync(Role.Applicant);
        var draft = await scenario.CompleteDraftAsync(
            round,
            await scenario.OrganisationAsync(person, "Test Trading", "Business"),
            person,
            pounds: 4000
        );
        var content = (await new MyApplication(database.Db).GetAsync(person, draft)).Content;
        Assert.Equal("Business", content.OrganisationKind!.Name);
        var setup = await database.Db.ReadAsync(work => RoundReader.GetSetupAsync(work, round));
        Assert.Contains(
            ApplicationRules.Gaps(setup, content),
            gap =>
                gap.Refusal.Sentence
                == "For this kind of organisation (Business), 50% of the cost must come from you or from other funders. Your project costs £4,000, so that is at least £2,000. Your budget shows £0."
        );
        Assert.Empty(
            ApplicationRules.WhyBudgetIsWrong(
                setup.Round,
                [content.Budget[0] with { Requested = new(199_999), OtherFunders = new(200_000) }],
                known
            )
        );
        // Half of £1,999.99 and £1,999.98 is not quite there.
        Assert.Single(
            ApplicationRules.WhyBudgetIsWrong(
                setup.Round,
                [content.Budget[0] with { Requested = new(199_999), OtherFunders = new(199_998) }],
                known
            )
        );
        var accounts = setup.Documents[0] with { Name = "Latest accounts", Required = false, Settings = new() };
        Assert.True(DocumentRules.IsNeeded(accounts, _ => null, known));
        Assert.False(DocumentRules.IsNeeded(accounts, _ => null, (await KindsAsync()).Find("Charity")));
        Assert.False(DocumentRules.IsNeeded(accounts with { Required = true }, _ => null, known with { Accounts = AccountsAsked.Never }));
        Assert.False(
            DocumentRules.IsNeeded(
                accounts with
                {
                    Name = "Governing document",
                    Required = true,
                },
                _ => null,
                known with
                {
                    DocumentsNotNeeded = ["governing document"],
                }
            )
        );
        var details = new OrganisationDetails
        {
            Name = "Test Shop",
            Kind = "Business",
            AddressLine = "1 Test Street",
            Town = "Leicester",
            Postcode = "LE1 1AA",
            Area = "Leicester",
            Phone = "0116 496 0000",
        };
        var sentence = Assert.Single(OrganisationRules.WhyDetailsAreWrong(details, ["Leicester"], await KindsAsync())).Sentence;
        Assert.Equal("Enter the company number, or choose another kind of organisation", sentence);
    }

    [Fact]
    public async Task Kind_that_may_not_apply_by_itself_applies_where_a_round_names_it()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        Assert.Null(await SaveAsync(officer, 0, Kind("faith-group") with { MayApply = false }));
        var kinds = await KindsAsync();
        var open = await database.Db.ReadAsync(async work => await RoundReader.GetAsync(work, await RoundAsync(officer, [])));
        Assert.StartsWith(
            "This round is not for this kind of organisation: Faith group.",
            ApplicationRules.WhyKindCannotApply(open, "Faith group", kinds)!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Null(ApplicationRules.WhyKindCannotApply(open, "Charity", kinds));
        Assert.Null(ApplicationRules.WhyKindCannotApply(open with { EligibleKinds = "Faith group" }, "Faith group", kinds));
        Assert.NotNull(ApplicationRules.WhyKindCannotApply(open with { EligibleKinds = "Faith group" }, "Charity", kinds));
    }

    [Fact]
    public async Task Two_officers_who_save_at_once_are_told()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var other = await scenario.PersonAsync(Role.Administrator);
        var race = await Race.RunAsync(
            database,
            async db => await new SaveOrganisationKind(db).RunAsync(officer, 0, Kind("charity") with { Note = "One" }),
            sql => sql.Contains("insert into OfficeSetting", StringComparison.Ordinal),
            async db => await new SaveOrganisationKind(db).RunAsync(other, 0, Kind("charity") with { Note = "Two" })
        );
        Assert.Null(race.First);
        Assert.Equal(
            $"{officer.Name} changed this setting while you had it open. Check it below, and save again to replace it with yours.",
            race.Second
        );
        Assert.Equal("One", (await KindsAsync()).All[0].Note);
        Assert.Equal(1, await database.CountAsync("OfficeSetting"));
    }

    [Fact]
    public async Task Form_that_changes_nothing_makes_no_version()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        Assert.Null(await SaveAsync(officer, 0, Kind("charity")));
        Assert.Equal(0, await database.CountAsync("OfficeSetting"));
        Assert.Null(await SaveAsync(officer, 0, Kind("charity") with { Note = "Once" }));
        var entered = await database.Db.ReadAsync(work => OfficeSettings.CurrentAsync(work, OfficeSettings.Kinds));
        Assert.Equal((1, officer.Name), (entered.Version, entered.SetBy));
        var past = Assert.Single(await database.Db.ReadAsync(work => OfficeSettings.HistoryAsync(work, OfficeSettings.Kinds.Name)));
        Assert.Equal("What Charity reads: none -> Once", past.Changes);
    }

    private static OrganisationKind Kind(string code) => OrganisationKinds.Default.All.Single(kind => kind.Code == code);

    private Task<OrganisationKinds> KindsAsync() => database.Db.ReadAsync(OfficeSettings.KindsAsync);

    private async Task<string?> SaveAsync(Domain.Actor actor, int version, OrganisationKind kind) =>
        (await new SaveOrganisationKind(database.Db).RunAsync(actor, version, kind)).FirstRefusal?.Sentence;

    private async Task<string?> RemoveAsync(Domain.Actor actor, int version, string code) =>
        (await new RemoveOrganisationKind(database.Db).RunAsync(actor, version, code)).FirstRefusal?.Sentence;

    private async Task<Guid> RoundAsync(Domain.Actor officer, IReadOnlyList<string> kinds) =>
        await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)],
            Scenario.Details() with
            {
                EligibleKinds = kinds,
            }
        );

    public void Dispose() => database.Dispose();
}
