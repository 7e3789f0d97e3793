using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Features.Casework;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using Commissioning.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Casework;

public sealed class ProjectFileTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Secret = "12345678";

    [Fact]
    public async Task The_project_file_ZIP_contains_every_part_with_its_hash_and_nothing_confidential()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await FillAsync(stages, award);
        var auditor = await host.AsAsync(await host.Scenario.PersonAsync(Role.Auditor));
        var page = await auditor.OpenAsync(Links.Casework.ProjectFile(award));
        page.AssertSays("Photographs, 1: day.png");
        page.AssertSays("infected.pdf, 8 bytes. In quarantine: listed, not packed");

        // The file for an answer has what the project's file has, and of the secrets as little.
        using (var answer = await auditor.GetAsync(Links.Casework.AnswerFileBook(stages.Applications[0].Id)))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            using var book = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
            var said = string.Concat(book.Entries.Select(entry => Text(book, entry.FullName)));
            foreach (
                var word in new[]
                {
                    "Sessions every week",
                    "The room was full",
                    "Can we start a week later?",
                    "infected.pdf (in quarantine)",
                    "was seen",
                }
            )
                Assert.Contains(word, said, StringComparison.Ordinal);
            foreach (var word in new[] { Secret, "56-78-90", "Women and girls", "A worry about the treasurer" })
                Assert.DoesNotContain(word, said, StringComparison.Ordinal);
        }

        using var zip = await ZipAsync(auditor, award);
        var names = zip.Entries.Select(entry => entry.FullName).ToList();
        Assert.Equal(
            [
                "application/copy.json",
                "letters/01-Award.pdf",
                "letters/01-Award.json",
                "files/requirements/01-rules.pdf",
                "files/receipts/01-receipt_1_.pdf",
                "files/return-evidence/01-proof.pdf",
                "files/photographs/01-day.png",
                "tables/payments.csv",
                "tables/spending.csv",
                "tables/outcomes.csv",
                "tables/audit.csv",
                "manifest.csv",
            ],
            names.Skip(1)
        );
        Assert.StartsWith("project-file.", names[0], StringComparison.Ordinal);
        var manifest = Text(zip, "manifest.csv")
            .TrimStart('\uFEFF')
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.Split(',', 4))
            .ToList();
        foreach (var line in manifest.Where(line => line[3].Length == 0))
        {
            var content = Bytes(zip, line[0]);
            Assert.Equal(
                (line[1], line[2]),
                (
                    content.Length.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    Convert.ToHexStringLower(SHA256.HashData(content))
                )
            );
        }
        Assert.Equal(names.SkipLast(1), manifest.Where(line => line[3].Length == 0).Select(line => line[0]));
        var held = Assert.Single(manifest, line => line[3].Length > 0);
        Assert.Equal("files/application/01-infected.pdf", held[0]);
        Assert.Contains("harmful", held[3], StringComparison.Ordinal);

        Assert.Contains("First half,2500.00,Paid,", Text(zip, "tables/payments.csv"), StringComparison.Ordinal);
        Assert.Contains(
            "Final,2027-01-01,Youth workers,3000.00,2900.00,'=cmd()",
            Text(zip, "tables/spending.csv"),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Ten a month", Text(zip, "tables/outcomes.csv"), StringComparison.Ordinal);
        Assert.Contains("Fewer calls,Met", Text(zip, "tables/outcomes.csv"), StringComparison.Ordinal);
        Assert.Contains("AwardAccepted", Text(zip, "tables/audit.csv"), StringComparison.Ordinal);
        // The letter is the accepted one, byte for byte.
        var accepted = await host.Db.ScalarAsync<string>("select AcceptedSha256 from Award where Id = @award", new { award });
        Assert.Equal(accepted, Convert.ToHexStringLower(SHA256.HashData(Bytes(zip, "letters/01-Award.json"))));

        var everything =
            string.Join(
                '\n',
                zip.Entries.Where(entry =>
                        entry.Name.EndsWith(".csv", StringComparison.Ordinal) || entry.Name.EndsWith(".json", StringComparison.Ordinal)
                    )
                    .Select(entry => Text(zip, entry.FullName))
            ) + LetterText.Render(await PaperAsync(award));
        foreach (
            var apart in new[]
            {
                "56-78-90",
                "encrypted",
                "A worry about the treasurer",
                "EqualityAnswered",
                "Women and girls",
                "ConcernRaised",
                "BankDetails",
            }
        )
            Assert.DoesNotContain(apart, everything, StringComparison.OrdinalIgnoreCase);
        // As a separate number: the same digits may occur within a hash or an id by chance.
        foreach (var number in new[] { Secret, "5678" })
            Assert.DoesNotMatch($"(?<![0-9A-Fa-f-]){number}(?![0-9A-Fa-f-])", everything);

        // The next one lists the first download, and the same parts in the same order.
        using var again = await ZipAsync(auditor, award);
        Assert.Equal(names, again.Entries.Select(entry => entry.FullName));
        Assert.Contains("ProjectFileDownloaded", Text(again, "tables/audit.csv"), StringComparison.Ordinal);
        Assert.Equal(
            2,
            await host.Db.ScalarAsync<int>(
                "select count(*) from AuditEntry where SubjectId = @award and Action = 'ProjectFileDownloaded'",
                new { award }
            )
        );
    }

    [Fact]
    public async Task The_project_file_document_quotes_the_project_from_application_to_close_out()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await FillAsync(stages, award);
        var text = LetterText.Render(await PaperAsync(award));
        foreach (
            var words in new[]
            {
                "1. APPLICATION AS IT WAS SENT",
                new string('0', 64),
                "Our answer about",
                "2. DUE DILIGENCE",
                "Result: Pass",
                "3. AGREED SCORES",
                "Score: 5.00",
                "4. DECISION",
                "Funded; Amount: £5,000.00",
                "5. LETTERS AND ACCEPTANCE",
                "Amira Khan",
                "Can we start a week later?",
                "6. CHANGES",
                "What the grant is for, asked for on",
                "Change asked for: Two afternoons",
                "7. MONEY",
                "Supplier: Sports Shop",
                "= Paid; Amount: £2,500.00",
                "8. RETURNS",
                "What was done: Sessions every week",
                "Under 11; People: not shown",
                "11 to 17; People: not shown",
                "18 to 24; People: 90",
                "9. VISITS",
                "The room was full",
                "10. CLOSE-OUT",
                "To return: £100.00",
                "11. UPLOADED FILES",
                "12. AUDIT TRAIL",
                "What: Award accepted",
            }
        )
            Assert.Contains(
                string.Join(' ', words.Split(' ')),
                string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task The_project_file_hides_small_numbers_in_totals_too()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await FillAsync(stages, award);
        await host.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(
                "update MonitoringReturn set PeopleNew = 3, PeopleRepeat = 2 where AwardId = @award and Status = 'Accepted'",
                new { award }
            );
            return await work.ExecuteAsync(
                "update MonitoringPeople set People = case when Choice = '11 to 17' then 3 else 0 end where ReturnId in (select t.Id from MonitoringReturn t where t.AwardId = @award)",
                new { award }
            );
        });
        var text = string.Join(' ', LetterText.Render(await PaperAsync(award)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (
            var words in new[] { "People for the first time: fewer than 5", "Came back: fewer than 5", "11 to 17; People: fewer than 5" }
        )
            Assert.Contains(words, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_project_file_PDF_is_downloaded_on_record_only_by_roles_that_see_awards()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await FillAsync(stages, award);
        foreach (var role in new[] { Role.CommissioningOfficer, Role.FinanceOfficer, Role.Approver, Role.Auditor })
            await (await host.AsAsync(await host.Scenario.PersonAsync(role))).OpenAsync(Links.Casework.ProjectFile(award));
        foreach (
            var address in new[]
            {
                Links.Casework.ProjectFile(award),
                Links.Casework.ProjectFilePdf(award),
                Links.Casework.ProjectFileZip(award),
            }
        )
        {
            using var refused = await (await host.AsAsync(stages.Applications[0].Applicant)).GetAsync(address);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
        var officer = await host.AsAsync(stages.Officer);
        (await officer.OpenAsync(Links.Payments.Award(award))).AssertSays("The whole file of this project");
        using var none = await officer.GetAsync(Links.Casework.ProjectFileZip(Guid.NewGuid()));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        using var pdf = await officer.GetAsync(Links.Casework.ProjectFilePdf(award));
        if (host.Services.GetRequiredService<IPdfWriter>().WhyUnavailable is not null)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, pdf.StatusCode);
            return;
        }
        var content = await pdf.Content.ReadAsByteArrayAsync();
        Assert.Equal("%PDF", Encoding.ASCII.GetString(content[..4]));
        if (Environment.GetEnvironmentVariable("KEEP_PDF") is { } keep)
            await File.WriteAllBytesAsync(keep, content);
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>(
                "select count(*) from AuditEntry where SubjectId = @award and Action = 'ProjectFileDownloaded' and ActorId = @Id",
                new { award, stages.Officer.Id }
            )
        );
    }

    /// <summary>One of everything that a project's file may include, and what must be kept out of it.</summary>
    private async Task FillAsync(RoundInStages stages, Guid award)
    {
        var (application, applicant, organisation) = stages.Applications[0];
        var files = host.Services.GetRequiredService<FileStore>();
        async Task<Guid> FileAsync(string name, ScanState state = ScanState.Clean)
        {
            var file = await files.WriteAsync(
                applicant,
                name,
                name.EndsWith(".png", StringComparison.Ordinal) ? "image/png" : "application/pdf",
                Encoding.ASCII.GetBytes("%PDF " + name[..3]),
                host.Clock.UtcNow()
            );
            await host.Db.HousekeepAsync(work => work.ExecuteAsync(FileStore.InsertSql, file with { ScanState = state }));
            return file.Id;
        }

        var (infected, rules, receipt, proof, day) = (
            await FileAsync("infected.pdf", ScanState.Quarantined),
            await FileAsync("rules.pdf"),
            await FileAsync("receipt(1).pdf"),
            await FileAsync("proof.pdf"),
            await FileAsync("day.png")
        );
        var id = Guid.CreateVersion7();
        await host.WithAsync<EqualityMonitoring, Result>(equality =>
            equality.SaveAsync(applicant, application, new Dictionary<string, IReadOnlyList<string>> { ["sex"] = ["Women and girls"] })
        );
        Assert.Null(
            (
                await host.WithAsync<RaiseConcern, Result<int>>(raise =>
                    raise.RunAsync(ConcernKind.Safeguarding, "Group A", "A worry about the treasurer", null)
                )
            ).FirstRefusal
        );
        await host.Db.ChangeAsync(
            stages.Officer,
            AuditAction.AwardClosed,
            award,
            async work =>
            {
                var all = new
                {
                    id,
                    award,
                    application,
                    organisation,
                    work.Now,
                    By = stages.Officer.Id,
                    infected,
                    rules,
                    receipt,
                    proof,
                    day,
                    Claim = Guid.CreateVersion7(),
                    Kind = Guid.CreateVersion7(),
                    Line = await work.FirstOrDefaultAsync<Guid?>(
                        "select Id from BudgetLine where ApplicationId = @application order by Position",
                        new { application }
                    ),
                    Hash = new string('a', 64),
                };
                foreach (
                    var sql in new[]
                    {
                        "update DueDiligenceCheck set Status = 'Pass', CheckedOn = '2026-02-10', CheckedBy = @By, Note = 'Account 12345678 was seen' where ApplicationId = @application",
                        "insert into BankDetails (Id, OrganisationId, EncryptedAccount, LastFour, AccountHash, State, IsChange, GivenBy, GivenAt, Version) values (@Kind, @organisation, 'encrypted 56-78-90 12345678', '5678', @Hash, 'Confirmed', 0, @By, @Now, 1)",
                        "insert into DocumentKind (Id, RoundId, Position, Name, Required) select @Kind, a.RoundId, 99, 'Accounts', 0 from Application a where a.Id = @application",
                        "insert into ApplicationDocument (Id, ApplicationId, DocumentKindId, FileId) values (@Kind, @application, @Kind, @infected)",
                        "insert into AwardCondition (Id, AwardId, Position, Name, Stage, State, FileId, GivenAt, Version) values (@id, @award, 99, 'Rules', 'OnOffer', 'Accepted', @rules, @Now, 1)",
                        "insert into AwardQuestion (Id, AwardId, Question, AskedBy, AskedAt, Answer, AnsweredBy, AnsweredAt) values (@id, @award, 'Can we start a week later?', @By, @Now, 'Yes', @By, @Now)",
                        "insert into Variation (Id, AwardId, Kind, Reason, Wanted, AskedByOffice, AskedBy, AskedAt, State, Version) values (@id, @award, 'Purpose', 'The hall is shut', '{\"Purpose\":\"Two afternoons\"}', 0, @By, @Now, 'Approved', 1)",
                        "insert into Variation (Id, AwardId, Kind, Reason, Wanted, AskedByOffice, AskedBy, AskedAt, State, Version) values (@Kind, @award, 'Bank', 'A new account', '56-78-90 12345678', 0, @By, @Now, 'Asked', 1)",
                        "insert into Instalment (Id, AwardId, Position, Amount, DueOn, InArrears, Condition, Version) values (@id, @award, 99, 250000, '2026-05-01', 0, 'On acceptance', 1)",
                        "insert into Claim (Id, AwardId, Amount, ClaimedBy, ClaimedAt, State, Version) values (@Claim, @award, 1000, @By, @Now, 'Accepted', 1)",
                        "insert into ClaimReceipt (Id, ClaimId, BudgetLineId, Position, SpentOn, Supplier, Amount, FileId) values (@id, @Claim, @Line, 1, '2026-06-01', 'Sports Shop', 1000, @receipt)",
                        "insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, PaidOn, Version) values (@id, @award, 250000, 'First half', 'Paid', @By, @Now, '2026-05-02', 1)",
                        "insert into MonitoringReturn (Id, AwardId, DueOn, Status, Kind, Delivered, Learned, PeopleNew, PeopleRepeat, Story, QuoteText, SubmittedAt, SubmittedBy, IsLatest, Version) values (@id, @award, '2027-01-01', 'Accepted', 'Final', 'Sessions every week', 'Start earlier', 100, 5, 'A girl came back', 'Great', @Now, @By, 1, 1)",
                        "insert into MonitoringSpend (ReturnId, BudgetLineId, Spent, Explanation) values (@id, @Line, 290000, '=cmd()')",
                        "insert into MonitoringOutcome (ReturnId, OutcomeMeasureId, Achieved, Verdict) select @id, m.Id, 'Ten a month', 'Met' from OutcomeMeasure m where m.ApplicationId = @application",
                        "insert into MonitoringPeople (ReturnId, Question, Choice, People) values (@id, 'Age', 'Under 11', 2)",
                        "insert into MonitoringPeople (ReturnId, Question, Choice, People) values (@id, 'Age', '11 to 17', 8)",
                        "insert into MonitoringPeople (ReturnId, Question, Choice, People) values (@id, 'Age', '18 to 24', 90)",
                        "insert into MonitoringPhoto (Id, ReturnId, FileId, Caption, Number) values (@id, @id, @day, 'The open day', 1)",
                        "insert into PublicationConsent (Id, ReturnId, Item, Relation, How, GivenOn, RecordedBy, RecordedAt) values (@id, @id, 'Story', 'Themself', 'Writing', '2026-12-01', @By, @Now)",
                        "insert into PublicOutcome (AwardId, OutcomeMeasureId, Words) select @award, m.Id, 'Fewer calls' from OutcomeMeasure m where m.ApplicationId = @application",
                        "insert into MonitoringEvidence (ReturnId, BudgetLineId, FileId) values (@id, @Line, @proof)",
                        "insert into Visit (Id, AwardId, VisitedOn, Who, ByCommissioner, Notes, RecordedBy, RecordedAt) values (@id, @award, '2026-09-01', 'The commissioner', 1, 'The room was full', @By, @Now)",
                        "insert into CloseOut (AwardId, Awarded, Paid, Spent, NotDrawn, ToReturn, ProposedBy, ProposedAt, ClosedBy, ClosedAt, Version) values (@award, 500000, 250000, 240000, 240000, 10000, @By, @Now, @By, @Now, 1)",
                        "update Award set EndedAt = @Now, EndedBy = @By, EndedHow = 'Closed' where Id = @award",
                    }
                )
                    await work.ExecuteAsync(sql, all);
                await AwardTotals.RefreshAsync(work, award);
                return Result.Done;
            }
        );
    }

    private async Task<LetterDocument> PaperAsync(Guid award) =>
        ProjectPaper.Of(await host.WithAsync<ProjectFile, ProjectFile.Contents>(projects => projects.GetAsync(award)), new());

    private static async Task<ZipArchive> ZipAsync(Browser browser, Guid award)
    {
        using var answer = await browser.GetAsync(Links.Casework.ProjectFileZip(award));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
    }

    private static byte[] Bytes(ZipArchive zip, string name)
    {
        using var memory = new MemoryStream();
        using (var stream = zip.GetEntry(name)!.Open())
            stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static string Text(ZipArchive zip, string name) => Encoding.UTF8.GetString(Bytes(zip, name));
}
