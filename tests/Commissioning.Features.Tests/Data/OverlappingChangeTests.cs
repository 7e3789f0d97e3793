using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Features.Records;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Platform.Registers;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Data;

/// <summary>What a change reads before it has its lock, or between two housekeeping transactions, may be out of date: another node
/// completes its work in between.</summary>
public sealed class OverlappingChangeTests : IDisposable
{
    private const string CharityHeader =
        "date_of_extract\torganisation_number\tregistered_charity_number\tlinked_charity_number\tcharity_name\tcharity_registration_status\tdate_of_registration\tdate_of_removal\tcharity_reporting_status\tlatest_acc_fin_period_end_date\tcharity_contact_postcode\tcharity_insolvent\tcharity_in_administration";
    private static readonly Office Office = new() { BaseUrl = "http://localhost" };
    private readonly TestDatabase database = new();
    private readonly Scenario scenario;

    public OverlappingChangeTests() => scenario = new(database.Db, database.Clock);

    private FileStore Files(Db db) => new(db, new FileStoreOptions { Root = Path.Combine(database.Folder, "files") }, new ClamdOptions());

    private ImportRegister Import(Db db) => new(db, Files(db));

    /// <summary>Holds the first at a statement while the second completes.</summary>
    private Task<Race> BetweenAsync(Func<Db, Task<Result>> first, Func<string, bool> heldAt, Func<Db, Task<Result>> second) =>
        Race.RunAsync(database, first, heldAt, second, _ => false);

    private static bool IsTurn(string sql) => sql == Db.LockHeadSql;

