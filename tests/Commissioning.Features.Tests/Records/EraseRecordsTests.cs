using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Records;
using Commissioning.Features.Audit;
using Commissioning.Features.Records;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using Commissioning.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Features.Tests.Records;

public sealed class EraseRecordsTests(ErasedDemonstrationFixture fixture) : IClassFixture<ErasedDemonstrationFixture>
{
    private const string Assessor = "Wrzlbrmft";
    private readonly DemonstrationHostWithoutPdf host = fixture.Host;
    private string Export => fixture.Export;

    [Fact]
    public void Records_are_not_due_for_erasure_while_they_are_young()
    {
        Assert.NotEqual(fixture.Lost, fixture.Held);
        // Those four of the demonstration are old.
        foreach (
            var type in Enum.GetValues<RecordType>()
                .Except([RecordType.UnsentDraft, RecordType.BankDetails, RecordType.EqualityAnswers, RecordType.Email])
        )
            Assert.Empty(fixture.DueWhileYoung[type]);
    }

    [Fact]
    public void Records_of_every_type_are_due_for_erasure_once_their_period_is_over()
    {
        foreach (var type in Enum.GetValues<RecordType>().Except([RecordType.Concern]))
            Assert.True(
                fixture.DueLater[type].Any(record => !record.OnLegalHold)
                    || type
                        is RecordType.EqualityAnswers
                            or RecordType.OrganisationDetails
                            or RecordType.Account
                            or RecordType.DecisionPaper,
                $"No {type} is due"
            );
    }

    [Fact]
    public void A_legal_hold_keeps_its_application_until_it_is_lifted()
    {
        Assert.Null(fixture.HoldPlaced.FirstRefusal);
        Assert.True(
            fixture
                .DueLater[RecordType.UnsuccessfulApplication]
                .Single(record => record.Name.StartsWith($"{fixture.HeldReference}, ", StringComparison.Ordinal))
                .OnLegalHold
        );
        Assert.True(fixture.DueLater[RecordType.Concern].All(record => record.OnLegalHold));
        Assert.Contains(Assessor, fixture.HeldSummary, StringComparison.Ordinal);
        Assert.Equal(fixture.Administrator.Name, Assert.Single(fixture.Holds).PlacedBy);
        Assert.Null(fixture.HoldLifted.FirstRefusal);
    }

    [Fact]
    public void A_record_whose_export_cannot_be_written_is_kept_and_erased_by_the_next_run()
    {
        var order = fixture.Unsuccessful;
        Assert.True(order.Count >= 2);
        Assert.Equal(order.Count - 1, fixture.WithObstacle.Erased);
        Assert.StartsWith($"{order[1].Name} is as it was: ", Assert.Single(fixture.WithObstacle.Failed), StringComparison.Ordinal);
        Assert.Equal(1, fixture.DueAfterObstacle);
        Assert.Equal((1, 1, true), (fixture.AfterObstacle.Erased, fixture.AfterObstacle.OnLegalHold, fixture.AfterObstacle.Forgotten));
        Assert.Empty(fixture.AfterObstacle.Failed);
        Assert.Empty(fixture.FaultsAfterObstacle);
    }

    [Fact]
    public void An_erasure_that_was_killed_before_its_manifest_writes_it_in_the_next_run()
    {
        Assert.Equal(
            (0, fixture.AfterObstacle.ExportSha256),
            fixture.WithoutManifest is { } resumed ? (resumed.Erased, resumed.ExportSha256) : default
        );
        Assert.Equal(fixture.Unsuccessful.Count, fixture.ExportedRecords);
    }

    [Fact]
    public void Erasure_erases_every_due_record_of_every_type_with_a_verified_export()
    {
        foreach (var erased in fixture.ByType)
        {
            Assert.Null(erased.Result.FirstRefusal);
            Assert.Empty(erased.Result.Value!.Failed);
            Assert.DoesNotContain(erased.LeftDue, record => !record.OnLegalHold);
            Assert.Empty(erased.Faults);
        }
    }

