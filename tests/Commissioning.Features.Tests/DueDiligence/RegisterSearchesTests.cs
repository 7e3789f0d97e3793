using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Applications;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Features.Payments;
using Commissioning.Platform.Files;
using Commissioning.Platform.Registers;
using Commissioning.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Commissioning.Features.Tests.DueDiligence;

/// <summary>Registers that answer, do not, and answer nonsense; each is a small server.</summary>
public sealed class RegisterSearchesTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private readonly HandClock clock = new(); // For the register's timeouts.
    private WebApplication server = null!;
    private int asked;
    private Func<HttpContext, Task> answer = context => context.Response.WriteAsync("{}");
    private Actor officer = null!;
    private Guid application,
        organisation;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        server = builder.Build();
        server.Run(context =>
        {
            Interlocked.Increment(ref asked);
            return answer(context);
        });
        await server.StartAsync();
        var scenario = new Scenario(database.Db, database.Clock);
        (officer, var applicant) = (await scenario.PersonAsync(Role.CommissioningOfficer), await scenario.PersonAsync(Role.Applicant));
        var round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        organisation = await scenario.OrganisationAsync(applicant, "The Elm Park Community Trust");
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Organisation set CharityNumber = '1234567', CompanyNumber = null where Id = @organisation",
                new { organisation }
            )
        );
        application = await scenario.ApplicationAsync(round, organisation, applicant);
    }

    public async Task DisposeAsync()
    {
        await server.StopAsync();
        await server.DisposeAsync();
        database.Dispose();
    }

    private RegisterSearches LookUps(bool key = true) =>
        new(
            database.Db,
            new RegisterApi(
                new()
                {
                    CharityUrl = server.Urls.Single() + "/",
                    CompanyUrl = server.Urls.Single() + "/",
                    CharityKey = key ? "secret" : null,
                    CompanyKey = key ? "secret" : null,
                    RetryMs = 0,
                },
                clock
            )
        );

    private async Task<(string Notes, RegisterSearches.RegisterEntrySeen? Seen)> LookAsync(RegisterSearches lookUps, bool again = true)
    {
        var outcome = await lookUps.SearchAsync(officer, application, again);
        Assert.Null(outcome.FirstRefusal);
        return (string.Join(" ", outcome.Value!), (await lookUps.GetAsync(application)).Seen.FirstOrDefault());
    }

    private async Task ExtractAsync() =>
        Assert.Equal(
            "Current",
            (
                await new ImportRegister(
                    database.Db,
                    new FileStore(database.Db, new FileStoreOptions { Root = Path.Combine(database.Folder, "files") }, new ClamdOptions())
                ).RunAsync(
                    officer,
                    ExtractKind.Charity,
                    new(2026, 1, 1),
                    "extract.txt",
                    new MemoryStream(
                        Encoding.UTF8.GetBytes(
                            "registered_charity_number\tlinked_charity_number\tcharity_name\tcharity_registration_status\tdate_of_registration\tdate_of_removal\tcharity_reporting_status\tlatest_acc_fin_period_end_date\tcharity_contact_postcode\tcharity_insolvent\tcharity_in_administration\n1234567\t0\tELM PARK COMMUNITY TRUST\tRegistered\t2010-05-01\t\tSubmission Received\t2025-03-31\tLE1 9ZZ\tFalse\tFalse\n"
                        )
                    ),
                    null
                )
            )
                .Value!
                .State
        );

    [Fact]
    public async Task A_register_that_redirects_is_not_followed_because_the_key_would_go_there_too()
    {
        answer = context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        Assert.Contains("it answered 302", (await LookAsync(LookUps())).Notes, StringComparison.Ordinal);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_live_register_answer_is_kept_with_its_time_for_a_day()
    {
        string? path = null,
            key = null;
        answer = context =>
        {
            (path, key) = (context.Request.Path, context.Request.Headers["Ocp-Apim-Subscription-Key"]);
            return context.Response.WriteAsync(
                """{"charity_name":"ELM PARK COMMUNITY TRUST","reg_status":"R","date_of_registration":"2010-05-01T00:00:00","date_of_removal":null,"reporting_status":"Submission Overdue","latest_acc_fin_year_end_date":"2023-03-31T00:00:00","insolvent":false,"in_administration":false,"address_post_code":"LE1 9ZZ"}"""
            );
        };
        var (notes, seen) = await LookAsync(LookUps(), again: false);
        Assert.Equal(("", "/allcharitydetailsV2/1234567/0", "secret"), (notes, path, key));
        Assert.Equal("the Charity Commission's register", seen!.Facts.Source);
        Assert.Equal(FindingLevel.Review, seen.Findings[0].Level);
        Assert.StartsWith("Its accounts are overdue", seen.Findings[0].Sentence);
        await LookAsync(LookUps(), again: false);
        Assert.Equal(1, asked);
        database.Clock.Offset += TimeSpan.FromHours(24);
        await LookAsync(LookUps(), again: false);
        Assert.Equal(2, asked);
        Assert.Equal(2, await database.CountAsync("RegisterSighting"));
    }

    [Fact]
    public async Task The_company_register_is_asked_with_its_own_key()
    {
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Organisation set CharityNumber = null, CompanyNumber = '1234567' where Id = @organisation",
                new { organisation }
            )
        );
        string? path = null,
            key = null;
        answer = context =>
        {
            (path, key) = (context.Request.Path, context.Request.Headers.Authorization);
            return context.Response.WriteAsync(
                """{"company_name":"ELM PARK COMMUNITY TRUST LIMITED","company_status":"liquidation","date_of_creation":"2010-05-01","accounts":{"overdue":true,"next_due":"2025-12-31","last_accounts":{"made_up_to":"2024-03-31"}},"registered_office_address":{"postal_code":"LE1 9ZZ"}}"""
            );
        };
        var (_, seen) = await LookAsync(LookUps());
        Assert.Equal(("/company/01234567", "Basic " + Convert.ToBase64String("secret:"u8)), (path, key));
        Assert.Equal((FindingLevel.Against, "The register says: liquidation"), (seen!.Findings[0].Level, seen.Findings[0].Sentence));
        Assert.Equal(
            "The register says: liquidation, so this cannot be a pass. Record a condition or a fail.",
            (await RecordRegisterPassAsync()).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task A_number_missing_from_the_register_is_a_finding_against_the_organisation()
    {
        answer = context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        };
        var (_, seen) = await LookAsync(LookUps());
        Assert.Equal("1234567 is not on the charity register", seen!.Findings[0].Sentence);
        Assert.Equal(1, asked);
    }

    [Theory]
    [InlineData("times out", "it did not answer in time")]
    [InlineData("rubbish", "its answer cannot be read")]
    [InlineData("array", "its answer cannot be read")]
    [InlineData("other", "its answer cannot be read")]
    [InlineData("429", "it has had too many requests at the moment")]
    [InlineData("500", "it answered 500")]
    [InlineData("401", "it does not accept our key")]
    public async Task A_live_register_that_fails_is_reported_and_the_extract_answers_instead(string how, string why)
    {
        await ExtractAsync();
        answer = async context =>
        {
            switch (how)
            {
                case "times out":
                    clock.Move(TimeSpan.FromSeconds(4));
                    await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                    break;
                case "rubbish":
                    await context.Response.WriteAsync("<html>Busy</html>");
                    break;
                case "array":
                    await context.Response.WriteAsync("[1,2]");
                    break;
                case "other":
                    await context.Response.WriteAsync("""{"charity_name":7}""");
                    break;
                case "429":
                    context.Response.StatusCode = 429;
                    context.Response.Headers.RetryAfter = "0";
                    break;
                default:
                    context.Response.StatusCode = int.Parse(how, System.Globalization.CultureInfo.InvariantCulture);
                    break;
            }
        };
        var (notes, seen) = await LookAsync(LookUps());
        Assert.Equal(
            $"The Charity Commission's register could not be reached: {why}. What is shown is from the extract of 1 January 2026.",
            notes
        );
        Assert.Equal(("ELM PARK COMMUNITY TRUST", "the extract of 1 January 2026"), (seen!.Facts.Name, seen.Facts.Source));
        Assert.Equal(how is "times out" or "429" or "500" ? 3 : 1, asked);
    }

    [Fact]
    public async Task A_live_register_is_not_asked_again_after_several_failures()
    {
        answer = context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        var lookUps = LookUps();
        for (var i = 0; i < 4; i++)
            await LookAsync(lookUps);
        var before = asked;
        var (notes, _) = await LookAsync(lookUps);
        Assert.Equal(before, asked);
        Assert.Contains("it has failed several times, so the portal waits half a minute before it tries again", notes);
    }

    [Fact]
    public async Task A_register_without_a_key_is_searched_in_its_extract_by_number_and_name()
    {
        Assert.Contains("Look at the register yourself", (await LookAsync(LookUps(key: false))).Notes);
        await ExtractAsync();
        var (notes, seen) = await LookAsync(LookUps(key: false));
        Assert.Equal(("", 0), (notes, asked));
        Assert.Equal(FindingLevel.Fine, seen!.Findings.Max(finding => finding.Level));
        var view = await LookUps(key: false).GetAsync(application);
        Assert.Equal("1234567", Assert.Single(view.LikeNames).Facts.Number);
        Assert.Empty((await LookUps(key: false).GetAsync(application, "Quagmire")).LikeNames);
        Assert.Equal(
            "Being registered is not enough for a pass. Say what shows that the organisation is active, such as recent accounts or an event you saw.",
            (await RecordRegisterPassAsync("")).FirstRefusal!.Sentence
        );
        Assert.Null((await RecordRegisterPassAsync()).FirstRefusal);
    }

    [Fact]
    public async Task A_corrected_register_number_replaces_the_old_finding_and_other_countries_are_left_to_the_officer()
    {
        answer = context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        };
        await LookAsync(LookUps());
        Assert.StartsWith("The number is not on the register", (await RecordRegisterPassAsync()).FirstRefusal!.Sentence);
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Organisation set CharityNumber = 'SC012345' where Id = @organisation", new { organisation })
        );
        asked = 0;
        Assert.StartsWith(
            "SC012345 is on the register of Scotland (OSCR), which the portal does not read.",
            (await LookAsync(LookUps())).Notes
        );
        Assert.Equal(0, asked);
        Assert.Null((await RecordRegisterPassAsync()).FirstRefusal);
    }

    [Fact]
    public async Task A_register_look_up_without_a_number_tells_the_officer_what_to_do()
    {
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Organisation set CharityNumber = null, CompanyNumber = null where Id = @organisation",
                new { organisation }
            )
        );
        Assert.StartsWith(
            "The applicant gave neither a charity nor a company number.",
            (await LookUps().SearchAsync(officer, application, true)).FirstRefusal!.Sentence
        );
    }

    private static readonly string[] Registered =
    [
        "2000001\tLOUGHBOROUGH YOUTH CLUB\tRegistered\t",
        "2000002\tOADBY WOMEN'S AID CIO\tRegistered\t",
        "2000003\tCOALVILLE BOXING CLUB\tRegistered\t",
        "2000004\tTHE ASHBY ROAD HALL TRUST\tRemoved\t2019-02-01",
        "2000005\tMELTON BOXING CLUB\tRegistered\t",
        "2000006\tLEICESTER CHILDREN'S HOLIDAY CENTRE\tRegistered\t",
        "2000007\tSHEPSHED FOOD BANK\tRegistered\t",
    ];

    private async Task NamesAsync()
    {
        var import = new ImportRegister(
            database.Db,
            new FileStore(database.Db, new FileStoreOptions { Root = Path.Combine(database.Folder, "files") }, new ClamdOptions())
        );
        async Task ReadAsync(ExtractKind kind, string text) =>
            Assert.Equal(
                "Current",
                (await import.RunAsync(officer, kind, new(2026, 1, 1), "extract.txt", new MemoryStream(Encoding.UTF8.GetBytes(text)), null))
                    .Value!
                    .State
            );
        await ReadAsync(
            ExtractKind.Charity,
            string.Join('\t', ImportRegister.Columns(ExtractKind.Charity))
                + "\tlatest_income\n"
                + string.Join(
                    "\n",
                    Registered
                        .Select(row => row.Split('\t'))
                        .Select(row =>
                            $"{row[0]}\t0\t{row[1]}\t{row[2]}\t2001-02-03\t{row[3]}\tSubmission Received\t2025-03-31\tLE1 1AA\tFalse\tFalse\t3000"
                        )
                )
        );
        await ReadAsync(
            ExtractKind.OtherNames,
            "registered_charity_number\tlinked_charity_number\tcharity_name\n2000004\t0\tElm Park Community Trust\n2000007\t0\tSoar Valley Larder\n"
        );
        await ReadAsync(
            ExtractKind.Trustees,
            "registered_charity_number\tlinked_charity_number\ttrustee_name\n2000001\t0\tMRS MARGARET ELM\n2000001\t0\tMR GEORGE OAKES\n"
        );
        await ReadAsync(
            ExtractKind.Company,
            string.Join(',', ImportRegister.Columns(ExtractKind.Company))
                + ",CompanyCategory, PreviousName_1.CONDATE, PreviousName_1.CompanyName\n"
                + "STREETVIBE ARTS C.I.C.,07000001,LE2 1AA,Active - Proposal to Strike off,,01/05/2015,,,Community Interest Company,01/01/2020,E2 DANCE LIMITED\n"
                + "LOUGHBOROUGH YOUTH CATERING LIMITED,07000002,M1 1AA,Active,,01/05/2015,,,Private Limited Company,,\n"
        );
    }

    [Theory]
    [InlineData("Loughboro Youth Club", "2000001")]
    [InlineData("Loughborough Yuoth Club", "2000001")]
    [InlineData("Youth Club Loughborough", "2000001")]
    [InlineData("Womens Aid Oadby", "2000002")]
    [InlineData("Boxing Club, Coalville", "2000003")]
    [InlineData("Soar Valley Larder", "2000007")]
    [InlineData("E2 Dance", "07000001")]
    [InlineData("Loughborough Youth Catering", "07000002")]
    public async Task A_register_entry_is_found_by_a_misspelt_turned_or_former_name(string searched, string number)
    {
        await NamesAsync();
        var found = (await LookUps(key: false).GetAsync(application, searched)).LikeNames;
        Assert.Contains(number, found.Select(one => one.Facts.Number));
        Assert.Equal(number, found.MaxBy(one => one.Likeness)!.Facts.Number);
    }

    [Fact]
    public async Task An_organisation_is_matched_by_the_names_that_the_registers_give_its_number()
    {
        var scenario = new Scenario(database.Db, database.Clock);
        var other = await scenario.OrganisationAsync(await scenario.PersonAsync(Role.Applicant), "Soar Valley Larder");
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Organisation set CharityNumber = '2000007' where Id = @organisation", new { organisation })
        );
        var index = new MatchIndex(database.Db);
        await index.OrganisationAsync(organisation);
        await index.OrganisationAsync(other);
        async Task<IReadOnlyList<SharedDetailQueries.RelatedOrganisation>> OthersAsync() =>
            (await database.Db.ReadAsync(work => CrossCheckQueries.GetAsync(work, application))).Others;
        Assert.DoesNotContain(await OthersAsync(), one => one.Id == other && one.Shares.Any(share => share.Kind == MatchKind.Name));
        // The registers come, and the job indexes the organisation again.
        await NamesAsync();
        await index.RefreshAsync();
        Assert.Equal(
            ["SHEPSHED FOOD BANK", "Soar Valley Larder", "The Elm Park Community Trust"],
            await database.Db.QueryAsync<string>(
                "select distinct Shown from MatchKey where OrganisationId = @organisation and Kind = 'Name' order by Shown",
                new { organisation }
            )
        );
        Assert.Equal(
            "a register has 'Soar Valley Larder' as a name of The Elm Park Community Trust",
            (await OthersAsync()).Single(one => one.Id == other).Shares.Single(share => share.Kind == MatchKind.Name).Why
        );
    }

    [Fact]
    public async Task A_removed_register_entry_with_a_like_former_name_stands_first()
    {
        await NamesAsync();
        var found = (await LookUps(key: false).GetAsync(application)).LikeNames[0];
        Assert.Equal(("2000004", "Elm Park Community Trust", true), (found.Facts.Number, found.MatchedName, found.IsEnded));
        Assert.Equal("the same", RegisterRules.LikenessInWords(found.Likeness));
        Assert.Empty((await LookUps(key: false).GetAsync(application, "Quagmire Holdings")).LikeNames);
    }

    private sealed record Found
    {
        public required FindingKind Kind { get; init; }
        public required string KeyText { get; init; }
        public required FindingLevel Level { get; init; }
        public required string Sentence { get; init; }
    }

    /// <summary>The application arrives: the job looks up, searches and matches.</summary>
    private async Task<IReadOnlyList<Found>> ArriveAsync(bool key = false)
    {
        var copy = new ApplicationCopy
        {
            Round = "A round",
            Organisation = new()
            {
                Name = "The Elm Park Community Trust",
                Kind = "Charity",
                AddressLine = "1 Nowhere Lane",
                Town = "Leicester",
                Postcode = "LE1 1XX",
                Area = "Leicester",
                Phone = "0116 496 0000",
            },
            Answers = [],
            Budget = [],
            Outcomes = [],
            Documents = [],
        };
        await database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("delete from CheckPlan where ApplicationId = @application", new { application });
            return await work.ExecuteAsync(
                "update Application set CopyJson = @Copy where Id = @application",
                new { application, Copy = copy.ToJson() }
            );
        });
        await new PlanChecks(database.Db, new MatchIndex(database.Db), LookUps(key)).RunAsync();
        return await database.Db.QueryAsync<Found>(
            "select Kind, KeyText, Level, Sentence from Finding where ApplicationId = @application and GoneAt is null order by Kind, KeyText",
            new { application }
        );
    }

    private Task<int> NumbersAsync(string? charity, string? company) =>
        database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Organisation set CharityNumber = @charity, CompanyNumber = @company where Id = @organisation",
                new
                {
                    organisation,
                    charity,
                    company,
                }
            )
        );

    [Fact]
    public async Task A_removed_charity_under_a_former_name_is_a_strong_finding_of_an_application_without_a_number()
    {
        await NamesAsync();
        await NumbersAsync(null, null);
        var found = Assert.Single(await ArriveAsync(), one => one.Kind == FindingKind.RegisterName);
        Assert.Equal(("Charity 2000004|ended", FindingLevel.Against), (found.KeyText, found.Level));
        Assert.Equal(
            "It gave no number that the portal can look up, and its name is the same as Elm Park Community Trust, another or former name of THE ASHBY ROAD HALL TRUST, charity 2000004: It was removed or dissolved on 1 February 2019",
            found.Sentence
        );
    }

    [Fact]
    public async Task A_new_application_is_looked_up_on_arrival_by_the_portal_itself()
    {
        await NamesAsync();
        await NumbersAsync("2000001", null);
        var found = await ArriveAsync();
        var seen = Assert.Single((await LookUps(key: false).GetAsync(application)).Seen);
        Assert.Equal(("LOUGHBOROUGH YOUTH CLUB", "the portal"), (seen.Facts.Name, seen.By));
        // A grant of 5,000 pounds to a body with an income of 3,000, and two trustees whom the form does not name.
        Assert.Contains(
            "Charity 2000001: It asks for £5,000.00. Its income in the last year on the register was £3,000.00, so the grant would be 166% of it.",
            found.Where(one => one is { Kind: FindingKind.GrantAgainstIncome, Level: FindingLevel.Against }).Select(one => one.Sentence)
        );
        Assert.Contains(
            "The register names 2 trustees whom the form does not: MR GEORGE OAKES, MRS MARGARET ELM",
            found.Where(one => one.Kind == FindingKind.TrusteesDiffer).Select(one => one.Sentence)
        );
        await ArriveAsync();
        Assert.Equal(1, await database.CountAsync("RegisterSighting"));
    }

    [Fact]
    public async Task A_register_that_is_loaded_after_the_application_came_is_looked_up_then()
    {
        await NumbersAsync("2000001", null);
        await ArriveAsync();
        Assert.Equal(0, await database.CountAsync("RegisterSighting"));
        await NamesAsync();
        var plan = new PlanChecks(database.Db, new MatchIndex(database.Db), LookUps(key: false));
        await plan.RunAsync();
        await plan.RunAsync();
        Assert.Equal(1, await database.CountAsync("RegisterSighting"));
        Assert.Equal(1, await database.CountAsync("Finding", "Kind = 'GrantAgainstIncome' and GoneAt is null"));
    }

    [Fact]
    public async Task A_company_that_is_about_to_be_struck_off_is_a_strong_finding()
    {
        await NamesAsync();
        await NumbersAsync(null, "07000001");
        Assert.Contains(
            "Company 07000001: The register says: Active - Proposal to Strike off",
            (await ArriveAsync())
                .Where(one => one is { Kind: FindingKind.RegisterEntry, Level: FindingLevel.Against })
                .Select(one => one.Sentence)
        );
    }

    [Fact]
    public async Task A_trustee_who_is_not_on_the_form_is_searched_on_the_sanctions_list()
    {
        await NamesAsync();
        await NumbersAsync("2000001", null);
        var import = new ImportRegister(
            database.Db,
            new FileStore(database.Db, new FileStoreOptions { Root = Path.Combine(database.Folder, "files") }, new ClamdOptions())
        );
        await import.RunAsync(
            officer,
            ExtractKind.Sanctions,
            new(2026, 1, 1),
            "list.csv",
            new MemoryStream(
                "Unique ID,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Designation Type\nINV0001,OAKES,George,,,,,Individual\n"u8.ToArray()
            ),
            null
        );
        Assert.Single(await ArriveAsync(), one => one.Kind == FindingKind.SanctionsHit);
    }

    [Fact]
    public async Task A_slow_live_register_does_not_hold_up_an_arriving_application()
    {
        await ExtractAsync();
        answer = context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        await ArriveAsync(key: true);
        Assert.Equal("the extract of 1 January 2026", Assert.Single((await LookUps().GetAsync(application)).Seen).Facts.Source);
        Assert.Contains(
            "The Charity Commission's register could not be reached: it answered 503.",
            await database.Db.ScalarAsync<string>("select Detail from AuditEntry where Action = 'RegisterSeenOnArrival'")
        );
    }

    [Fact]
    public async Task A_payment_is_held_when_the_register_now_says_that_the_charity_is_removed()
    {
        await NamesAsync();
        await NumbersAsync("2000004", null);
        async Task<IEnumerable<string>> HoldsAsync() =>
            (await database.Db.ReadAsync(work => PaymentHolds.GetAsync(work, application))).Where(hold =>
                hold.Contains("in the register of", StringComparison.Ordinal)
            );
        Assert.Equal(
            "Charity 2000004 in the register of 1 January 2026: it was removed or dissolved on 1 February 2019",
            Assert.Single(await HoldsAsync())
        );
        await NumbersAsync("2000009", null);
        Assert.Equal(
            "Charity 2000009 in the register of 1 January 2026: the number is not on the register",
            Assert.Single(await HoldsAsync())
        );
        await NumbersAsync("2000001", null);
        Assert.Empty(await HoldsAsync());
        await NumbersAsync("SC012345", null);
        Assert.Empty(await HoldsAsync());
    }

    private async Task<Result> RecordRegisterPassAsync(string note = "Went to their fair")
    {
        var check = (await database.Db.ReadAsync(work => ApplicationChecks.GetAsync(work, application))).Checks.Single(one =>
            one.Kind == Domain.Funds.CheckKind.Register
        );
        return await new RecordCheck(
            database.Db,
            new FileStore(database.Db, new FileStoreOptions { Root = database.Folder }, new ClamdOptions()),
            database.Clock
        ).RunAsync(officer, new(check.Id, check.Version, CheckStatus.Pass, note, null, null, null));
    }
}
