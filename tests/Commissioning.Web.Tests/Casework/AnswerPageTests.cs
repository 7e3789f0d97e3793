using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Features.Decisions;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Files;
using Commissioning.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Casework;

public sealed class AnswerPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    /// <summary>People of the record, and how each is written in a text.</summary>
    private const string Treasurer = "Grace Adeyemi";

    private sealed record Round(Actor Officer, Actor Colleague, IReadOnlyList<Actor> Panel, Guid Id, Guid Unfunded);

    [Fact]
    public async Task The_whole_file_of_an_unfunded_application_with_five_assessors_is_three_page_loads_away()
    {
        var round = await RoundAsync();
        var officer = await host.AsAsync(round.Officer);

        var application = await officer.OpenAsync(Links.Applications.Submitted(round.Unfunded)); // 1
        var page = await application.FollowAsync("File"); // 2
        var address = page
            .Document.QuerySelectorAll("main a")
            .Single(link => link.TextContent == "Download the file as PDF")
            .GetAttribute("href")!;
        using var answer = await officer.GetAsync(address); // 3
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var text = await PdfTextAsync(await answer.Content.ReadAsByteArrayAsync());
        foreach (var assessor in round.Panel)
            Assert.Contains(await NameAsync(assessor), text, StringComparison.Ordinal);
        // Five of each assessor, and the five that were agreed.
        Assert.Equal(30, Count(text, "Because of what the application says."));
        foreach (
            var said in new[]
            {
                "Our answer about",
                "Each assessor's scores",
                "Not funded",
                "60.00 per cent",
                "Rang Grace on Monday",
                "What notes said before",
                "Audit trail",
            }
        )
            Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.DoesNotContain("12345678", text, StringComparison.Ordinal);
        Assert.Equal(1, await host.Database.CountAsync("AuditEntry", "Action = 'AnswerFileDownloaded' and SubjectId = @Unfunded", round));

        using var book = await officer.GetAsync(Links.Casework.AnswerFileBook(round.Unfunded));
        var sheets = Names(await book.Content.ReadAsByteArrayAsync());
        Assert.Equal(
            ["Summary", "1. Application as it was sent", "2. Due diligence", "3. Scores"],
            sheets.Take(4).Select(name => name[(name.StartsWith("1 S", StringComparison.Ordinal) ? 2 : 0)..])
        );
    }

    [Fact]
    public async Task A_redacted_copy_has_none_of_the_words_that_are_taken_out_and_is_the_same_whenever_it_is_downloaded()
    {
        var round = await RoundAsync();
        var (officer, colleague) = (await host.AsAsync(round.Officer), await host.AsAsync(round.Colleague));
        var page = await (await officer.OpenAsync(Links.Casework.AnswerFile(round.Unfunded))).PressAsync("Make a redacted copy");
        page.AssertSays("Nothing found in a text is taken out by itself");
        page.AssertSays("Part of the name Grace Adeyemi, and an ordinary word");
        var answer = Guid.Parse(page.Address.AbsolutePath.Split('/')[2]);

        // Nobody downloads it before a second person has approved it, and nobody approves what is undecided.
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(Links.Casework.AnswerBook(answer))).StatusCode);
        (await colleague.OpenAsync(Links.Casework.Answer(answer))).AssertDoesNotSay("Approve this copy");
        Assert.NotNull((await ApproveAsync(round.Colleague, answer)).FirstRefusal);
        (await colleague.OpenAsync(Links.Casework.Answer(answer))).AssertSays(
            "for a decision. Take out or keep each before you approve the copy."
        );
        await DecideAllAsync(round.Officer, answer);
        // Own words over two paragraphs, and a place that is out already.
        page = await (await officer.OpenAsync(Links.Casework.Answer(answer)))
            .Fill("Words to take out", "A summary of the project.\nVenue hire")
            .Fill("Reason for these words", "Their prices")
            .PressAsync("Take out these words");
        page.AssertSays("Taken out at");
        page = await page.Fill("Words to take out", "venue  hire")
            .Fill("Reason for these words", "x")
            .PressAsync("Take out these words", HttpStatusCode.BadRequest);
        page.AssertSays("These words are taken out already");
        page = await page.Fill("Words to take out", "Venue hire\nNo such words")
            .PressAsync("Take out these words", HttpStatusCode.BadRequest);
        page.AssertSays("does not stand in the file");
        page = await officer.OpenAsync(Links.Casework.Answer(answer));
        page.AssertSays("You had a part in this copy, so a second person approves it");
        page.AssertDoesNotSay("Approve this copy");
        Assert.NotNull((await ApproveAsync(round.Officer, answer)).FirstRefusal);
        page = await (await colleague.OpenAsync(Links.Casework.Answer(answer))).PressAsync("Approve this copy");
        page.AssertSays("The copy is approved");

        var pdf = await BytesAsync(officer, Links.Casework.AnswerPdf(answer));
        var book = await BytesAsync(officer, Links.Casework.AnswerBook(answer));
        var text = await PdfTextAsync(pdf);
        Assert.Contains("[s.40]", text, StringComparison.Ordinal);
        Assert.Contains("Assessor A", text, StringComparison.Ordinal);
        Assert.Contains("Assessor E", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Assessor F", text, StringComparison.Ordinal);
        var parts = Parts(book);
        Assert.DoesNotContain(
            parts.Keys,
            name => name.Contains("sharedStrings", StringComparison.Ordinal) || name.Contains("comments", StringComparison.Ordinal)
        );
        var removed = await host.Db.ReadAsync(work =>
            work.QueryAsync<string>(
                "select distinct Words from FoiPassage where AnswerId = @answer and State = 'Removed' order by Words",
                new { answer }
            )
        );
        Assert.Contains(Treasurer, removed);
        string[] secret =
        [
            Treasurer,
            "Grace",
            "Adeyemi",
            "Patel",
            "Núñez",
            "Nunez",
            "Anne-Marie",
            "محمد",
            "Whitfield",
            "0116 496 0123",
            "grace@group.example",
            "12 Example Street",
            "LE1 5WW",
            "A summary of the project.",
            "Venue hire",
            await NameAsync(round.Officer),
        ];
        foreach (var words in secret)
        {
            Assert.Contains(removed, one => one.Contains(words, StringComparison.Ordinal));
            Assert.DoesNotContain(words, text, StringComparison.Ordinal);
            Assert.DoesNotContain(words, Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
            Assert.All(
                parts,
                part => Assert.DoesNotContain(System.Security.SecurityElement.Escape(words)!, part.Value, StringComparison.Ordinal)
            );
        }

        // What the record says later moves nothing.
        await host.Db.ChangeAsync(
            round.Officer,
            Domain.Audit.AuditAction.NoteWritten,
            round.Unfunded,
            async work =>
            {
                await work.ExecuteAsync(
                    "update Note set Wording = 'Changed since' where ApplicationId = @Unfunded",
                    new { round.Unfunded }
                );
                return Result.Done;
            }
        );
        Assert.Equal(pdf, await BytesAsync(officer, Links.Casework.AnswerPdf(answer)));
        Assert.Equal(book, await BytesAsync(officer, Links.Casework.AnswerBook(answer)));
        var log = Encoding.UTF8.GetString(await BytesAsync(officer, Links.Casework.AnswerLog(answer)));
        Assert.Contains("s.40 personal information", log, StringComparison.Ordinal);
        foreach (var words in secret)
            Assert.DoesNotContain(words, log, StringComparison.Ordinal);
        Assert.Contains(
            Treasurer,
            Encoding.UTF8.GetString(await BytesAsync(officer, Links.Casework.AnswerLogWithWords(answer))),
            StringComparison.Ordinal
        );

        // Approved is approved.
        var late = await host.WithAsync<AddPassage, Result<int>>(add =>
            add.RunAsync(round.Officer, answer, "Youth workers", FoiSection.Confidence, "Late")
        );
        Assert.StartsWith("This copy is approved", late.FirstRefusal!.Sentence, StringComparison.Ordinal);
        var decided = await host.WithAsync<DecidePassages, Result<int>>(decide =>
            decide.RunAsync(round.Officer, answer, new([1], false, false, FoiSection.PersonalData, null))
        );
        Assert.StartsWith("This copy is approved", decided.FirstRefusal!.Sentence, StringComparison.Ordinal);
        Assert.Equal(
            ["AnswerApproved", "AnswerDownloaded", "AnswerPassageAdded", "AnswerPassagesDecided"],
            await host.Db.ReadAsync(work =>
                work.QueryAsync<string>("select distinct Action from AuditEntry where SubjectId = @answer order by Action", new { answer })
            )
        );
    }

    [Fact]
    public async Task A_draft_waits_for_a_second_person_once_it_is_decided_and_can_be_thrown_away()
    {
        var round = await RoundAsync();
        var (maker, second) = (
            await host.Scenario.PersonAsync(Role.CommissioningOfficer),
            await host.Scenario.PersonAsync(Role.CommissioningOfficer)
        );
        var waited = await WaitAsync(second);
        // What officers wrote in checks of the history and the cross-checks is looked through like every other text.
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update DueDiligenceCheck set Note = 'Spoke to Jo Fielding on 0116 496 0777' where ApplicationId = @Unfunded and Kind in ('History', 'CrossChecks')",
                new { round.Unfunded }
            )
        );
        var browser = await host.AsAsync(maker);
        var file = Links.Casework.AnswerFile(round.Unfunded);
        var answer = Guid.Parse((await (await browser.OpenAsync(file)).PressAsync("Make a redacted copy")).Address.Segments[^1]);
        Assert.Equal(waited, await WaitAsync(second));
        Assert.Equal(
            await host.Database.CountAsync("DueDiligenceCheck", "Note like '%0777'"),
            await host.Database.CountAsync(
                "FoiPassage",
                "AnswerId = @answer and Words = '0116 496 0777' and State = 'Proposed'",
                new { answer }
            )
        );
        await DecideAllAsync(maker, answer);
        Assert.Equal((waited + 1, 0), (await WaitAsync(second), await WaitAsync(maker)));

        var page = await (await browser.OpenAsync(Links.Casework.Answer(answer))).PressAsync("Throw this draft away");
        Assert.Equal(file, page.Address.AbsolutePath);
        page.AssertSays("The draft is thrown away");
        Assert.Equal(0, await host.Database.CountAsync("FoiPassage", "AnswerId = @answer", new { answer }));
        Assert.Equal(waited, await WaitAsync(second));
        Assert.Equal(1, await host.Database.CountAsync("AuditEntry", "SubjectId = @answer and Action = 'AnswerDiscarded'", new { answer }));

        // An approved copy stays.
        var kept = Guid.Parse((await page.PressAsync("Make a redacted copy")).Address.Segments[^1]);
        await DecideAllAsync(maker, kept);
        Assert.True((await ApproveAsync(second, kept)).IsDone);
        (await browser.OpenAsync(Links.Casework.Answer(kept))).AssertDoesNotSay("Throw this draft away");
        Assert.Equal(
            FoiRules.WhyFixed(true)!.Sentence,
            Assert.Single(await host.RefusalsAsync<DiscardAnswer>(discard => discard.RunAsync(maker, kept))).Sentence
        );

        async Task<int> WaitAsync(Actor person) =>
            (await host.Db.ReadAsync(work => WaitingQueries.OfAsync(work, person, [Role.CommissioningOfficer])))
                .Where(one => one.Kind == WaitingKind.AnswerToApprove)
                .Sum(one => one.Count);
    }

    [Fact]
    public async Task The_files_of_a_round_are_packed_with_a_list_of_them_and_can_be_stopped()
    {
        var round = await RoundAsync();
        var officer = await host.AsAsync(round.Officer);
        var page = await (await officer.OpenAsync(Links.Casework.AnswerRound(round.Id))).PressAsync("Make the files of all applications");
        await host.WithAsync<MakeBundles, int>(make => make.RunAsync());
        var bundle = await MadeAsync(round.Id);
        Assert.Equal(BundleState.Done, bundle.State);
        page = await officer.OpenAsync(Links.Casework.AnswerRound(round.Id));
        page.AssertSays("2 of 2 applications");
        using var zip = new ZipArchive(new MemoryStream(await BytesAsync(officer, Links.Casework.AnswerBundle(bundle.Id))));
        Assert.Equal(3, zip.Entries.Count);
        Assert.Equal("index.xlsx", zip.Entries[^1].FullName);
        Assert.All(zip.Entries.SkipLast(1), entry => Assert.EndsWith(".pdf", entry.FullName, StringComparison.Ordinal));

        Assert.Null(
            (await host.WithAsync<AskBundle, Result>(ask => ask.RunAsync(round.Officer, round.Id, BundleKind.Copies))).FirstRefusal
        );
        var again = await host.WithAsync<AskBundle, Result>(ask => ask.RunAsync(round.Officer, round.Id, BundleKind.Files));
        if ((await NewestAsync(round.Id)) is { IsOpen: true } open)
        {
            Assert.StartsWith("Something is being made", again.FirstRefusal!.Sentence, StringComparison.Ordinal);
            await host.WithAsync<StopBundle, Result>(stop => stop.RunAsync(round.Officer, open.Id));
        }
        // The ZIP does not outlive its days.
        host.Clock.MoveTo("2026-04-23 10:00");
        await host.WithAsync<MakeBundles, int>(make => make.RunAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(Links.Casework.AnswerBundle(bundle.Id))).StatusCode);
    }

    [Fact]
    public async Task What_is_held_about_a_person_has_their_own_name_and_leaves_out_that_of_others()
    {
        var round = await RoundAsync();
        var officer = await host.AsAsync(round.Officer);
        var applicant = await host.Db.ReadAsync(work =>
            work.FindAsync<Named>(
                "select p.DisplayName as Name, p.Email from Person p where p.Id = (select a.StartedBy from Application a where a.Id = @Unfunded)",
                new { round.Unfunded }
            )
        );
        var page = await (await officer.OpenAsync(Links.Casework.PersonAnswers)).PressAsync(
            "Collect what is held",
            HttpStatusCode.BadRequest
        );
        page.AssertSays("Enter the person's name");
        page = await page.Fill("Name", applicant.Name).Fill("E-mail address", applicant.Email).PressAsync("Collect what is held");
        var answer = Guid.Parse(page.Address.AbsolutePath.Split('/')[2]);
        await DecideAllAsync(round.Officer, answer);
        Assert.Null(
            (
                await host.WithAsync<ApproveAnswer, Result>(async approve =>
                    await approve.RunAsync(
                        round.Colleague,
                        answer,
                        await host.Db.ReadAsync(work =>
                            work.ScalarAsync<int>("select Version from FoiAnswer where Id = @answer", new { answer })
                        )
                    )
                )
            ).FirstRefusal
        );
        var all = string.Concat(Parts(await BytesAsync(officer, Links.Casework.AnswerBook(answer))).Values);
        Assert.Contains(applicant.Email, all, StringComparison.Ordinal);
        Assert.Contains("Friends of Test Park", all, StringComparison.Ordinal);
        Assert.DoesNotContain(await NameAsync(round.Officer), all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_says_that_something_was_found_or_flagged_nowhere_not_in_the_trail_either()
    {
        var round = await RoundAsync();
        foreach (
            var (action, detail) in new[]
            {
                (Domain.Audit.AuditAction.FindingsFound, "Apart-1: a concern about the organisation was closed"),
                (Domain.Audit.AuditAction.FindingDecided, "Apart-2: on the sanctions list"),
                (Domain.Audit.AuditAction.CheckRecorded, "Apart-3: Finance refused the account"),
                (Domain.Audit.AuditAction.TierChanged, "Apart-4"),
                (Domain.Audit.AuditAction.CleanChecksPassed, "Apart-5"),
                (Domain.Audit.AuditAction.ConcernLinked, "Apart-6"),
                (Domain.Audit.AuditAction.StopFlagRead, "Apart-7"),
                (Domain.Audit.AuditAction.BankDetailsRefused, "Apart-8"),
                (Domain.Audit.AuditAction.PayeeRecorded, "Apart-9"),
            }
        )
            await host.Db.RecordAsync(round.Colleague, action, round.Unfunded, detail);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update CheckPlan set Reasons = 'Apart-10' where ApplicationId = @Unfunded", new { round.Unfunded })
        );
        var all = string.Concat(
            Parts(await BytesAsync(await host.AsAsync(round.Officer), Links.Casework.AnswerFileBook(round.Unfunded))).Values
        );
        Assert.DoesNotContain("Apart-", all, StringComparison.Ordinal);
        foreach (var act in new[] { "Concern linked", "Stop flag read", "Bank details refused", "Payee recorded" })
            Assert.DoesNotContain(act, all, StringComparison.OrdinalIgnoreCase);
        // That it happened, who did it and when stay.
        foreach (var act in new[] { "Findings found", "Check recorded", "Tier changed" })
            Assert.Contains(act, all, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_is_held_about_a_person_is_no_search_of_the_whole_record()
    {
        var round = await RoundAsync();
        var applicant = new Actor(
            await host.Db.ScalarAsync<Guid>("select StartedBy from Application where Id = @Unfunded", new { round.Unfunded }),
            "Zoë Lee"
        );
        await RenameAsync(applicant, applicant.Name);
        foreach (var wording in new[] { "Held-1: the Zone at Leeds", "Held-2: Zoë Lee rang" })
            Assert.Null(
                (
                    await host.WithAsync<WriteNote, Result<Guid>>(write =>
                        write.RunAsync(round.Officer, NoteSubject.Application, round.Unfunded, wording)
                    )
                ).FirstRefusal
            );
        Assert.Null(
            (
                await host.WithAsync<WriteToOffice, Result>(write =>
                    write.RunAsync(applicant, round.Unfunded, "Held-3: when do we hear from you?")
                )
            ).FirstRefusal
        );
        foreach (
            var (action, detail) in new[]
            {
                (Domain.Audit.AuditAction.NoteRead, "Held-4: Zoo and Leeds"),
                (Domain.Audit.AuditAction.FundRenamed, "Held-5: Zoë Lee asked for it"),
                (Domain.Audit.AuditAction.FindingDecided, "Held-6: Zoë Lee"),
                (Domain.Audit.AuditAction.StopFlagPlaced, "Held-7: Zoë Lee"),
                (Domain.Audit.AuditAction.FraudCaseOpened, "Held-8: Zoë Lee"),
                (Domain.Audit.AuditAction.ConcernNoted, "Held-9: Zoë Lee"),
            }
        )
            await host.Db.RecordAsync(round.Officer, action, round.Unfunded, detail);
        var email = await host.Db.ReadAsync(work =>
            work.ScalarAsync<string>("select Email from Person where Id = @Id", new { applicant.Id })
        );
        foreach (var part in new[] { "Lee", "Z Li" })
            Assert.StartsWith(
                "Enter the person's whole name",
                (await host.WithAsync<DraftPersonAnswer, Result<Guid>>(draft => draft.RunAsync(round.Officer, part, email)))
                    .FirstRefusal!
                    .Sentence,
                StringComparison.Ordinal
            );
        var answer = (
            await host.WithAsync<DraftPersonAnswer, Result<Guid>>(draft => draft.RunAsync(round.Officer, "Zoë  Lee", email))
        ).Value;
        var held = Platform.Documents.LetterText.Render(
            Platform.Documents.LetterDocument.FromJson(
                (
                    await host.Db.ReadAsync(work =>
                        work.ScalarAsync<string>("select DocumentJson from FoiAnswer where Id = @answer", new { answer })
                    )
                )!
            )
        );
        foreach (var number in new[] { 2, 3, 5 })
            Assert.Contains($"Held-{number}:", held, StringComparison.Ordinal);
        foreach (var number in new[] { 1, 4, 6, 7, 8, 9 })
            Assert.DoesNotContain($"Held-{number}:", held, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ZIP_of_redacted_copies_has_a_list_that_names_nobody_and_is_not_made_of_a_file_in_quarantine()
    {
        var round = await RoundAsync();
        var (officer, third) = (await host.AsAsync(round.Officer), await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var answer = (await host.WithAsync<DraftAnswer, Result<Guid>>(draft => draft.RunAsync(round.Officer, round.Unfunded))).Value;
        // Whoever decided about a passage had a part in the copy, also when somebody decided about it again.
        foreach (var person in new[] { round.Colleague, round.Officer })
            Assert.Null(
                (
                    await host.WithAsync<DecidePassages, Result<int>>(decide =>
                        decide.RunAsync(person, answer, new([1], false, true, FoiSection.PersonalData, "Zoë typed this"))
                    )
                ).FirstRefusal
            );
        await DecideAllAsync(round.Officer, answer);
        Assert.StartsWith("You had a part", (await ApproveAsync(round.Colleague, answer)).FirstRefusal!.Sentence, StringComparison.Ordinal);
        Assert.Null((await ApproveAsync(third, answer)).FirstRefusal);
        // The log that is handed over says nothing that an officer typed about a field.
        Assert.DoesNotContain(
            "Zoë typed this",
            Encoding.UTF8.GetString(await BytesAsync(officer, Links.Casework.AnswerLog(answer))),
            StringComparison.Ordinal
        );

        await AskAsync(round, BundleKind.Copies);
        var bundle = await MadeAsync(round.Id);
        Assert.Equal(BundleState.Done, bundle.State);
        using (var zip = new ZipArchive(new MemoryStream(await BytesAsync(officer, Links.Casework.AnswerBundle(bundle.Id)))))
        {
            using var list = new MemoryStream();
            await using (var entry = zip.GetEntry("index.xlsx")!.Open())
                await entry.CopyToAsync(list);
            var says = string.Concat(Parts(list.ToArray()).Values);
            Assert.Contains("No copy is approved", says, StringComparison.Ordinal);
            Assert.DoesNotContain("Friends of Test Park", says, StringComparison.Ordinal);
        }

        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update StoredFile set ScanState = 'Quarantined' where Id in (select f.BookFileId from FoiAnswer f where f.Id = @answer) or Id in (select f.PdfFileId from FoiAnswer f where f.Id = @answer)",
                new { answer }
            )
        );
        await AskAsync(round, BundleKind.Copies);
        bundle = await MadeAsync(round.Id);
        Assert.Equal(BundleState.Failed, bundle.State);
        Assert.Contains("in quarantine", bundle.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_ZIP_that_somebody_stopped_while_it_was_stored()
    {
        var round = await RoundAsync();
        var folder = Directory.CreateTempSubdirectory("stopped").FullName;
        // As if somebody stopped it just before its file is put on record.
        await RunAsync(
            host.Database.Dialect.IsSqlite
                ? "create trigger StoppedMeanwhile after insert on StoredFile begin update FoiBundle set State = 'Stopped' where State = 'Running'; end"
                : "create trigger StoppedMeanwhile on StoredFile after insert as update FoiBundle set State = 'Stopped' where State = 'Running'"
        );
        try
        {
            await AskAsync(round, BundleKind.Copies);
            using var scope = host.Services.CreateScope();
            var files = new FileStore(host.Db, new FileStoreOptions { Root = folder }, new ClamdOptions());
            Assert.Equal(0, await ActivatorUtilities.CreateInstance<MakeBundles>(scope.ServiceProvider, files).RunAsync());
            Assert.Empty(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
            var open = await NewestAsync(round.Id);
            Assert.Null((await host.WithAsync<StopBundle, Result>(stop => stop.RunAsync(round.Officer, open.Id))).FirstRefusal);
        }
        finally
        {
            await RunAsync("drop trigger StoppedMeanwhile");
            Directory.Delete(folder, recursive: true);
        }
        Assert.Equal((BundleState.Stopped, null), ((await NewestAsync(round.Id)).State, (await NewestAsync(round.Id)).FileId));
        Assert.Equal(0, await host.Database.CountAsync("AuditEntry", "Action = 'AnswerBundleMade' and SubjectId = @Id", round));
    }

    [Fact]
    public async Task Only_those_who_answer_requests_have_the_files_and_no_assessor_with_an_open_sheet()
    {
        var round = await RoundAsync();
        foreach (var role in new[] { Role.PanelMember, Role.FinanceOfficer, Role.Approver, Role.Administrator, Role.Applicant })
        {
            var browser = await host.AsAsync(await host.Scenario.PersonAsync(role));
            foreach (
                var address in new[]
                {
                    Links.Casework.AnswerFile(round.Unfunded),
                    Links.Casework.PersonAnswers,
                    Links.Casework.AnswerRound(round.Id),
                }
            )
                await browser.OpenAsync(address, HttpStatusCode.Forbidden);
        }
        var auditor = await host.AsAsync(await host.Scenario.PersonAsync(Role.Auditor));
        (await auditor.OpenAsync(Links.Casework.AnswerFile(round.Unfunded))).AssertSays("With everything in it");
        await auditor.OpenAsync(Links.Casework.AnswerFile(Guid.CreateVersion7()), HttpStatusCode.NotFound);

        host.Clock.MoveTo("2026-02-10 10:00");
        var both = await host.Scenario.PersonAsync(Role.CommissioningOfficer, Role.PanelMember);
        var other = await host.Scenario.RoundAsync(round.Officer, [both, round.Panel[0]]);
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var application = await host.Scenario.ApplicationAsync(
            other,
            await host.Scenario.OrganisationAsync(applicant, "Own Group"),
            applicant
        );
        await host.Scenario.AssignedAsync(application, both);
        var browserOfBoth = await host.AsAsync(both);
        var page = await browserOfBoth.OpenAsync(Links.Casework.AnswerFile(application));
        page.AssertDoesNotSay("With everything in it");
        Assert.Equal(HttpStatusCode.NotFound, (await browserOfBoth.GetAsync(Links.Casework.AnswerFileBook(application))).StatusCode);

        // A copy that somebody else made of it says as much, and so does a ZIP of the round.
        var copy = (await host.WithAsync<DraftAnswer, Result<Guid>>(draft => draft.RunAsync(round.Officer, application))).Value;
        await AskAsync(round with { Id = other }, BundleKind.Files);
        var bundle = await MadeAsync(other);
        page = await browserOfBoth.OpenAsync(Links.Casework.Answer(copy));
        page.AssertSays("Submit your own scores for this application before you see the others'");
        page.AssertDoesNotSay("Redacted copy:");
        foreach (var address in new[] { Links.Casework.AnswerLogWithWords(copy), Links.Casework.AnswerBundle(bundle.Id) })
            Assert.Equal((address, HttpStatusCode.NotFound), (address, (await browserOfBoth.GetAsync(address)).StatusCode));
        (await browserOfBoth.OpenAsync(Links.Casework.AnswerRound(other))).AssertSays("Submit your own");
        Assert.StartsWith(
            "Submit your own",
            (
                await host.WithAsync<DecidePassages, Result<int>>(decide =>
                    decide.RunAsync(both, copy, new([1], false, true, FoiSection.PersonalData, null))
                )
            )
                .FirstRefusal!
                .Sentence,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "Submit your own",
            (await host.WithAsync<AddPassage, Result<int>>(add => add.RunAsync(both, copy, "Venue hire", FoiSection.Confidence, "x")))
                .FirstRefusal!
                .Sentence,
            StringComparison.Ordinal
        );
        Assert.StartsWith("Submit your own", (await ApproveAsync(both, copy)).FirstRefusal!.Sentence, StringComparison.Ordinal);
        Assert.NotEmpty(await BytesAsync(await host.AsAsync(round.Officer), Links.Casework.AnswerBundle(bundle.Id)));
    }

    private async Task<Round> RoundAsync()
    {
        host.Clock.MoveTo("2026-02-10 10:00");
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var colleague = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var panel = new List<Actor>();
        foreach (var name in new[] { "Asha Patel", "José Núñez", "Anne-Marie Jones", "محمد الأحمد", "Mark Whitfield" })
        {
            var member = await host.Scenario.PersonAsync(Role.PanelMember);
            await RenameAsync(member, name);
            panel.Add(member);
        }
        var round = await host.Scenario.RoundAsync(officer, panel);
        Guid last = default;
        foreach (var points in new[] { 5, 2 })
        {
            var applicant = await host.Scenario.PersonAsync(Role.Applicant);
            var organisation = await host.Scenario.OrganisationAsync(applicant);
            if (points == 2)
            {
                var treasurer = await host.Scenario.PersonAsync(Role.Applicant);
                await RenameAsync(treasurer, Treasurer);
                await host.Db.HousekeepAsync(work =>
                    work.ExecuteAsync(
                        "insert into OrganisationMember (OrganisationId, PersonId, JoinedAt) values (@organisation, @Id, @Now)",
                        new
                        {
                            organisation,
                            treasurer.Id,
                            work.Now,
                        }
                    )
                );
            }
            last = await host.Scenario.ApplicationAsync(round, organisation, applicant);
            foreach (var member in panel)
                await host.Scenario.AssignedAsync(last, member, points, points, points, points, points);
        }
        host.Clock.MoveTo("2026-02-23 10:00");
        Assert.Null(
            (
                await host.WithAsync<AgreeMeans, Result<int>>(agree =>
                    agree.RunAsync(officer, round, new(panel.Select(member => member.Id).ToList(), null))
                )
            ).FirstRefusal
        );
        Assert.Null((await host.WithAsync<SetThreshold, Result>(line => line.RunAsync(officer, round, 60))).FirstRefusal);
        Assert.Null((await host.WithAsync<MakeRecommendation, Result>(make => make.RunAsync(officer, round))).FirstRefusal);
        var approver = await host.Scenario.PersonAsync(Role.Approver);
        Assert.Empty(await host.RefusalsAsync<DecideRound>(decide => decide.RunAsync(approver, round, DecideRound.AsRecommended)));
        var note = (
            await host.WithAsync<WriteNote, Result<Guid>>(write =>
                write.RunAsync(officer, NoteSubject.Application, last, $"Rang {Treasurer} on 0116 496 0123")
            )
        ).Value;
        Assert.Null(
            (
                await host.WithAsync<ChangeNote, Result>(change =>
                    change.RunAsync(
                        officer,
                        note,
                        1,
                        "Rang Grace on Monday: account 12345678, grace@group.example, 12 Example Street, LE1 5WW. G. Adeyemi’s deputy is J. Nunez."
                    )
                )
            ).FirstRefusal
        );
        return new(officer, colleague, panel, round, last);
    }

    private Task<int> RenameAsync(Actor person, string name) =>
        host.Db.HousekeepAsync(work => work.ExecuteAsync("update Person set DisplayName = @name where Id = @Id", new { person.Id, name }));

    private async Task DecideAllAsync(Actor officer, Guid answer)
    {
        while (
            await host.Db.ReadAsync(work =>
                work.QueryAsync<int>(
                    "select Number from FoiPassage where AnswerId = @answer and State = 'Proposed' order by Number",
                    new { answer }
                )
            )
                is { Count: > 0 } numbers
        )
            Assert.Null(
                (
                    await host.WithAsync<DecidePassages, Result<int>>(decide =>
                        decide.RunAsync(officer, answer, new([numbers[0]], true, true, FoiSection.PersonalData, null))
                    )
                ).FirstRefusal
            );
    }

    private async Task<Result> ApproveAsync(Actor person, Guid answer)
    {
        var version = await host.Db.ScalarAsync<int>("select Version from FoiAnswer where Id = @answer", new { answer });
        return await host.WithAsync<ApproveAnswer, Result>(approve => approve.RunAsync(person, answer, version));
    }

    private async Task AskAsync(Round round, BundleKind kind) =>
        Assert.Null((await host.WithAsync<AskBundle, Result>(ask => ask.RunAsync(round.Officer, round.Id, kind))).FirstRefusal);

    /// <summary>A statement that is none of the portal's.</summary>
    private async Task RunAsync(string sql)
    {
        await using var connection = await host.Database.Dialect.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The portal's own job may make it; then this waits for it.</summary>
    private async Task<BundleQueries.Bundle> MadeAsync(Guid round)
    {
        while (await NewestAsync(round) is { IsOpen: true })
            await host.WithAsync<MakeBundles, int>(make => make.RunAsync());
        return await NewestAsync(round);
    }

    private async Task<BundleQueries.Bundle> NewestAsync(Guid round) =>
        (await host.Db.ReadAsync(work => BundleQueries.OfRoundAsync(work, round)))[0];

    private Task<string> NameAsync(Actor person) =>
        host.Db.ReadAsync(async work =>
            (await work.ScalarAsync<string>("select DisplayName from Person where Id = @Id", new { person.Id }))!
        );

    private static async Task<byte[]> BytesAsync(Browser browser, string address)
    {
        using var answer = await browser.GetAsync(address);
        Assert.Equal((address, HttpStatusCode.OK), (address, answer.StatusCode));
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task<string> PdfTextAsync(byte[] pdf)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, pdf);
        using var reader = Process.Start(new ProcessStartInfo("pdftotext", [file, "-"]) { RedirectStandardOutput = true })!;
        var text = await reader.StandardOutput.ReadToEndAsync();
        File.Delete(file);
        // A line of the print ends where a line of the page does.
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static int Count(string text, string words) => text.Split(words).Length - 1;

    private static List<string> Names(byte[] book) =>
        System
            .Xml.Linq.XDocument.Parse(Parts(book)["xl/workbook.xml"])
            .Descendants()
            .Where(element => element.Name.LocalName == "sheet")
            .Select(element => element.Attribute("name")!.Value)
            .ToList();

    private static Dictionary<string, string> Parts(byte[] book)
    {
        using var zip = new ZipArchive(new MemoryStream(book));
        return zip.Entries.ToDictionary(
            entry => entry.FullName,
            entry =>
            {
                using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
                return reader.ReadToEnd();
            }
        );
    }

    private sealed record Named
    {
        public required string Name { get; init; }
        public required string Email { get; init; }
    }
}