    [Fact]
    public async Task An_erased_award_has_no_public_page_no_consent_and_no_people_in_any_figure()
    {
        var erased = await host.Db.QueryAsync<Guid>(
            "select w.Id from Award w join ErasedRecord e on e.RecordType = 'Award' and e.RecordKey = cast(w.ApplicationId as varchar(36))"
        );
        Assert.NotEmpty(erased);
        foreach (var award in erased)
        {
            foreach (var table in new[] { "PublicPage", "PublicPageVersion", "PublicOutcome" })
                Assert.Equal(0, await host.Database.CountAsync(table, "AwardId = @award", new { award }));
            foreach (var table in new[] { "PublicationConsent", "MonitoringPhoto", "MonitoringPeople", "ReturnVersion" })
                Assert.Equal(
                    0,
                    await host.Database.CountAsync(
                        table,
                        "ReturnId in (select t.Id from MonitoringReturn t where t.AwardId = @award)",
                        new { award }
                    )
                );
            Assert.Equal(0, await host.Database.CountAsync("Award", "Id = @award and PublishedAt is not null", new { award }));
            Assert.Equal(
                0,
                await host.Database.CountAsync("FigureEditionAward", "AwardId = @award and Counted is not null", new { award })
            );
            Assert.Equal(
                0,
                await host.Database.CountAsync("AwardFigure", "AwardId = @award and (PeopleNew <> 0 or PeopleRepeat <> 0)", new { award })
            );
            Assert.Equal(
                0,
                await host.Database.CountAsync(
                    "MonitoringReturn",
                    "AwardId = @award and (PeopleNew is not null or PeopleRepeat is not null)",
                    new { award }
                )
            );
        }
        // What is left in the sums of each round is what its other awards say.
        Assert.Equal(
            await host.Db.QueryAsync<long>(
                "select coalesce(sum(m.People), 0) from MonitoringPeople m join MonitoringReturn t on t.Id = m.ReturnId where t.IsLatest = 1"
            ),
            await host.Db.QueryAsync<long>("select coalesce(sum(People), 0) from RoundPeople")
        );
    }

    /// <summary>In no column, and not in the bytes of the database and of the files. It is in the export.</summary>
    [Fact]
    public async Task Erased_text_is_in_no_column_and_no_file_and_is_in_the_export()
    {
        foreach (var table in Schema.Embedded)
        foreach (
            var column in table.Columns.Where(column => column.Type == "text" || column.Type.Contains("char(", StringComparison.Ordinal))
        )
            Assert.True(
                await host.Database.CountAsync(table.Name, $"lower({column.Name}) like '%{Assessor.ToLowerInvariant()}%'") == 0,
                $"{table.Name}.{column.Name} still has it"
            );
        if (host.Database.Dialect.File is { } database)
            Assert.DoesNotContain(await BytesAsync(database, database + "-wal"), Holds);
        Assert.DoesNotContain(
            await BytesAsync(Directory.GetFiles(Path.Combine(host.Folder, "files"), "*", SearchOption.AllDirectories)),
            Holds
        );
        Assert.Contains(await BytesAsync(Directory.GetFiles(Export, "*", SearchOption.AllDirectories)), Holds);
        Assert.Equal(
            (0, 0),
            (
                await host.Database.CountAsync("StoredFile", "Id = @file", new { file = fixture.File }),
                await host.Database.CountAsync("FileToErase")
            )
        );
    }

    [Fact]
    public async Task Erasure_keeps_figures_and_the_audit_trail_intact()
    {
        foreach (var round in await host.Db.QueryAsync<Guid>("select Id from Round"))
        {
            await TallyAssert.MatchesAsync(host.Db, round);
            await AwardTallyAssert.MatchesAsync(host.Db, round);
        }
        var trail = await WithAsync<VerifyAudit, VerifyAudit.AuditVerification>(verify => verify.RunAsync());
        Assert.True(trail.Intact, trail.Sentence);
        Assert.Contains(
            await host.Db.QueryAsync<string>("select Detail from AuditEntry where Action = 'RecordsErased'"),
            detail => detail.StartsWith("Applications without a grant: 1 record, ", StringComparison.Ordinal)
        );
        Assert.Equal(
            57,
            await host.Database.CountAsync(
                "Application a join Round r on r.Id = a.RoundId",
                "r.DecidedAt is null and a.Status = 'Submitted' and a.Summary <> 'Erased'"
            )
        );
    }

