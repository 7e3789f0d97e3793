using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Files;
using Commissioning.Platform.Registers;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.DueDiligence;

public sealed class SanctionsTests : IAsyncLifetime
{
    private const string Heads =
        "Unique ID,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Name type,Alias strength,Name non-latin script,Non-latin script language,Designation Type,D.O.B,Town of birth,Regime Name\n";
    private const string Compared = "The year of birth on the passport differs by thirty years";
    private readonly TestDatabase database = new();
    private Scenario scenario = null!;
    private Actor officer = null!,
        second = null!;
    private Guid round;

    public async Task InitializeAsync()
    {
        scenario = new Scenario(database.Db, database.Clock);
        (officer, second) = (await scenario.PersonAsync(Role.CommissioningOfficer), await scenario.PersonAsync(Role.CommissioningOfficer));
        round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
    }

    public Task DisposeAsync()
    {
        database.Dispose();
        return Task.CompletedTask;
    }

    private async Task<(Guid Application, Guid Organisation)> ApplicationAsync(string name, params string[] committee)
    {
        var applicant = await scenario.PersonAsync(Role.Applicant);
        var organisation = await scenario.OrganisationAsync(applicant, name);
        await database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("update Person set DisplayName = 'Quillon Zorba' where Id = @Id", new { applicant.Id });
            await work.ExecuteAsync(
                "insert into OrganisationProfile (OrganisationId, Version, SavedAt, SavedBy) values (@organisation, 1, @Now, @By)",
                new
                {
                    organisation,
                    work.Now,
                    By = applicant.Id,
                }
            );
            return await work.ExecuteAsync(
                "insert into OrganisationProfileAnswer (OrganisationId, Code, Wording) values (@organisation, 'committee', @Wording)",
                new
                {
                    organisation,
                    Wording = AnswerRules.OfRows(committee.Select(person => (IReadOnlyList<string>)[person, "Chair", ""]).ToList()),
                }
            );
        });
        return (await scenario.ApplicationAsync(round, organisation, applicant, $"Project of {name}"), organisation);
    }

    private async Task ListAsync(params string[] lines)
    {
        var read = await new ImportRegister(
            database.Db,
            new FileStore(database.Db, new FileStoreOptions { Root = database.Folder }, new ClamdOptions())
        ).RunAsync(
            officer,
            ExtractKind.Sanctions,
            new(2026, 1, 2),
            "list.csv",
            new MemoryStream(Encoding.UTF8.GetBytes(Heads + string.Join('\n', lines) + "\n")),
            null
        );
        Assert.Equal("Current", read.Value!.State);
    }

    /// <summary>The job, with everything to be found anew.</summary>
    private async Task FindAsync()
    {
        await database.Db.HousekeepAsync(work => work.ExecuteAsync("update CheckPlan set FoundAt = null", new { }));
        await database.PlanChecks().RunAsync();
    }

    private Task<SanctionHits.SanctionsPage> PageAsync(Guid application) =>
        new SanctionHits(database.Db, database.Encryption).GetAsync(application);

    private async Task<string?> DecideAsync(Guid application, string group, FindingVerdict verdict)
    {
        var finding = (await PageAsync(application)).Hits.Single(one => one.Hit.GroupId == group).Finding!;
        return (await new DecideFinding(database.Db).RunAsync(officer, finding.Id, finding.Version, verdict, Compared))
            .FirstRefusal
            ?.Sentence;
    }

    private async Task<string?> AgreeAsync(Guid application, string group)
    {
        var finding = (await PageAsync(application)).Hits.Single(one => one.Hit.GroupId == group).Finding!;
        return (
            await new AgreeWithFinding(database.Db).RunAsync(
                second,
                finding.Id,
                finding.Version,
                true,
                "I saw the same passport in the file"
            )
        )
            .FirstRefusal
            ?.Sentence;
    }

    private async Task<SanctionQueries.Review?> SaidAsync(Guid application, string group) =>
        (await PageAsync(application)).Hits.Single(one => one.Hit.GroupId == group).Hit.Said;

    private async Task BornAsync(Guid application, int month, int year)
    {
        var hit = (await PageAsync(application)).Hits[0].Hit;
        Assert.Null(
            (
                await new RecordBirth(database.Db, database.Encryption).RunAsync(
                    officer,
                    application,
                    hit.Key,
                    month,
                    year,
                    "Oakham",
                    "The treasurer, on the number of the application"
                )
            ).FirstRefusal
        );
    }

    [Fact]
    public async Task A_former_name_of_the_register_is_searched_for_on_the_list_and_the_page_can_say_why_it_is_shown()
    {
        var (application, organisation) = await ApplicationAsync("Elm Park Trust", "Zelda Quark");
        await ListAsync("INV0009,QUAGMIRE HOLDINGS,,,,,,Primary Name,,,,Entity,,,The Invented Regulations");
        await database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("update Organisation set CharityNumber = '2000009' where Id = @organisation", new { organisation });
            await work.ExecuteAsync(
                "insert into RegisterImport (Id, Kind, ExtractDate, FileName, Lines, Kept, State, StartedAt, StartedBy) values (9001, 'OtherNames', '2026-01-02', 'names.txt', 1, 1, 'Current', @Now, @By)",
                new { work.Now, By = officer.Id }
            );
            return await work.ExecuteAsync(
                "insert into RegisterOtherName (ImportId, Number, Position, Name) values (9001, '2000009', 1, 'Quagmire Holding Ltd')",
                new { }
            );
        });
        var hit = Assert.Single((await PageAsync(application)).Hits).Hit;
        Assert.Equal(("Quagmire Holding Ltd", "INV0009"), (hit.OurName, hit.GroupId));
        Assert.NotEmpty(hit.Why);
    }

    [Fact]
    public async Task A_strong_sanctions_hit_is_cleared_by_two_people_and_its_finding_names_nobody()
    {
        var (application, _) = await ApplicationAsync("Elm Park Trust", "Orlando Zzyzx");
        await ListAsync("INV0001,ZZYZX,Orlando,,,,,Primary Name,,,,Individual,01/02/1970,,Invented");
        await FindAsync();
        var finding = Assert.Single((await PageAsync(application)).Hits).Finding!;
        Assert.Equal(FindingLevel.Against, finding.Level);
        Assert.DoesNotContain("zzyzx", finding.Sentence + finding.KeyText, StringComparison.OrdinalIgnoreCase);
        Assert.Null(await DecideAsync(application, "INV0001", FindingVerdict.NotTheSame));
        Assert.Null(await SaidAsync(application, "INV0001"));
        Assert.Null(await AgreeAsync(application, "INV0001"));
        await FindAsync();
        var said = await SaidAsync(application, "INV0001");
        Assert.Equal((false, officer.Id, second.Id), (said!.IsSame, said.DecidedById, said.SecondById));
        Assert.Equal(0, await database.CountAsync("AuditEntry", "Detail like '%Zzyzx%' or Detail like '%passport%'"));
    }

    [Fact]
    public async Task A_person_found_on_the_list_stops_every_payment_and_tells_the_lead()
    {
        var (application, organisation) = await ApplicationAsync("Elm Park Trust", "Orlando Zzyzx");
        await ListAsync("INV0001,ZZYZX,Orlando,,,,,Primary Name,,,,Individual,,,Invented");
        await FindAsync();
        Assert.Null(await DecideAsync(application, "INV0001", FindingVerdict.TheSame));
        Assert.Equal(0, await database.CountAsync("StopFlag"));
        Assert.Null(await AgreeAsync(application, "INV0001"));
        var flag = Assert.Single(await database.Db.ReadAsync(work => CrossCheckQueries.FlagsAsync(work, organisation)));
        Assert.Equal((StopFlagKind.PoliceOrFraud, "Under review by the office"), (flag.Kind, flag.NeutralReason));
        var lead = await scenario.PersonAsync(Role.ConcernLead);
        var read = await new ReadStopFlag(database.Db, database.Encryption).RunAsync(lead, flag.Id);
        Assert.Equal("Orlando Zzyzx", Assert.Single(read.Listed).OurName);
        // Another verdict waits for its second person, and until then none counts.
        await FindAsync();
        Assert.Null(await DecideAsync(application, "INV0001", FindingVerdict.NotTheSame));
        Assert.Null(await SaidAsync(application, "INV0001"));
    }

    [Fact]
    public async Task Weak_aliases_and_initials_are_folded_below_and_one_person_decides_them()
    {
        var (application, _) = await ApplicationAsync("Elm Park Trust", "Amira Khan", "Orlando Zzyzx");
        await ListAsync(
            "INV0001,KHAN,A,,,,,Primary Name,,,,Individual,14/05/1955,,Invented",
            "INV0002,ZZYZX,Orlando,,,,,Alias,Low quality a.k.a,,,Individual,,,Invented",
            "INV0003,KHAN,Amira,,,,,Alias,Good quality a.k.a,,,Individual,,,Invented"
        );
        await FindAsync();
        var page = await PageAsync(application);
        Assert.Equal(["INV0003"], page.Main.Select(one => one.Hit.GroupId));
        Assert.Equal(["INV0001", "INV0002"], page.Weaker.Select(one => one.Hit.GroupId).Order());
        Assert.All(page.Weaker, one => Assert.Equal(FindingLevel.Review, one.Finding!.Level));
        Assert.Null(await DecideAsync(application, "INV0002", FindingVerdict.NotTheSame));
        Assert.NotNull(await SaidAsync(application, "INV0002"));
        // The same month of birth makes the initials strong.
        await BornAsync(application, 5, 1955);
        var khan = (await PageAsync(application)).Hits.Single(one => one.Hit.GroupId == "INV0001").Hit;
        Assert.Equal((BirthMatch.SameMonth, true), (khan.Birth, khan.IsStrong));
    }

    [Fact]
    public async Task A_name_in_another_script_is_compared()
    {
        var (application, _) = await ApplicationAsync("Elm Park Trust", "Dmytro Kovalenko");
        await ListAsync("INV0001,SOMETHING,Else,,,,,Primary Name,,Дмитро Коваленко,Ukrainian,Individual,,,Invented");
        Assert.Equal("Дмитро Коваленко", Assert.Single((await PageAsync(application)).Hits).Hit.NonLatin);
    }

    [Fact]
    public async Task A_verdict_follows_the_person_over_organisations_and_never_the_name_alone()
    {
        var (one, _) = await ApplicationAsync("Elm Park Trust", "Orlando Zzyzx");
        var (two, _) = await ApplicationAsync("Oak Lane Bowls", "ZZYZX, Orlando");
        var (three, _) = await ApplicationAsync("Ash Tree Judo", "Orlando Zzyzx");
        await ListAsync("INV0001,ZZYZX,Orlando,,,,,Primary Name,,,,Individual,01/02/1970,,Invented");
        foreach (var application in new[] { one, two })
            await BornAsync(application, 3, 2001);
        await BornAsync(three, 4, 2001);
        await FindAsync();
        Assert.Null(await DecideAsync(one, "INV0001", FindingVerdict.NotTheSame));
        Assert.Null(await AgreeAsync(one, "INV0001"));
        Assert.True((await SaidAsync(two, "INV0001"))!.IsFromElsewhere);
        Assert.Null(await SaidAsync(three, "INV0001"));
        await FindAsync();
        Assert.False((await PageAsync(two)).Hits[0].Finding!.IsOpen);
        Assert.True((await PageAsync(three)).Hits[0].Finding!.IsOpen);
        // Nobody asked the fourth: the name alone clears nobody.
        var (four, _) = await ApplicationAsync("Beech Chess", "Orlando Zzyzx");
        Assert.Null(await SaidAsync(four, "INV0001"));
        Assert.Equal(0, await database.CountAsync("PersonDetail", "EncryptedText like '%2001%'"));
    }

    [Fact]
    public async Task A_verdict_on_one_listed_birth_does_not_cover_another()
    {
        var (application, _) = await ApplicationAsync("Elm Park Trust", "Orlando Zzyzx");
        await ListAsync("INV0001,ZZYZX,Orlando,,,,,Primary Name,,,,Individual,1970,,Invented");
        await FindAsync();
        Assert.Null(await DecideAsync(application, "INV0001", FindingVerdict.NotTheSame));
        Assert.Null(await AgreeAsync(application, "INV0001"));
        Assert.NotNull(await SaidAsync(application, "INV0001"));
        await ListAsync("INV0001,ZZYZX,Orlando,,,,,Primary Name,,,,Individual,2001,,Invented");
        Assert.Null(await SaidAsync(application, "INV0001"));
    }
}