    [Fact]
    public async Task A_role_removed_by_an_administrator_is_not_given_back_by_a_directory_sign_in_under_way()
    {
        var (administrator, officer) = (
            await scenario.PersonAsync(Role.Administrator),
            await scenario.PersonAsync(Role.CommissioningOfficer, Role.Auditor)
        );
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Person set DirectorySubject = 's-1' where Id = @Id", new { officer.Id })
        );
        var groups = new DirectoryGroups
        {
            Roles = new Dictionary<string, Role> { ["g-officers"] = Role.CommissioningOfficer, ["g-finance"] = Role.FinanceOfficer },
        };
        var answer = new DirectoryAnswer
        {
            Subject = "s-1",
            Email = null,
            EmailVouchedFor = true,
            Name = "Jo Example",
            Groups = ["g-officers", "g-finance"],
        };
        var race = await BetweenAsync(
            async db => Result.Of((await new SignInFromDirectory(db, groups).RunAsync(answer)).Refusals),
            IsTurn,
            db => new SetRoles(db).RunAsync(administrator, officer.Id, [Role.CommissioningOfficer], "No longer audits")
        );
        Assert.Equal(new(null, null), race);
        Assert.Equal([Role.CommissioningOfficer, Role.FinanceOfficer], await new PersonRoles(database.Db).OfAsync(officer.Id));
    }

    [Fact]
    public async Task An_account_given_a_staff_role_during_its_erasure_is_not_erased()
    {
        var (administrator, person) = (await scenario.PersonAsync(Role.Administrator), await scenario.PersonAsync(Role.Applicant));
        var email = (await database.Db.ScalarAsync<string>("select Email from Person where Id = @Id", new { person.Id }))!;
        var race = await BetweenAsync(
            async db => Result.Of((await Erase(db).RunAsync(administrator, email, Path.Combine(database.Folder, "erased"))).Refusals),
            IsTurn,
            db => new SetRoles(db).RunAsync(administrator, person.Id, [Role.CommissioningOfficer], "Works here now")
        );
        Assert.Equal(new("This person works for the office or the panel. Remove their roles first, on the page People.", null), race);
        Assert.Equal(1, await database.CountAsync("Person", "Email = @email", new { email }));
    }

    [Fact]
    public async Task An_answer_changed_during_the_text_comparison_is_compared_next_time()
    {
        var (officer, person) = (await scenario.PersonAsync(Role.CommissioningOfficer), await scenario.PersonAsync(Role.Applicant));
        var round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        var application = await scenario.ApplicationAsync(round, await scenario.OrganisationAsync(person), person, assessed: false);
        Assert.Null(
            (
                await new RequestChanges(database.Db, Office).RunAsync(
                    officer,
                    new(application, ["need"], [], [], new(2026, 1, 20), "It names no place")
                )
            ).FirstRefusal
        );
        var question = (await database.Db.ReadAsync(work => ChangeRequestQueries.GetMineAsync(work, person, application)))
            .Items[0]
            .Question;
        Assert.Null(
            (
                await new SaveChangedAnswer(database.Db).RunAsync(
                    person,
                    application,
                    question,
                    0,
                    "Thefts of bicycles at the station, every week since the spring, as the police told us in their report."
                )
            ).FirstRefusal
        );
        static async Task<Result> LookAsync(Db db)
        {
            await new PlanChecks(db, new MatchIndex(db), new RegisterSearches(db, new RegisterApi(new(), TimeProvider.System))).RunAsync();
            return Result.Done;
        }
        var race = await BetweenAsync(LookAsync, IsTurn, db => new SendChangedAnswers(db, Office).RunAsync(person, application));
        Assert.Equal(new(null, null), race);
        await LookAsync(database.Db);
        Assert.Equal(
            1,
            await database.CountAsync(
                "CheckPlan",
                "CopySha256 = (select a.CopySha256 from Application a where a.Id = CheckPlan.ApplicationId)"
            )
        );
        var prints = await PrintsAsync();
        await new MatchIndex(database.Db).AddAsync(application);
        Assert.Equal(await PrintsAsync(), prints);

        async Task<IReadOnlyList<long>> PrintsAsync() =>
            (await database.Db.QueryAsync<long>("select Hash from TextFingerprint")).Order().ToList();
    }

    [Fact]
    public async Task A_register_import_that_lost_its_lease_removes_no_entry_of_the_next()
    {
        var officer = await StartAsync();
        var queued = (
            await Import(database.Db)
                .QueueAsync(
                    officer,
                    ExtractKind.Charity,
                    new(2026, 3, 1),
                    new ImportRegister.Upload("a.txt", new MemoryStream(Extract("1234567", "1234568")))
                )
        ).Value;
        var race = await BetweenAsync(
            db => ReadAsync(db, "slow"),
            sql => sql.StartsWith("select distinct substring(Number", StringComparison.Ordinal),
            db =>
            {
                database.Clock.Offset += TimeSpan.FromMinutes(6);
                return ReadAsync(db, "quick");
            }
        );
        Assert.Equal(new(null, null), race);
        var import = await Import(database.Db).OneAsync(queued);
        Assert.Equal(("Current", 2), (import.State, import.Kept));
        Assert.Equal(2, await database.CountAsync("RegisterEntry", "ImportId = @queued", new { queued }));
    }

    [Fact]
    public async Task A_charity_is_found_while_its_register_extract_is_replaced()
    {
        var officer = await StartAsync();
        var person = await scenario.PersonAsync(Role.Applicant);
        database.Clock.MoveTo("2026-01-01 12:00");
        var round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        var organisation = await scenario.OrganisationAsync(person);
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Organisation set CharityNumber = '1234567' where Id = @organisation", new { organisation })
        );
        var application = await scenario.ApplicationAsync(round, organisation, person);
        database.Clock.MoveTo("2026-03-02 09:00");
        await ImportAsync(database.Db);
        var race = await BetweenAsync(
            async db =>
                Result.Of(
                    (
                        await new RegisterSearches(db, new RegisterApi(new(), database.Clock)).SearchAsync(
                            officer,
                            application,
                            again: true
                        )
                    ).Refusals
                ),
            sql => sql.Contains("where e.ImportId = @import and e.Number = @number", StringComparison.Ordinal),
            ImportAsync
        );
        Assert.Equal(new(null, null), race);
        Assert.Contains(
            "1234567",
            (await database.Db.ScalarAsync<string>("select FactsJson from RegisterSighting"))!,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "ELM PARK TRUST",
            (await database.Db.ScalarAsync<string>("select FactsJson from RegisterSighting"))!,
            StringComparison.Ordinal
        );

        async Task<Result> ImportAsync(Db db) =>
            Result.Of(
                (
                    await Import(db)
                        .RunAsync(officer, ExtractKind.Charity, new(2026, 3, 1), "a.txt", new MemoryStream(Extract("1234567")), null)
                ).Refusals
            );
    }

    [Fact]
    public async Task Applications_are_allocated_once_when_two_nodes_allocate_at_once()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var person = await scenario.PersonAsync(Role.Applicant);
        var round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        await scenario.ApplicationAsync(round, await scenario.OrganisationAsync(person), person);
        database.Clock.MoveTo("2026-02-03 09:00");
        async Task<Result> LookAsync(Db db)
        {
            await new AssignAssessors(db, database.Clock).EnsureAsync(round);
            return Result.Done;
        }
        Assert.Equal(new(null, null), await BetweenAsync(LookAsync, IsTurn, LookAsync));
        Assert.Equal(
            (2, 2),
            (await database.CountAsync("ScoringAssignment"), await database.CountAsync("AuditEntry", "Action = 'AssessorsAssigned'"))
        );
    }

    private async Task<Actor> StartAsync()
    {
        database.Clock.MoveTo("2026-03-02 09:00");
        return await scenario.PersonAsync(Role.CommissioningOfficer);
    }

    private async Task<Result> ReadAsync(Db db, string node)
    {
        Assert.True(await Import(db).RunWaitingAsync(node));
        return Result.Done;
    }

    private static byte[] Extract(params string[] numbers) =>
        Encoding.UTF8.GetBytes(
            CharityHeader
                + "\n"
                + string.Join(
                    '\n',
                    numbers.Select(number =>
                        $"2026-03-01T00:00:00\t1\t{number}\t0\tELM PARK TRUST\tRegistered\t2010-05-01T00:00:00\t\tSubmission Received\t2025-03-31T00:00:00\tLE1 1AA\tFalse\tFalse"
                    )
                )
        );

    private ErasePerson Erase(Db db) => new(db, new EraseRecords(db, Files(db), database.Encryption, database.Clock));

    public void Dispose() => database.Dispose();
}