    [Fact]
    public async Task Pages_about_erased_records_still_open_without_their_text()
    {
        var (zones, awarded, award, lost) = (fixture.Zones, fixture.Awarded, fixture.Award, fixture.Lost);
        var pages = new[] { Links.Publishing.Rounds, Links.Publishing.Round(zones), "/privacy" };
        var visitor = host.Visitor();
        Assert.Equal(fixture.FundedProjectsBefore, (await visitor.OpenAsync(pages[1])).Text);
        foreach (var page in pages)
            await visitor.OpenAsync(page);
        var desk = await host.AsAsync(fixture.Officer);
        var letter = (await IdsAsync("select Id from Letter where ApplicationId = @awarded order by MadeAt, Id", new { awarded }))[0];
        foreach (
            var page in new[]
            {
                Links.Reporting.RoundFigures(zones),
                Links.Applications.Submitted(awarded),
                Links.Applications.Submitted(lost),
                Links.Awards.List(zones),
                Links.Awards.Offer(award),
                Links.Awards.Letter(letter),
                Links.Decisions.Paper(zones),
                Links.Monitoring.Award(award),
                Links.Payments.Award(award),
                Links.DueDiligence.Checks(awarded),
                Links.Moderation.Application(lost),
                Links.Casework.ProjectFile(award),
            }
        )
            (await desk.OpenAsync(page)).AssertDoesNotSay(Assessor);
    }

