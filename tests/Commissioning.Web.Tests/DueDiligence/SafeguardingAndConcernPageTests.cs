using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Documents;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.DueDiligence;

public sealed class SafeguardingAndConcernPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task The_safeguarding_page_asks_by_whom_the_project_reaches_and_names_gaps()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var (browser, other) = (
            await host.AsAsync(stages.Officer),
            await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer))
        );
        var page = await browser.OpenAsync(Links.DueDiligence.Safeguarding(stages.Applications[0].Id));
        var late = await other.OpenAsync(Links.DueDiligence.Safeguarding(stages.Applications[0].Id));
        page = await page.PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertError("Choose who the project reaches");
        page = await page.Choose("Children or adults at risk, with others always present")
            .FillNamed("Items[1].Until.Day", "31")
            .FillNamed("Items[1].Until.Month", "2")
            .FillNamed("Items[1].Until.Year", "2026")
            .PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertError("The day must be a real date: February 2026 has 28 days");
        page = await page.FillNamed("Items[1].Until.Month", "1").Fill("Name of the lead", "Ann Other").PressAsync("Save");
        // As from a check, the next page is what is left to do in the round.
        page.AssertSays("Safeguarding of");
        Assert.NotEqual(Links.DueDiligence.Safeguarding(stages.Applications[0].Id), page.Address.AbsolutePath);
        Assert.StartsWith("/due-diligence/", page.Address.AbsolutePath, StringComparison.Ordinal);
        page = await browser.OpenAsync(Links.DueDiligence.Safeguarding(stages.Applications[0].Id));
        page.AssertSays("A named safeguarding lead: not checked yet");
        page.AssertDoesNotSay("DBS checks for the roles that need one: not checked yet");
        late = await late.Choose("No children or adults at risk").PressAsync("Save", HttpStatusCode.BadRequest);
        late.AssertSays($"{stages.Officer.Name} saved this while you had it open. Save again to replace it with yours.");
        await late.PressAsync("Save");
        (await other.OpenAsync(Links.DueDiligence.Safeguarding(stages.Applications[0].Id))).AssertSays("Nothing is missing");
    }

    [Fact]
    public async Task A_concern_is_raised_without_a_name_and_read_only_by_concern_leads()
    {
        var lead = await host.Scenario.PersonAsync(Role.ConcernLead);
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var page = await (await host.Visitor().OpenAsync("/help")).FollowAsync("Raise a concern");
        page = await page.PressAsync("Send the concern", HttpStatusCode.BadRequest);
        page.AssertError("Choose what it is about");
        page = await page.Choose("Money may be misused")
            .Fill("Which group or project?", "Quagmire Club")
            .PressAsync("Send the concern", HttpStatusCode.BadRequest);
        page.AssertError("Tell us what happened, in up to 5,000 characters");
        Assert.Equal("Quagmire Club", page.Value("Which group or project?"));
        // A signed-in person stays as anonymous as a visitor.
        var signedIn = await (await host.AsAsync(officer)).OpenAsync(Links.DueDiligence.RaiseConcern);
        (
            await signedIn
                .Choose("Money may be misused")
                .Fill("Which group or project?", "Quagmire Club")
                .Fill("What happened, where and when?", "The van was never bought")
                .PressAsync("Send the concern")
        ).AssertSays("We have your concern. Its number is");
        Assert.Equal(
            0,
            await host.Db.ScalarAsync<int>(
                "select count(*) from AuditEntry where Action = 'ConcernRaised' and ActorId = @Id",
                new { officer.Id }
            )
        );
        // With a space in it: a short word may occur in encrypted text by chance.
        Assert.Equal(0, await host.Db.ScalarAsync<int>("select count(*) from Concern where EncryptedText like '%never bought%'"));
        Assert.Equal(
            0,
            await host.Db.ScalarAsync<int>(
                "select count(*) from OutboxEmail where TextBody like '%never bought%' or Subject like '%Quagmire%'"
            )
        );

        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.ConcernLead))
            await (await host.AsAsync(await host.Scenario.PersonAsync(role))).OpenAsync(
                Links.DueDiligence.Concerns,
                HttpStatusCode.Forbidden
            );
        var browser = await host.AsAsync(lead);
        var list = await browser.OpenAsync(Links.DueDiligence.Concerns);
        var id = list
            .Document.QuerySelectorAll("main a")
            .Select(link => link.GetAttribute("href")!)
            .First(href => href.StartsWith("/concerns/", StringComparison.Ordinal));
        var concern = await browser.OpenAsync(id);
        concern.AssertSays("The van was never bought");
        concern.AssertSays("From Not given");
        concern = await concern.PressAsync("Save", HttpStatusCode.BadRequest);
        concern.AssertError("Say what was done, in up to 5,000 characters");
        concern = await concern.Fill("What was done?", "Asked for the receipt").PressAsync("Save");
        concern.AssertSays("Asked for the receipt");
        concern = await concern.Fill("What was done?", "Seen the van").PressAsync("Save and close");
        concern.AssertSays("Closed at");
        var subject = Guid.Parse(id["/concerns/".Length..]);
        Assert.True(
            await host.Db.ScalarAsync<int>(
                "select count(*) from AuditEntry where Action = 'ConcernRead' and SubjectId = @subject and ActorId = @Id",
                new { subject, lead.Id }
            ) >= 3
        );
        Assert.Equal(
            "This concern is closed",
            (await host.WithAsync<NoteConcern, Domain.Result>(note => note.RunAsync(lead, subject, "More", false))).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task The_assurance_summary_fits_one_page_and_the_paper_lists_each_application()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        await host.Scenario.ReadyToPayAsync(stages.Applications[0].Id);
        var browser = await host.AsAsync(stages.Officer);
        var page = await browser.OpenAsync(Links.DueDiligence.Summary(stages.Applications[0].Id));
        page.AssertSays("Account ending 5678: confirmed");
        page.AssertSays("Not a subsidy: Sells nothing");
        page.AssertSays("Before the decision: nothing.");
        page.AssertSays("Safeguarding: see its check.");
        page.AssertSays("anctions list");
        await stages.RecommendedAsync();
        var paper = await browser.OpenAsync(Links.Decisions.Paper(stages.Round));
        var reference = await host.Db.ScalarAsync<string>(
            "select Reference from Application where Id = @Id",
            new { stages.Applications[1].Id }
        );
        var heading = paper
            .Document.QuerySelectorAll("h3")
            .Single(heading => heading.TextContent.StartsWith(reference!, StringComparison.Ordinal));
        var annex = paper.Text[paper.Text.LastIndexOf(heading.TextContent, StringComparison.Ordinal)..];
        Assert.Contains(
            "Not started: ",
            annex[annex.IndexOf("Due diligence checks", StringComparison.Ordinal)..],
            StringComparison.Ordinal
        );
        await host.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(
                "insert into Finding (Id, ApplicationId, Kind, KeyText, Level, Sentence, FoundAt, IsOpen, Version) values (@Id, @Application, 'CopiedText', @Key, 'Review', @Sentence, @Now, 1, 1)",
                Enumerable
                    .Range(0, 12)
                    .Select(i => new
                    {
                        Id = Guid.CreateVersion7(),
                        Application = stages.Applications[0].Id,
                        Key = $"made {i}",
                        Sentence = $"{i} words, {string.Join(' ', Enumerable.Repeat("which others wrote before", 12))}",
                        work.Now,
                    })
            );
            await work.ExecuteAsync(
                "update CheckPlan set FoundAt = @Now where ApplicationId = @Id",
                new { stages.Applications[0].Id, work.Now }
            );
            return await work.ExecuteAsync(
                "update DueDiligenceCheck set Note = @Note, CheckedOn = '2026-02-01', ExpiresOn = '2026-08-01' where ApplicationId = @Id",
                new { stages.Applications[0].Id, Note = string.Join(' ', Enumerable.Repeat("What was seen of it, in many words.", 40)) }
            );
        });
        var pdf = System.Text.Encoding.Latin1.GetString(
            await (await browser.GetAsync(Links.DueDiligence.SummaryPdf(stages.Applications[0].Id))).Content.ReadAsByteArrayAsync()
        );
        Assert.StartsWith("%PDF", pdf);
        Assert.Equal(1, System.Text.RegularExpressions.Regex.Count(pdf, @"/Type\s*/Page\b(?!s)"));
    }

    /// <summary>The list of the tests that pay is newer than any that is loaded.</summary>
    private Task WithoutListAsync() =>
        host.Db.HousekeepAsync(work => work.ExecuteAsync("update RegisterImport set State = 'Replaced' where Kind = 'Sanctions'"));

    [Fact]
    public async Task A_register_extract_is_loaded_on_the_page_and_by_the_command()
    {
        await WithoutListAsync();
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        // Another test of this host may have left the list that is never too old.
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("delete from RegisterImport where Kind = 'Sanctions'"));
        var page = await (await host.AsAsync(officer)).OpenAsync(Links.DueDiligence.Extracts);
        page = await page.PressAsync("Load", HttpStatusCode.BadRequest);
        page.AssertError("Choose which register it is");
        page = await page.Choose("Sanctions list").PressAsync("Load", HttpStatusCode.BadRequest);
        page.AssertError("Choose the file of the extract");
        var list =
            "Unique ID,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Designation Type\nINV0001,ZZYZX,Orlando,,,,,Individual\n"u8.ToArray();
        page = await page.Attach("File", "list.csv", list)
            .FillNamed("ExtractDate.Day", "2")
            .FillNamed("ExtractDate.Month", "1")
            .FillNamed("ExtractDate.Year", "2026")
            .PressAsync("Load");
        page.AssertSays("Sanctions list of 2 January 2026");
        await host.WithAsync<ImportRegister, bool>(import => import.RunWaitingAsync("node"));
        for (
            var watch = System.Diagnostics.Stopwatch.StartNew();
            watch.Elapsed < TimeSpan.FromMinutes(5) && !page.Text.Contains("1, 1 entries kept", StringComparison.Ordinal);

        )
            page = await (await host.AsAsync(officer)).OpenAsync(Links.DueDiligence.Extracts);
        page.AssertSays("1, 1 entries kept");

        var email = await host.Db.ScalarAsync<string>("select Email from Person where Id = @Id", new { officer.Id });
        var file = Path.Combine(host.Folder, "bad.csv");
        await File.WriteAllBytesAsync(file, "Unique ID,Name 6\nA,B\n"u8.ToArray());
        var verb = await RunAsync("import-register", file, "--kind", "sanctions", "--date", "2026-01-03", "--by", email!);
        Assert.Equal((1, "Sanctions, 2026-01-03, Refused, 0 entries of 1 lines"), (verb.Code, verb.Output.Trim()));
        Assert.Contains(
            "bad.csv, line 1: the columns Name 1, Name 2, Name 3, Name 4, Name 5, Designation Type or Group Type are not there",
            verb.Error
        );
        await File.WriteAllBytesAsync(file, list);
        Assert.Equal(
            (0, "Sanctions, 2026-01-03, Current, 1 entries of 1 lines"),
            (
                (verb = await RunAsync("import-register", file, "--kind", "sanctions", "--date", "2026-01-03", "--by", email!)).Code,
                verb.Output.Trim()
            )
        );
        Assert.Equal(
            2,
            (await RunAsync("import-register", file + "x", "--kind", "sanctions", "--date", "2026-01-03", "--by", email!)).Code
        );
        Assert.Equal(
            2,
            (await RunAsync("import-register", file, "--kind", "sanctions", "--date", "2026-01-03", "--by", "no one@test.example")).Code
        );
        await WithoutListAsync();
    }

    [Fact]
    public async Task A_register_that_lost_its_entries_comes_into_use_by_two_people_on_its_page()
    {
        var (first, second) = (
            await host.Scenario.PersonAsync(Role.CommissioningOfficer),
            await host.Scenario.PersonAsync(Role.CommissioningOfficer)
        );
        byte[] Trustees(int count) =>
            System.Text.Encoding.UTF8.GetBytes(
                "registered_charity_number\tlinked_charity_number\ttrustee_name\n"
                    + string.Concat(Enumerable.Range(0, count).Select(i => $"{1_000_000 + i}\t0\tA Person {i}\n"))
                    + (count > 1_000 ? "10A\t0\tA letter\n" : "")
            );
        async Task<int> ReadAsync(int count) =>
            (
                await host.WithAsync<ImportRegister, Result<ImportRegister.Import>>(import =>
                    import.RunAsync(first, ExtractKind.Trustees, new(2026, 1, 1), "trustees.txt", new MemoryStream(Trustees(count)), null)
                )
            )
                .Value!
                .Id;
        var before = await ReadAsync(2_000);
        var browser = await host.AsAsync(first);
        (await browser.OpenAsync(Links.DueDiligence.Extract(before))).AssertSays(
            "trustees.txt, line 2,002: column registered_charity_number"
        );
        (await browser.OpenAsync(Links.DueDiligence.Extracts)).AssertSays("1 line of the trustees of charities that could not be read");
        var small = await ReadAsync(10);
        var page = await browser.OpenAsync(Links.DueDiligence.Extracts);
        page.AssertSays("It has 10 entries and the list in use has 2,000 (99.5% fewer)");
        page = await browser.OpenAsync(Links.DueDiligence.Extract(small));
        page = await page.Fill("Why is this file right?", "ok").PressAsync("Ask a second person to agree", HttpStatusCode.BadRequest);
        page.AssertError("Say in a sentence what you saw, so that someone else can follow it");
        await page.Fill("Why is this file right?", "The publisher says that it removed all dormant charities")
            .PressAsync("Ask a second person to agree");
        (await browser.OpenAsync(Links.DueDiligence.Extract(small))).AssertSays("Someone else who does due diligence must agree");
        page = await (await host.AsAsync(second)).OpenAsync(Links.DueDiligence.Extract(small));
        page.AssertSays("The publisher says that it removed all dormant charities");
        await page.PressAsync("Agree, and use this file");
        Assert.Equal("Current", await host.Db.ScalarAsync<string>("select State from RegisterImport where Id = @small", new { small }));
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", [typeof(Portal).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in host.Database.Settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["Files__Root"] = host.Folder;
        start.Environment["Portal__BaseUrl"] = "http://localhost";
        using var process = System.Diagnostics.Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
