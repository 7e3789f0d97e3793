using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Records;
using Commissioning.Features.Records;
using Commissioning.Platform.Files;
using Commissioning.Testing;
using Commissioning.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Features.Tests.Records;

/// <summary>What is due and what is under legal hold, rule by rule, on a separate database.</summary>
public sealed class RetentionPlanTests : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly Scenario scenario;
    private readonly FileStore files;
    private readonly EraseRecords erase;
    private readonly RetentionPlan plan;

    public RetentionPlanTests()
    {
        scenario = new(database.Db, database.Clock);
        files = new(database.Db, new FileStoreOptions { Root = Path.Combine(database.Folder, "files") }, new ClamdOptions());
        erase = new(database.Db, files, database.Encryption, database.Clock);
        plan = new(database.Db, database.Clock);
    }

    private string Export => Path.Combine(database.Folder, "erased");

    [Fact]
    public async Task An_account_is_kept_while_any_of_its_organisations_has_a_legal_hold_or_an_application()
    {
        var (administrator, officer) = (
            await scenario.PersonAsync(Role.Administrator),
            await scenario.PersonAsync(Role.CommissioningOfficer)
        );
        var (both, colleague) = (await scenario.PersonAsync(Role.Applicant), await scenario.PersonAsync(Role.Applicant));
        await scenario.OrganisationAsync(both, "A quiet club");
        var busy = await scenario.OrganisationAsync(both, "A busy club");
        await JoinAsync(busy, colleague);
        var round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        var application = await scenario.ApplicationAsync(round, busy, colleague);
        database.Clock.MoveTo("2051-01-01 12:00");
        Assert.DoesNotContain(await plan.DueAsync(RecordType.Account), due => Guid.Parse(due.Key) == both.Id);
        await ChangeAsync(
            "insert into ErasedRecord (RecordType, RecordKey, ErasedAt, ExportSha256) select 'UnsuccessfulApplication', cast(a.Id as varchar(36)), @Now, @Hash from Application a where a.Id = @application",
            new
            {
                application,
                Now = database.Clock.UtcNow(),
                Hash = new string('0', 64),
            }
        );
        Assert.False((await plan.DueAsync(RecordType.Account)).Single(due => Guid.Parse(due.Key) == both.Id).OnLegalHold);
        Assert.Null(
            (await new PlaceLegalHold(database.Db).RunAsync(administrator, HoldKind.Organisation, "A busy club", "A claim")).FirstRefusal
        );
        Assert.True((await plan.DueAsync(RecordType.Account)).Single(due => Guid.Parse(due.Key) == both.Id).OnLegalHold);
    }

    [Fact]
    public async Task Email_about_a_grant_on_legal_hold_is_kept_when_the_person_is_erased()
    {
        var (administrator, officer, person) = (
            await scenario.PersonAsync(Role.Administrator),
            await scenario.PersonAsync(Role.CommissioningOfficer),
            await scenario.PersonAsync(Role.Applicant)
        );
        var round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        var application = await scenario.ApplicationAsync(
            round,
            await scenario.OrganisationAsync(await scenario.PersonAsync(Role.Applicant)),
            person
        );
        var (award, due) = (Guid.NewGuid(), Guid.NewGuid());
        var email = (await database.Db.ScalarAsync<string>("select Email from Person where Id = @Id", new { person.Id }))!;
        await AwardAsync(award, application, round);
        await ChangeAsync(
            "insert into MonitoringReturn (Id, AwardId, DueOn, Status, Version) values (@due, @award, '2026-09-01', 'Due', 1)",
            new { due, award }
        );
        foreach (var about in new[] { application, award, due, person.Id })
            await ChangeAsync(
                "insert into OutboxEmail (Id, ToAddress, Subject, TextBody, SubjectId, State, CreatedAt, NextAttemptAt, Attempts, SentAt) values (@Id, @email, 'Subject', 'Text', @about, 'Sent', @Now, @Now, 1, @Now)",
                new
                {
                    Id = Guid.NewGuid(),
                    email,
                    about,
                    Now = database.Clock.UtcNow(),
                }
            );
        var reference = await database.Db.ScalarAsync<string>(
            "select Reference from Application where Id = @application",
            new { application }
        );
        Assert.Null((await new PlaceLegalHold(database.Db).RunAsync(administrator, HoldKind.Award, reference, "A claim")).FirstRefusal);
        database.Clock.MoveTo("2051-01-01 12:00");
        Assert.Equal(3, (await plan.DueAsync(RecordType.Email)).Count(mail => mail.OnLegalHold));
        var answer = await new ErasePerson(database.Db, erase).RunAsync(administrator, email, Export);
        Assert.Null(answer.FirstRefusal);
        Assert.Contains(answer.Value!.Kept, sentence => sentence.Contains("under legal hold", StringComparison.Ordinal));
        Assert.Equal(
            (3, 0),
            (
                await database.CountAsync("OutboxEmail", "ToAddress = @email", new { email }),
                await database.CountAsync("OutboxEmail", "SubjectId = @Id", new { person.Id })
            )
        );
    }

    [Fact]
    public async Task A_register_extracts_retention_counts_from_when_a_newer_one_replaced_it()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        foreach (
            var (id, state, at) in new[]
            {
                (1, "Replaced", "2020-01-01 00:00:00.000"),
                (2, "Replaced", "2024-01-01 00:00:00.000"),
                (3, "Current", "2025-06-01 00:00:00.000"),
                (4, "Refused", "2020-01-01 00:00:00.000"),
            }
        )
            await ChangeAsync(
                "insert into RegisterImport (Id, Kind, ExtractDate, FileName, State, Lines, Kept, StartedBy, StartedAt, FinishedAt) values (@id, 'Charity', '2020-01-01', @Name, @state, 1, 1, @By, @at, @at)",
                new
                {
                    id,
                    Name = $"{id}.zip",
                    state,
                    By = officer.Id,
                    at = DateTime.Parse(
                        at,
                        System.Globalization.CultureInfo.InvariantCulture,
                        System.Globalization.DateTimeStyles.AdjustToUniversal | System.Globalization.DateTimeStyles.AssumeUniversal
                    ),
                }
            );
        database.Clock.MoveTo("2026-01-15 12:00");
        Assert.Equal(
            [("4.zip", 2020), ("1.zip", 2024)],
            (await plan.DueAsync(RecordType.RegisterExtract)).Select(due => (due.Name, due.From.Year))
        );
    }

    [Fact]
    public async Task A_copy_for_a_person_without_an_account_is_due_after_its_time_and_erased_whole()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var (old, recent) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var (id, at) in new[] { (old, Scenario.Utc("2022-01-10 12:00")), (recent, Scenario.Utc("2025-01-10 12:00")) })
        {
            await ChangeAsync(
                "insert into FoiAnswer (Id, PersonName, PersonEmail, Number, State, DocumentJson, MadeBy, MadeAt, Version) values (@id, 'Ann Other', 'ann@nowhere.example', 1, 'Draft', '{}', @By, @at, 1)",
                new
                {
                    id,
                    By = officer.Id,
                    at,
                }
            );
            await ChangeAsync(
                "insert into FoiPassage (AnswerId, Number, TextNumber, StartsAt, CharCount, Kind, State, Section, Reason, Words) values (@id, 1, 0, 0, 3, 'Field', 'Removed', 'PersonalData', 'A name', 'Ann')",
                new { id }
            );
        }
        database.Clock.MoveTo("2026-01-15 12:00");
        Assert.Equal([old.ToString()], (await plan.DueAsync(RecordType.PersonAnswer)).Select(due => due.Key));
        var administrator = await scenario.PersonAsync(Role.Administrator);
        Assert.Equal(1, (await erase.RunAsync(administrator, RecordType.PersonAnswer, Export)).Value!.Erased);
        Assert.Equal(1, await database.CountAsync("FoiAnswer"));
        Assert.Equal(1, await database.CountAsync("FoiPassage", "AnswerId = @recent", new { recent }));
    }

    [Fact]
    public async Task A_record_with_a_file_waiting_to_be_sent_is_kept_and_one_failing_record_does_not_stop_the_others()
    {
        var (administrator, officer, person) = (
            await scenario.PersonAsync(Role.Administrator),
            await scenario.PersonAsync(Role.CommissioningOfficer),
            await scenario.PersonAsync(Role.Applicant)
        );
        var round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        var organisation = await scenario.OrganisationAsync(person);
        var (first, second) = (
            await scenario.ApplicationAsync(round, organisation, person),
            await scenario.ApplicationAsync(round, await scenario.OrganisationAsync(person, "Another club"), person)
        );
        await ChangeAsync("update OutboxEmail set State = 'Sent', SentAt = CreatedAt", new { });
        await ChangeAsync("update Application set Status = 'Withdrawn', WithdrawnAt = SubmittedAt", new { });
        await ChangeAsync(
            "insert into OutboxEmail (Id, ToAddress, Subject, TextBody, SubjectId, State, CreatedAt, NextAttemptAt, Attempts) values (@Id, 'a@test.example', 'Subject', 'Text', @first, 'Waiting', @Now, @Now, 0)",
            new
            {
                Id = Guid.NewGuid(),
                first,
                Now = database.Clock.UtcNow(),
            }
        );
        database.Clock.MoveTo("2051-01-01 12:00");
        var result = (await erase.RunAsync(administrator, RecordType.UnsuccessfulApplication, Export)).Value!;
        Assert.Equal(1, result.Erased);
        Assert.Contains("is still to be sent", Assert.Single(result.Failed), StringComparison.Ordinal);
        Assert.Contains(
            result.NotExported,
            sentence => sentence.StartsWith("The text of e-mails is not exported", StringComparison.Ordinal)
        );
        Assert.Equal(
            (1, 1),
            (
                await database.CountAsync("Application", "Id = @first and Summary <> 'Erased'", new { first }),
                await database.CountAsync("Application", "Id = @second and Summary = 'Erased'", new { second })
            )
        );
    }

    [Fact]
    public async Task Two_erasures_at_once_export_each_record_once_and_later_records_get_their_own_export()
    {
        var (administrator, officer) = (
            await scenario.PersonAsync(Role.Administrator),
            await scenario.PersonAsync(Role.CommissioningOfficer)
        );
        var round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        await ChangeAsync("update Round set DecidedAt = '2026-03-01 12:00:00.000'", new { });
        await AnswerAsync("first");
        database.Clock.MoveTo("2051-01-01 12:00");
        var results = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => erase.RunAsync(administrator, RecordType.EqualityAnswers, Export))
        );
        Assert.Equal(1, results.Sum(result => result.Value!.Erased));
        await AnswerAsync("later");
        Assert.Equal(1, (await erase.RunAsync(administrator, RecordType.EqualityAnswers, Export)).Value!.Erased);
        var exports = Directory.GetFiles(Export, "record.json", SearchOption.AllDirectories);
        Assert.Equal(2, exports.Length);
        Assert.Equal(1, exports.Count(path => File.ReadAllText(path).Contains("\"first\"", StringComparison.Ordinal)));
        Assert.Equal(1, await database.CountAsync("ErasedRecord"));
        Assert.Empty((await VerifyArchive.RunAsync(Path.Combine(Export, "EqualityAnswers"))).Faults);

        Task AnswerAsync(string words) =>
            ChangeAsync(
                "insert into EqualityAnswer (Id, RoundId, Encrypted) values (@Id, @round, @words)",
                new
                {
                    Id = Guid.NewGuid(),
                    round,
                    words,
                }
            );
    }

    [Fact]
    public async Task Bank_details_are_erased_with_an_empty_key_ring_and_exported_without_their_proof()
    {
        var (administrator, person) = (await scenario.PersonAsync(Role.Administrator), await scenario.PersonAsync(Role.Applicant));
        var organisation = await scenario.OrganisationAsync(person);
        await using var app = Portal.Build([
            "--environment=Development",
            $"--contentRoot={Repository.File("src", "Commissioning.Web")}",
            .. database.Arguments,
            $"--Files:Root={Path.Combine(database.Folder, "files")}",
            "--Demonstration:Load=false",
            "--Logging:LogLevel:Default=Error",
            "--Pdf:Chromium=/none",
        ]);
        using var scope = app.Services.CreateScope();
        var proof = await files.WriteAsync(
            person,
            "statement.pdf",
            "application/pdf",
            "account 12345678"u8.ToArray(),
            database.Clock.UtcNow()
        );
        await ChangeAsync(FileStore.InsertSql, proof);
        await ChangeAsync(
            "insert into BankDetails (Id, OrganisationId, EncryptedAccount, LastFour, AccountHash, State, IsChange, GivenBy, GivenAt, ProofFileId, PayeeName, Version) values (@Id, @organisation, 'x', '5678', @Hash, 'Confirmed', 0, @By, @Now, @Proof, 'Ann Payee', 1)",
            new
            {
                Id = Guid.NewGuid(),
                organisation,
                Hash = proof.Sha256,
                By = person.Id,
                Now = new DateTime(2020, 1, 1, 12, 0, 0, DateTimeKind.Utc),
                Proof = proof.Id,
            }
        );
        Assert.Equal(0, await database.CountAsync("DataProtectionKey"));
        var result = (
            await scope.ServiceProvider.GetRequiredService<EraseRecords>().RunAsync(administrator, RecordType.BankDetails, Export)
        ).Value!;
        Assert.Equal((1, 0), (result.Erased, result.Failed.Count));
        Assert.True(await database.CountAsync("DataProtectionKey") > 0);
        var exported = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Export, "record.json", SearchOption.AllDirectories)));
        Assert.Contains(proof.Sha256, exported, StringComparison.Ordinal);
        Assert.Contains("Left out: a proof of bank details", exported, StringComparison.Ordinal);
        // Formatted so that no id or hash can contain it; some of those end in 5678 by chance.
        foreach (var path in Directory.GetFiles(Export, "*", SearchOption.AllDirectories))
            Assert.DoesNotMatch("account 12345678|Ann Payee|[^0-9a-f]5678\"", await File.ReadAllTextAsync(path));
        Assert.Equal((0, 0), (await database.CountAsync("StoredFile"), await database.CountAsync("FileToErase")));
    }

    [Fact]
    public async Task A_rounds_paper_text_is_kept_until_its_last_paper_is_erased()
    {
        var (administrator, officer) = (
            await scenario.PersonAsync(Role.Administrator),
            await scenario.PersonAsync(Role.CommissioningOfficer)
        );
        var round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        await ChangeAsync(
            "insert into PaperText (RoundId, Part, Wording, Version, SavedBy, SavedAt) values (@round, 'Summary', 'What we advise', 1, @By, @Now)",
            new
            {
                round,
                By = officer.Id,
                Now = database.Clock.UtcNow(),
            }
        );
        foreach (var (number, at) in new[] { (1, "2026-01-01"), (2, "2030-01-01") })
            await ChangeAsync(
                "insert into Recommendation (Id, RoundId, Number, MadeBy, MadeAt, PaperJson, PaperSha256, WithdrawnAt) values (@Id, @round, @number, @By, @At, @Paper, @Hash, @At)",
                new
                {
                    Id = Guid.NewGuid(),
                    round,
                    number,
                    By = officer.Id,
                    At = DateTime.Parse(
                        at,
                        System.Globalization.CultureInfo.InvariantCulture,
                        System.Globalization.DateTimeStyles.AdjustToUniversal | System.Globalization.DateTimeStyles.AssumeUniversal
                    ),
                    Paper = "{}",
                    Hash = new string('0', 64),
                }
            );
        foreach (var (day, left) in new[] { ("2036-06-01 12:00", 1), ("2041-06-01 12:00", 0) })
        {
            database.Clock.MoveTo(day);
            Assert.Equal(1, (await erase.RunAsync(administrator, RecordType.DecisionPaper, Export)).Value!.Erased);
            Assert.Equal(left, await database.CountAsync("PaperText", "Wording = 'What we advise'"));
        }
    }

    private Task JoinAsync(Guid organisation, Actor person) =>
        ChangeAsync(
            "insert into OrganisationMember (OrganisationId, PersonId, JoinedAt) values (@organisation, @Id, @Now)",
            new
            {
                organisation,
                person.Id,
                Now = database.Clock.UtcNow(),
            }
        );

    private Task AwardAsync(Guid id, Guid application, Guid round) =>
        ChangeAsync(
            "insert into Award (Id, RoundId, ApplicationId, Number, Amount, CrimeReductionReason, Conditions, Version) values (@id, @round, @application, 1, 100, 'Fewer incidents', '', 1)",
            new
            {
                id,
                application,
                round,
            }
        );

    private Task ChangeAsync(string sql, object arguments) => database.Db.HousekeepAsync(work => work.ExecuteAsync(sql, arguments));

    public void Dispose() => database.Dispose();
}