    [Fact]
    public async Task Retention_pages_change_a_period_refuse_a_wrong_hold_and_let_an_auditor_only_read()
    {
        var auditor = await host.Scenario.PersonAsync(Role.Auditor);
        var desk = await host.AsAsync(fixture.Administrator);
        var page = await (await desk.OpenAsync(Links.Records.Rules)).FollowAsync("Bank details");
        (await page.Fill("Months", "0").Fill("Why?", "4.2").PressAsync("Save", System.Net.HttpStatusCode.BadRequest)).AssertError(
            "Enter a whole number of months from 1 to 600"
        );
        page = await page.Fill("Months", "24").Fill("Why?", "Schedule 4.2").PressAsync("Save");
        page.AssertSays("2 years after the last payment to them, once no grant is open (set by ");
        (await host.Visitor().OpenAsync("/privacy")).AssertSays("2 years after the last payment to them, once no grant is open.");
        page = await desk.OpenAsync(Links.Records.Holds);
        (
            await page.Fill("What is the hold on?", "Round")
                .Fill("Its name or reference", "Nowhere")
                .Fill("Why must nothing be erased?", "FOI")
                .PressAsync("Place the hold", System.Net.HttpStatusCode.BadRequest)
        ).AssertError("Enter the fund and the round, for example Safety Fund, Round 1");
        var reader = await host.AsAsync(auditor);
        var seen = await (await reader.OpenAsync(Links.Records.Rules)).FollowAsync("Accounts of applicants");
        Assert.DoesNotContain(
            seen.Document.QuerySelectorAll("main button"),
            button => button.TextContent.Contains("Save", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_person_is_erased_on_request_and_told_what_is_kept()
    {
        var administrator = await host.Scenario.PersonAsync(Role.Administrator);
        var person = await host.Scenario.PersonAsync(Role.Applicant);
        var organisation = await host.Scenario.OrganisationAsync(person, "Group of one");
        var email = (await host.Db.ScalarAsync<string>("select Email from Person where Id = @Id", new { person.Id }))!;
        Assert.Contains(
            "No one has an account",
            (await PersonAsync("no one@test.example", null)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        var staff = (await host.Db.ScalarAsync<string>("select Email from Person where Id = @Id", new { administrator.Id }))!;
        Assert.Contains("Remove their roles first", (await PersonAsync(staff, Export)).FirstRefusal!.Sentence, StringComparison.Ordinal);

        var tried = (await PersonAsync(email, null)).Value!;
        Assert.Null(tried.ExportSha256);
        Assert.Equal(1, await host.Database.CountAsync("Person", "Email = @email", new { email }));
        Assert.Null(
            (
                await WithAsync<PlaceLegalHold, Result>(place =>
                    place.RunAsync(administrator, HoldKind.Organisation, "group of ONE", "A dispute")
                )
            ).FirstRefusal
        );
        Assert.Contains("under legal hold", (await PersonAsync(email, Export)).FirstRefusal!.Sentence, StringComparison.Ordinal);
        var hold = (await host.Db.ReadAsync(LegalHoldQueries.StandingAsync)).Single(one => one.SubjectId == organisation);
        Assert.Null((await WithAsync<LiftLegalHold, Result>(lift => lift.RunAsync(administrator, hold.Id, "Settled"))).FirstRefusal);

        var done = (await PersonAsync(email, Path.Combine(host.Folder, "person"))).Value!;
        Assert.Contains(done.Kept, sentence => sentence.StartsWith("Your name stays in the audit trail", StringComparison.Ordinal));
        Assert.Empty((await VerifyArchive.RunAsync(Path.Combine(host.Folder, "person", "Account"))).Faults);
        Assert.Equal(
            (0, 0, 0),
            (
                await host.Database.CountAsync("Person", "Email = @email", new { email }),
                await host.Database.CountAsync("OrganisationMember", "PersonId = @Id", new { person.Id }),
                await host.Database.CountAsync("OutboxEmail", "ToAddress = @email", new { email })
            )
        );
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "Person",
                "Id = @Id and DisplayName = 'Erased person' and PasswordHash is null",
                new { person.Id }
            )
        );
        var trail = await WithAsync<VerifyAudit, VerifyAudit.AuditVerification>(verify => verify.RunAsync());
        Assert.True(trail.Intact, trail.Sentence);

        Task<Result<ErasePerson.Answer>> PersonAsync(string address, string? folder) =>
            WithAsync<ErasePerson, Result<ErasePerson.Answer>>(erase => erase.RunAsync(administrator, address, folder));
    }

    /// <summary>A word that appears nowhere else is put into every text that ought to go.</summary>
    internal static async Task<Guid> ScoreAsync(
        PortalHost host,
        Guid awarded,
        Guid award,
        Guid lost,
        Guid held,
        Actor leaving,
        Guid zones,
        DateTime now
    )
    {
        var store = host.Services.GetRequiredService<FileStore>();
        var file = await store.WriteAsync(
            leaving,
            Assessor + ".txt",
            "text/plain",
            Encoding.UTF8.GetBytes(Assessor + " as a document"),
            now
        );
        await host.Db.HousekeepAsync(async work =>
        {
            var all = new
            {
                awarded,
                award,
                lost,
                held,
                zones,
                Person = leaving.Id,
                File = file.Id,
                Now = now,
                Later = now.AddDays(1),
                Since = new DateOnly(2020, 1, 1),
                Until = new DateOnly(2021, 1, 1),
                Assessor,
                Name = Assessor + " Ann",
                Id = Guid.NewGuid(),
                Other = Guid.NewGuid(),
                Third = Guid.NewGuid(),
                Address = Assessor.ToLowerInvariant() + "@test.example",
                Letter = new LetterDocument { Title = Assessor, Blocks = [] }.ToJson(),
            };
            await work.ExecuteAsync(FileStore.InsertSql, file);
            foreach (
                var sql in new[]
                {
                    "update Application set DeclaredName = @Name, ContactEmail = @Address, CopyJson = null where Id in (@awarded, @lost, @held)",
                    "update Application set Summary = @Assessor where Id in (@lost, @held)",
                    "update Answer set Wording = @Assessor where ApplicationId in (@awarded, @lost)",
                    "update BudgetLine set Item = @Assessor where ApplicationId in (@awarded, @lost)",
                    "update OutcomeMeasure set Outcome = @Assessor, Baseline = @Assessor where ApplicationId in (@awarded, @lost)",
                    "update Score set Reason = @Assessor where AssignmentId in (select s.Id from ScoringAssignment s where s.ApplicationId in (@awarded, @lost))",
                    "update AgreedScore set Reason = @Assessor where ApplicationId in (@awarded, @lost)",
                    "update Moderation set Note = @Assessor, Present = @Name where ApplicationId in (@awarded, @lost)",
                    "update DueDiligenceCheck set Note = @Assessor, Source = @Assessor where ApplicationId in (@awarded, @lost)",
                    "update DecisionLine set Reason = @Assessor where ApplicationId in (@awarded, @lost)",
                    "update RecommendationLine set Reason = @Assessor where ApplicationId in (@awarded, @lost)",
                    "update Letter set DocumentJson = @Letter where ApplicationId in (@awarded, @lost) and DocumentJson is not null",
                    "update Recommendation set PaperJson = @Letter where RoundId = @zones",
                    "update Decision set Interests = @Assessor, Note = @Assessor, DecidedAt = @Now where RoundId = @zones",
                    "update DueDiligenceCheck set EvidenceFileId = @File where ApplicationId = @lost and Position = 1",
                    "update Award set EndedAt = @Now, AcceptedName = @Name, ContactName = @Name, ContactEmail = @Address, Purpose = @Assessor where RoundId = @zones",
                    "update Payment set Reason = @Assessor, ResultNote = @Assessor where AwardId = @award",
                    "update MonitoringReturn set Delivered = @Assessor, Story = @Assessor, QuoteText = @Assessor where AwardId = @award",
                    "update Award set PublishedAt = @Now where Id = @award",
                    "insert into PublicPage (AwardId, Summary, WrittenBy, WrittenAt, Wish, TakenDownReason, Version) values (@award, @Assessor, @Person, @Now, @Assessor, @Assessor, 1)",
                    "insert into PublicPageVersion (Id, AwardId, Number, Content, PublishedBy, PublishedAt) values (@Id, @award, 1, '{\"Story\":\"Wrzlbrmft\"}', @Person, @Now)",
                    "insert into FigureEdition (Id, FundId, CountedTo, Content, MadeBy, MadeAt, Version) values (@Id, (select r.FundId from Round r where r.Id = @zones), '2025-03-31', '{}', @Person, @Now, 1)",
                    "insert into FigureEditionAward (EditionId, AwardId, GroupNumber, Counted) values (@Id, @award, 0, @Assessor)",
                    "insert into PublicOutcome (AwardId, OutcomeMeasureId, Words) select @award, m.Id, @Assessor from OutcomeMeasure m where m.ApplicationId = @awarded",
                    "update ReturnVersion set Content = '{\"Story\":\"Wrzlbrmft\"}' where ReturnId in (select t.Id from MonitoringReturn t where t.AwardId = @award)",
                    "update PublicationConsent set WithdrawnReason = @Assessor where ReturnId in (select t.Id from MonitoringReturn t where t.AwardId = @award)",
                    "insert into Visit (Id, AwardId, VisitedOn, Who, ByCommissioner, Notes, RecordedBy, RecordedAt) values (@Id, @award, '2025-01-01', @Name, 0, @Assessor, @Person, @Now)",
                    "insert into AwardQuestion (Id, AwardId, Question, AskedBy, AskedAt) values (@Id, @award, @Assessor, @Person, @Now)",
                    "update BankDetails set PayeeNote = @Assessor, CallNote = @Assessor",
                    "insert into Concern (Id, Number, Kind, EncryptedText, RaisedAt, ClosedAt) values (@Id, 900, 'Conduct', @Assessor, @Now, @Now)",
                    "insert into ConcernNote (Id, ConcernId, EncryptedText, WrittenBy, WrittenAt) values (@Other, @Id, @Assessor, @Person, @Now)",
                    "insert into FraudCase (Id, Number, FundId, State, EncryptedText, FoundOn, Loss, Prevented, FromCloseOut, Recovered, OpenedBy, OpenedAt, ClosedBy, ClosedAt, Version) values (@Id, 900, (select r.FundId from Round r where r.Id = @zones), 'Proven', @Assessor, '2025-01-01', 0, 0, 0, 0, @Person, @Now, @Person, @Now, 1)",
                    "insert into EqualityAnswer (Id, RoundId, Encrypted) values (@Id, @zones, @Assessor)",
                    "insert into SavedForm (Id, PersonId, Path, Encrypted, SavedAt) values (@Id, @Person, @Assessor, @Assessor, @Now)",
                    "insert into OutboxEmail (Id, ToAddress, Subject, TextBody, SubjectId, State, CreatedAt, NextAttemptAt, Attempts, SentAt) values (@Id, @Address, @Assessor, @Assessor, @zones, 'Sent', @Now, @Now, 1, @Now)",
                    "insert into RegisterImport (Id, Kind, ExtractDate, FileName, State, Lines, Kept, Faults, StartedBy, StartedAt, FinishedAt) values (900, 'Charity', '2025-01-01', 'old.zip', 'Replaced', 1, 1, @Assessor, @Person, @Now, @Now)",
                    "insert into RegisterImport (Id, Kind, ExtractDate, FileName, State, Lines, Kept, StartedBy, StartedAt, FinishedAt) values (901, 'Charity', '2025-02-01', 'new.zip', 'Current', 1, 1, @Person, @Now, @Later)",
                    "insert into RegisterEntry (ImportId, Number, Name, NameHash, Status) values (900, '1', @Assessor, 1, 'Registered')",
                    "insert into RegisterSighting (Id, OrganisationId, Register, Number, FactsJson, SeenAt, SeenBy) select @Id, a.OrganisationId, 'Charity', '1', @Assessor, @Now, @Person from Application a where a.Id = @lost",
                    "insert into OrganisationMember (OrganisationId, PersonId, JoinedAt) values (@Other, @Person, @Now)",
                    "insert into Application (Id, RoundId, OrganisationId, Status, ProjectName, Summary, StartedBy, StartedAt, DueDiligence, Version) values (@Third, @zones, @Other, 'Draft', @Assessor, @Assessor, @Person, @Now, 'NotStarted', 1)",
                    "insert into Answer (ApplicationId, QuestionId, Wording) select @Third, q.Id, @Assessor from Question q where q.RoundId = @zones",
                    "update RoundTally set Drafts = Drafts + 1 where RoundId = @zones",
                    "insert into OrganisationProfile (OrganisationId, Version, SavedAt, SavedBy) values (@Other, 1, @Now, @Person)",
                    "insert into OrganisationProfileAnswer (OrganisationId, Code, Wording) values (@Other, 'contact', @Name)",
                    "insert into Note (Id, OrganisationId, Wording, WrittenBy, WrittenAt, Version) values (@Id, @Other, @Assessor, @Person, @Now, 2)",
                    "insert into NoteVersion (NoteId, Version, Wording, ReplacedAt) values (@Id, 1, @Assessor, @Now)",
                    "insert into NoteMention (NoteId, PersonId, NamedAt) values (@Id, @Person, @Now)",
                    "insert into OrganisationTag (OrganisationId, Tag) values (@Other, @Assessor)",
                    "insert into OrganisationLink (Id, OrganisationId, HostId, Kind, Since, Until, Reason, SetBy, SetAt, EndedBy, EndedReason, Version) select @Id, @Other, a.OrganisationId, 'Branch', @Since, @Until, @Assessor, @Person, @Now, @Person, @Assessor, 1 from Application a where a.Id = @lost",
                    "insert into OrganisationMerge (Id, StandsId, MergedId, SaidSame, Reason, MergedBy, MergedAt, UndoneBy, UndoneAt, UndoneReason) select @Id, a.OrganisationId, @Other, 1, @Assessor, @Person, @Now, @Person, @Now, @Assessor from Application a where a.Id = @lost",
                    "insert into Mailing (Id, Audience, RoundId, Subject, Wording, Recipients, WrittenBy, WrittenAt, DoneAt) values (@Id, 'Applications', @zones, @Assessor, @Assessor, 1, @Person, @Now, @Now)",
                    "insert into MailingRecipient (MailingId, Position, ApplicationId, State, SentSubject, SentWording, SentAt) values (@Id, 1, @lost, 'Sent', @Assessor, @Assessor, @Now)",
                    "insert into FoiAnswer (Id, PersonName, PersonEmail, Number, State, DocumentJson, MadeBy, MadeAt, BookFileId, Version) values (@Id, @Name, @Address, 1, 'Approved', @Letter, @Person, @Now, @File, 1)",
                    "insert into FoiPassage (AnswerId, Number, TextNumber, StartsAt, CharCount, Kind, State, Section, Reason, Words) values (@Id, 1, 0, 0, 9, 'Own', 'Removed', 'PersonalData', @Assessor, @Assessor)",
                    "update Person set DisplayName = 'Ann', Email = @Address where Id = @Person",
                }
            )
            {
                if (sql.StartsWith("insert into OrganisationMember", StringComparison.Ordinal))
                    await work.ExecuteAsync(
                        "insert into Organisation (Id, Name, Kind, AddressLine, Town, Postcode, Area, Phone, CreatedAt, Version) values (@Other, 'Nobody''s club', 'Charity', @Assessor, 'Leicester', 'LE1 9ZZ', 'Leicester', '0', @Now, 1)",
                        all
                    );
                await work.ExecuteAsync(sql, all);
            }
            return 0;
        });
        return file.Id;
    }

    private static bool Holds(byte[] content) =>
        content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Assessor)) >= 0
        || content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Assessor.ToLowerInvariant())) >= 0;

    private static async Task<IReadOnlyList<byte[]>> BytesAsync(params string[] paths)
    {
        var contents = new List<byte[]>();
        foreach (var path in paths.Where(File.Exists))
            contents.Add(await File.ReadAllBytesAsync(path));
        return contents;
    }

    private Task<IReadOnlyList<Guid>> IdsAsync(string sql, object arguments) => host.Db.QueryAsync<Guid>(sql, arguments);

    private Task<T> WithAsync<TUseCase, T>(Func<TUseCase, Task<T>> act)
        where TUseCase : notnull => host.WithAsync(act);
}
