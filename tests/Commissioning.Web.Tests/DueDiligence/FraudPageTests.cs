using System.Net;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Organisations;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Security;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.DueDiligence;

public sealed class FraudPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    private Task<Guid> FundAsync(RoundInStages stages) =>
        host.Db.ScalarAsync<Guid>("select FundId from Round where Id = @Round", new { stages.Round });

    [Fact]
    public async Task The_reason_of_a_police_or_fraud_flag_is_read_by_the_lead_and_by_nobody_else()
    {
        const string secret = "Zebrafish ledger at the bank was forged",
            asked = "Quokka said that the case was dropped by the court";
        var stages = await RoundInStages.ModeratedAsync(host);
        var application = stages.Applications[0];
        await host.Scenario.ReadyToPayAsync(application.Id);
        await stages.AnnouncedAsync();
        Assert.Null(
            (
                await host.WithAsync<PlaceStopFlag, Result>(place =>
                    place.RunAsync(stages.Officer, application.Organisation, StopFlagKind.PoliceOrFraud, secret, null, null)
                )
            ).FirstRefusal
        );
        var flag = await host.Db.ScalarAsync<Guid>(
            "select Id from StopFlag where OrganisationId = @Organisation",
            new { application.Organisation }
        );
        Assert.Null((await host.WithAsync<AskToLiftStopFlag, Result>(lift => lift.RunAsync(stages.Officer, flag, asked))).FirstRefusal);
        await host.WithAsync<PlanChecks, int>(plan => plan.RunAsync());
        var award = await host.Db.ScalarAsync<Guid>("select Id from Award where ApplicationId = @Id", new { application.Id });
        var addresses = new[]
        {
            Links.DueDiligence.CrossChecks(application.Id),
            Links.DueDiligence.Checks(application.Id),
            Links.DueDiligence.Summary(application.Id),
            Links.DueDiligence.StopFlag(flag),
            Links.DueDiligence.Queue,
            Links.Casework.Organisations,
            Links.Casework.Organisations + ".csv",
            Links.Payments.Award(award),
            Links.Casework.ProjectFile(award),
            Links.Decisions.Paper(stages.Round),
            Links.Scoring.Queue(stages.Round),
            $"/history/application/{application.Id}",
            $"/history/award/{award}",
            Links.DueDiligence.ConcernFlag(flag),
        };
        var readers = new List<Actor> { stages.Officer, stages.Panel[0], stages.Approver };
        foreach (var role in new[] { Role.FinanceOfficer, Role.Auditor, Role.ChiefFinanceOfficer, Role.CommissioningOfficer })
            readers.Add(await host.Scenario.PersonAsync(role));
        var opened = 0;
        foreach (var reader in readers)
        {
            using var browser = await host.AsAsync(reader);
            foreach (var address in addresses)
            {
                using var answer = await browser.GetAsync(address);
                var text = await answer.Content.ReadAsStringAsync();
                opened += answer.StatusCode == HttpStatusCode.OK ? 1 : 0;
                Assert.False(text.Contains("Zebrafish", StringComparison.OrdinalIgnoreCase), $"{reader.Name}: {address}");
                Assert.False(text.Contains("Quokka", StringComparison.OrdinalIgnoreCase), $"{reader.Name}: {address}");
            }
        }
        Assert.True(opened > 25, $"{opened} pages were opened");

        // Inside the files that an officer downloads, too.
        using var officer = await host.AsAsync(stages.Officer);
        using (var answer = await officer.GetAsync(Links.Casework.ProjectFileZip(award)))
        using (var zip = new System.IO.Compression.ZipArchive(await answer.Content.ReadAsStreamAsync()))
            foreach (var entry in zip.Entries)
            {
                using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
                AssertSilent(await reader.ReadToEndAsync(), entry.FullName);
            }
        using (var answer = await officer.GetAsync(Links.DueDiligence.SummaryPdf(application.Id)))
        {
            var pdf = Path.GetTempFileName();
            await File.WriteAllBytesAsync(pdf, await answer.Content.ReadAsByteArrayAsync());
            using var read = System.Diagnostics.Process.Start(
                new System.Diagnostics.ProcessStartInfo("pdftotext", [pdf, "-"]) { RedirectStandardOutput = true }
            )!;
            var text = await read.StandardOutput.ReadToEndAsync();
            Assert.Contains("Assurance summary", text, StringComparison.Ordinal);
            AssertSilent(text, "the summary as PDF");
            File.Delete(pdf);
        }

        static void AssertSilent(string text, string where) =>
            Assert.False(
                text.Contains("Zebrafish", StringComparison.OrdinalIgnoreCase)
                    || text.Contains("Quokka", StringComparison.OrdinalIgnoreCase),
                where
            );
        foreach (
            var (table, column) in new[]
            {
                ("AuditEntry", "Detail"),
                ("Finding", "Sentence"),
                ("OutboxEmail", "TextBody"),
                ("StopFlag", "Reason"),
            }
        )
            Assert.Equal(
                0,
                await host.Db.ScalarAsync<int>(
                    $"select count(*) from {table} where {column} like '%Zebrafish%' or {column} like '%Quokka%'"
                )
            );

        var lead = await host.AsAsync(await host.Scenario.PersonAsync(Role.ConcernLead));
        var page = await lead.OpenAsync(Links.DueDiligence.ConcernFlag(flag));
        page.AssertSays(secret);
        page.AssertSays(asked);
        page = await page.Choose("Yes, lift it")
            .Fill("What did you look at?", "I rang the officer in the case, who confirmed it")
            .PressAsync("Answer");
        page.AssertSays("The flag no longer stops payments.");
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.GetAsync(Links.DueDiligence.StopFlag(flag))).StatusCode);
    }

    [Fact]
    public async Task A_funds_risks_are_reviewed_and_each_review_is_a_version()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var fund = await FundAsync(stages);
        var browser = await host.AsAsync(stages.Officer);
        var page = await browser.OpenAsync(Links.DueDiligence.Fraud(fund));
        page.AssertSays("default, not OPCC policy");
        page = await browser.OpenAsync(Links.DueDiligence.FraudRisks(fund));
        // Each risk is folded under a line that says how high it is.
        Assert.Equal(12, page.Document.QuerySelectorAll("main details:not([open])").Length);
        page.AssertSays("medium before, low left)");
        page = await page.PressAsync("Save the review", HttpStatusCode.BadRequest);
        page.AssertError("Say what changed, or why nothing did, in up to 1,000 characters");
        page = await page.Fill("What changed, or why did nothing change?", "Read with finance on 2 March").PressAsync("Save the review");
        page.AssertSays("Version 1, reviewed by");
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update FraudAssessment set ReviewBy = '2020-01-01' where FundId = @fund", new { fund })
        );
        (await browser.OpenAsync(Links.DueDiligence.Fraud(fund))).AssertSays("The next review was due on 1 January 2020.");
        (await browser.OpenAsync(Links.Casework.Work)).AssertSays("Fraud risk assessment to review");
    }

    [Fact]
    public async Task A_sample_is_checked_again_by_somebody_who_had_no_part_in_the_checks()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var fund = await FundAsync(stages);
        await host.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("update Application set DueDiligence = 'Pass' where RoundId = @Round", new { stages.Round });
            return await work.ExecuteAsync(
                "update DueDiligenceCheck set Status = 'Pass', CheckedBy = @By where ApplicationId in (select a.Id from Application a where a.RoundId = @Round)",
                new { stages.Round, By = stages.Officer.Id }
            );
        });
        var browser = await host.AsAsync(stages.Officer);
        var page = await browser.OpenAsync(Links.DueDiligence.Fraud(fund));
        page = await page.PressAsync(
            "Draw a sample of " + await host.Db.ScalarAsync<string>("select Name from Round where Id = @Round", new { stages.Round })
        );
        page.AssertSays("3 of 3 that passed");
        var items = await host.Db.QueryAsync<Guid>(
            "select i.Id from RecheckItem i join Recheck c on c.Id = i.RecheckId join Application a on a.Id = i.ApplicationId where c.RoundId = @Round order by a.Number",
            new { stages.Round }
        );
        async Task<string?> SaidAsync(Actor actor, Guid item, bool agrees) =>
            (
                await host.WithAsync<RecordRecheck, Result>(record =>
                    record.RunAsync(actor, item, agrees, "I read the accounts and the governing document again")
                )
            )
                .FirstRefusal
                ?.Sentence;
        Assert.StartsWith("You took part", await SaidAsync(stages.Officer, items[0], true), StringComparison.Ordinal);
        var other = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        (await (await host.AsAsync(other)).OpenAsync(Links.Casework.Work)).AssertSays("Applications to check again for the sample");
        Assert.Null(await SaidAsync(other, items[0], true));
        Assert.Null(await SaidAsync(other, items[1], false));
        Assert.StartsWith("Somebody has checked", await SaidAsync(other, items[1], true), StringComparison.Ordinal);
        page = await browser.OpenAsync(Links.DueDiligence.Fraud(fund));
        page.AssertSays("Faults found: 1 of 2 (50%).");
    }

    [Fact]
    public async Task The_fraud_log_is_the_leads_and_a_fund_shows_its_sums_only()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var fund = await FundAsync(stages);
        await stages.AnnouncedAsync();
        var application = stages.Applications[0];
        var reference = await host.Db.ScalarAsync<string>("select Reference from Application where Id = @Id", new { application.Id });
        var fundName = await host.Db.ScalarAsync<string>("select Name from Fund where Id = @fund", new { fund });
        var lead = await host.AsAsync(await host.Scenario.PersonAsync(Role.ConcernLead));
        var page = await lead.OpenAsync(Links.DueDiligence.NewFraudCase);
        page = await page.Fill("Fund", fundName!)
            .Fill("Reference of the application or award (optional)", reference!)
            .Choose("Suspected")
            .FillNamed("Form.FoundOn.Day", "2")
            .FillNamed("Form.FoundOn.Month", "1")
            .FillNamed("Form.FoundOn.Year", "2026")
            .Fill("What happened?", "Narwhal invoices were altered")
            .Fill("How was it found?", "At the visit")
            .Fill("Lost", "1,200")
            .Fill("Prevented", "300")
            .Fill("Recovered (optional)", "2,000")
            .PressAsync("Open the case", HttpStatusCode.BadRequest);
        page.AssertError("No more can come back than was lost");
        page = await page.Fill("Recovered (optional)", "200").PressAsync("Open the case");
        page.AssertSays("Lost £1,200.00, prevented £300.00, recovered £200.00");
        page = await page.PressAsync("Save and close", HttpStatusCode.BadRequest);
        page.AssertError("Say first whether it was fraud: proven, or no fraud");
        var officer = await host.AsAsync(stages.Officer);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync(Links.DueDiligence.FraudLog)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync(page.Address.PathAndQuery)).StatusCode);
        var sums = await officer.OpenAsync(Links.DueDiligence.Fraud(fund));
        sums.AssertSays("1, of which 1 open and 0 proven");
        sums.AssertSays("£1,200.00");
        sums.AssertDoesNotSay("Narwhal");
        Assert.Equal(0, await host.Db.ScalarAsync<int>("select count(*) from AuditEntry where Detail like '%Narwhal%'"));
    }

    [Fact]
    public async Task The_file_for_the_national_fraud_initiative_is_finances_and_is_audited()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var fund = await FundAsync(stages);
        await stages.AnnouncedAsync();
        var application = stages.Applications[0];
        await host.Scenario.ReadyToPayAsync(application.Id);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Payment (Id, AwardId, BankDetailsId, Amount, Reason, Status, PaidOn, RequestedBy, RequestedAt, Version) select @Id, w.Id, b.Id, 12345, 'First part', 'Paid', @Day, @By, @Now, 1 from Award w join BankDetails b on b.OrganisationId = @Organisation and b.State = 'Confirmed' where w.ApplicationId = @Application",
                new
                {
                    Id = Guid.CreateVersion7(),
                    Application = application.Id,
                    application.Organisation,
                    Day = new DateOnly(2026, 3, 2),
                    By = stages.Officer.Id,
                    work.Now,
                }
            )
        );
        await host.WithAsync<FieldEncryption, int>(encryption =>
            host.Db.HousekeepAsync(work =>
                work.ExecuteAsync(
                    "update BankDetails set EncryptedAccount = @Account where OrganisationId = @Organisation",
                    new
                    {
                        application.Organisation,
                        Account = encryption.Encrypt("bank-details", new BankAccount("GROUP A", "200000", "12345678")),
                    }
                )
            )
        );
        var officer = await host.AsAsync(stages.Officer);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync(Links.DueDiligence.Nfi(fund))).StatusCode);
        var finance = await host.AsAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer));
        var file = Encoding.UTF8.GetString(await (await finance.GetAsync(Links.DueDiligence.Nfi(fund))).Content.ReadAsByteArrayAsync());
        var lines = file.Trim('\ufeff').Trim().Split("\r\n");
        Assert.Equal(string.Join(',', ExportNfi.Columns), lines[0]);
        Assert.Contains("200000,12345678", Assert.Single(lines.Skip(1)), StringComparison.Ordinal);
        Assert.EndsWith("02/03/2026,123.45", lines[1], StringComparison.Ordinal);
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>(
                "select count(*) from AuditEntry where Action = 'NfiExported' and SubjectId = @fund",
                new { fund }
            )
        );
    }
}
