using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Applications;

/// <summary>Parts of a sent application that the office asks for again.</summary>
public sealed class ChangeRequestTests : IDisposable
{
    private static readonly Office Office = new() { BaseUrl = "http://localhost" };
    private static readonly DateOnly Due = new(2026, 2, 10);
    private readonly TestDatabase database = new();
    private readonly Scenario scenario;

    public ChangeRequestTests() => scenario = new(database.Db, database.Clock);

    private FileStore Files => new(database.Db, new FileStoreOptions { Root = Path.Combine(database.Folder, "files") }, new ClamdOptions());

    [Fact]
    public async Task Every_part_asked_for_is_entered_apart_and_changes_rows_copy_and_tally_when_it_is_sent()
    {
        var sent = await SentAsync();
        await scenario.ConfirmProfileAsync(sent.Application);
        var kind = (await KindsAsync(sent.Round))[0];
        await AskAsync(
            sent,
            ["need"],
            [RequestedPart.Project, RequestedPart.Budget, RequestedPart.Outcomes, RequestedPart.Organisation],
            [kind]
        );
        await SaveAsync(
            sent,
            RequestedPart.Project,
            new()
            {
                Project = new()
                {
                    ProjectName = "Safer Sundays",
                    Summary = "Football on Sundays.",
                    Priority = "Road Safety",
                    StartsOn = new(2026, 6, 1),
                    EndsOn = new(2027, 3, 31),
                },
            }
        );
        await SaveAsync(sent, RequestedPart.Budget, Budget(4_000));
        await SaveAsync(
            sent,
            RequestedPart.Outcomes,
            new()
            {
                Outcomes =
                [
                    new()
                    {
                        Id = Guid.CreateVersion7(),
                        Position = 1,
                        Outcome = "Fewer crashes",
                        Measure = "Council figures",
                        Baseline = "9",
                        Target = "3",
                    },
                ],
            }
        );
        await SaveAsync(
            sent,
            RequestedPart.Organisation,
            new()
            {
                Profile = new Dictionary<string, string> { ["branch"] = "Yes", ["parent"] = "Friends of All Parks" },
            }
        );
        AssertDone(await AddAsync(sent, kind, "rules.pdf"));
        await SaveAsync(sent, RequestedPart.Documents, null);
        await AnswerAsync(sent, "need", "Mill Lane and Ford Street.");

        // Nothing has changed yet.
        Assert.Equal(
            ("Safer Saturdays", 500_000L, 0),
            (
                await database.Db.ScalarAsync<string>("select ProjectName from Application where Id = @Application", sent),
                await database.Db.ScalarAsync<long>("select AmountRequested from Application where Id = @Application", sent),
                await database.CountAsync("ApplicationDocument")
            )
        );
        AssertDone(await SendAsync(sent));

        var answered = Assert.Single(await database.Db.ReadAsync(work => ChangeRequestQueries.AnsweredAsync(work, sent.Application)));
        var copy = answered.After;
        await database.Db.HousekeepAsync(work => work.ExecuteAsync("update Application set CopyJson = '{}' where Id = @Application", sent));
        var rows = (await database.Db.ReadAsync(work => SubmittedCopy.GetAsync(work, sent.Application))).Copy;
        Assert.Equal(rows.ToJson(), copy.ToJson());
        Assert.Equal(
            ("Safer Sundays", Money.FromPounds(4_000), "Fewer crashes", "rules.pdf"),
            (copy.ProjectName, copy.AmountRequested, copy.Outcomes.Single().Outcome, copy.Documents.Single().Name)
        );
        Assert.Contains(copy.Profile, answer => answer.Answer == "Friends of All Parks");
        Assert.Contains(copy.Answers, answer => answer.Answer == "Mill Lane and Ford Street.");
        await TallyAssert.MatchesAsync(database.Db, sent.Round);
        Assert.Equal("Safer Saturdays", answered.Before.ProjectName);
        Assert.Equal(ApplicationCopy.Sha256(answered.Request.CopyBefore!), answered.Request.Sha256Before);
        Assert.StartsWith(
            "Your project, Budget, Outcomes and measures, Documents, Your organisation, need; Asked for: £5,000.00 -> £4,000.00; Line 1, from this grant: £3,000.00 -> £4,000.00; Removed line 2",
            await database.Db.ScalarAsync<string>("select Detail from AuditEntry where Action = 'ChangeAnswered'"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_budget_over_the_limit_is_not_sent_and_nothing_else_changes()
    {
        var sent = await SentAsync();
        await AskAsync(sent, ["need"], [RequestedPart.Budget]);
        await AnswerAsync(sent, "need", "Mill Lane.");
        await SaveAsync(sent, RequestedPart.Budget, Budget(10_001));
        Assert.StartsWith("Budget: You are asking for £10,001", (await SendAsync(sent)).FirstRefusal!.Sentence, StringComparison.Ordinal);
        Assert.Equal(0, await database.CountAsync("Answer", "Wording = 'Mill Lane.'"));
        Assert.Equal(0, await database.CountAsync("ChangeRequest", "AnsweredAt is not null"));
    }

    [Fact]
    public async Task Two_people_who_send_the_same_changes_at_once_send_them_once()
    {
        var sent = await SentAsync();
        await AskAsync(sent, [], [RequestedPart.Budget]);
        await SaveAsync(sent, RequestedPart.Budget, Budget(4_000));
        var race = await Race.RunAsync(
            database,
            db => new SendChangedAnswers(db, Office).RunAsync(sent.Applicant, sent.Application),
            sql => sql == Db.LockHeadSql,
            db => new SendChangedAnswers(db, Office).RunAsync(sent.Applicant, sent.Application),
            _ => false
        );
        Assert.Single(new[] { race.First, race.Second }, refusal => refusal is null);
        Assert.StartsWith("The changes were sent at", race.First ?? race.Second, StringComparison.Ordinal);
        await TallyAssert.MatchesAsync(database.Db, sent.Round);
    }

    [Fact]
    public async Task A_part_saved_in_two_windows_keeps_the_first_and_tells_the_second()
    {
        var sent = await SentAsync();
        await AskAsync(sent, [], [RequestedPart.Budget]);
        await SaveAsync(sent, RequestedPart.Budget, Budget(4_000));
        var second = await new SaveChangedPart(database.Db).RunAsync(
            sent.Applicant,
            sent.Application,
            RequestedPart.Budget,
            0,
            Budget(3_000)
        );
        Assert.StartsWith("This part was saved in another window", second.FirstRefusal!.Sentence, StringComparison.Ordinal);
        AssertDone(await SendAsync(sent));
        Assert.Equal(1, await database.CountAsync("Application", "AmountRequested = 400000"));
    }

    [Fact]
    public async Task An_answer_one_second_late_is_refused_whole_and_sent_after_more_time()
    {
        var sent = await SentAsync();
        await AskAsync(sent, [], [RequestedPart.Budget]);
        database.Clock.MoveTo("2026-02-10 23:59:59");
        await SaveAsync(sent, RequestedPart.Budget, Budget(4_000));
        database.Clock.MoveTo("2026-02-11 00:00:00");
        foreach (
            var refused in new[]
            {
                await SendAsync(sent),
                await new SaveChangedPart(database.Db).RunAsync(sent.Applicant, sent.Application, RequestedPart.Budget, 1, Budget(3_000)),
            }
        )
            Assert.StartsWith("The last day to answer was 10 February 2026", refused.FirstRefusal!.Sentence, StringComparison.Ordinal);
        Assert.Equal(1, await database.CountAsync("Application", "AmountRequested = 500000"));

        var extend = new ExtendChangeRequest(database.Db, Office);
        Assert.NotNull((await extend.RunAsync(sent.Officer, sent.Application, new(2026, 2, 20), "Ill")).FirstRefusal); // Scoring closes.
        Assert.NotNull((await extend.RunAsync(sent.Officer, sent.Application, new(2026, 2, 12), " ")).FirstRefusal);
        AssertDone(await extend.RunAsync(sent.Officer, sent.Application, new(2026, 2, 12), "They were ill"));
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "Kind = 'ChangesMoreTime' and TextBody like '%12 February 2026%'"));
        Assert.Equal(
            1,
            await database.CountAsync(
                "AuditEntry",
                "Action = 'ChangeRequestExtended' and Detail like 'Answer by: 10 February 2026 -> 12 February 2026%'"
            )
        );
        AssertDone(await SendAsync(sent));
    }

    [Fact]
    public async Task A_request_closed_without_an_answer_leaves_the_application_and_keeps_what_was_entered()
    {
        var sent = await SentAsync();
        await AskAsync(sent, [], [RequestedPart.Budget]);
        await SaveAsync(sent, RequestedPart.Budget, Budget(4_000));
        AssertDone(await new CloseChangeRequest(database.Db, Office).RunAsync(sent.Officer, sent.Application, "We found it ourselves"));
        Assert.StartsWith("We closed this request", (await SendAsync(sent)).FirstRefusal!.Sentence, StringComparison.Ordinal);
        Assert.Equal(1, await database.CountAsync("Application", "AmountRequested = 500000"));
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "Kind = 'ChangesClosed'"));
        var unsent = await database.Db.ReadAsync(async work =>
            await ChangedParts.UnsentAsync(work, await ChangeRequestQueries.ListAsync(work, sent.Application))
        );
        Assert.Equal(Money.FromPounds(4_000), Assert.Single(unsent).Value.Budget!.AskedAfter);
        await AskAsync(sent, [], [RequestedPart.Outcomes]); // Another request may follow.
    }

    [Fact]
    public async Task An_open_request_holds_the_sheets_of_its_application_only_until_its_day_has_passed()
    {
        var sent = await SentAsync();
        var (assessor, other) = (sent.Panel[0], await scenario.PersonAsync(Role.Applicant));
        var free = await scenario.ApplicationAsync(sent.Round, await scenario.OrganisationAsync(other, "Others"), other);
        var (held, open) = (await OpenSheetAsync(sent.Application, assessor), await OpenSheetAsync(free, assessor));
        await AskAsync(sent, [], [RequestedPart.Budget]);
        Assert.Equal(
            "We have asked the applicant to change the budget by 10 February 2026. Save your scores for now. You can submit them once the applicant has answered, or after that day",
            (await ScoreAsync(sent, assessor, held, submit: true)).FirstRefusal?.Sentence
        );
        AssertDone(await ScoreAsync(sent, assessor, held, submit: false));
        AssertDone(await ScoreAsync(sent, assessor, open, submit: true));
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "Subject like '% may change'"));
        database.Clock.MoveTo("2026-02-11 00:00");
        AssertDone(await ScoreAsync(sent, assessor, held, submit: true));
    }

    [Fact]
    public async Task An_answer_opens_the_submitted_sheets_of_its_application_only_as_new_versions()
    {
        var sent = await SentAsync();
        var other = await scenario.PersonAsync(Role.Applicant);
        var free = await scenario.ApplicationAsync(sent.Round, await scenario.OrganisationAsync(other, "Others"), other);
        foreach (var assessor in sent.Panel)
        {
            await scenario.AssignedAsync(sent.Application, assessor, 4, 4, 4, 4, 4);
            await scenario.AssignedAsync(free, assessor, 3, 3, 3, 3, 3);
        }
        await AskAsync(sent, [], [RequestedPart.Budget]);
        await SaveAsync(sent, RequestedPart.Budget, Budget(4_000));
        AssertDone(await SendAsync(sent));
        Assert.Equal(0, await database.CountAsync("ScoringAssignment", "ApplicationId = @Application and SubmittedAt is not null", sent));
        Assert.Equal(2, await database.CountAsync("ScoringAssignment", "ApplicationId = @free and SubmittedAt is not null", new { free }));
        Assert.Equal(2, await database.CountAsync("EarlierSheet"));
        Assert.Equal(2, await database.CountAsync("OutboxEmail", "Subject like '% has changed'"));
        await TallyAssert.MatchesAsync(database.Db, sent.Round);
    }

    [Fact]
    public async Task An_answer_that_changes_nothing_opens_no_sheet()
    {
        var sent = await SentAsync();
        await scenario.AssignedAsync(sent.Application, sent.Panel[0], 4, 4, 4, 4, 4);
        await AskAsync(sent, ["need"], []);
        await AnswerAsync(sent, "need", "Our answer about need.");
        AssertDone(await SendAsync(sent));
        Assert.Equal(1, await database.CountAsync("ScoringAssignment", "SubmittedAt is not null"));
        Assert.Equal(
            1,
            await database.CountAsync("AuditEntry", "Action = 'ChangeAnswered' and Detail like 'Nothing changed; SHA-256 of the copy %'")
        );
    }

    [Fact]
    public async Task A_replaced_document_can_still_be_opened_and_a_removed_draft_file_is_no_one_elses()
    {
        var sent = await SentAsync();
        var kind = (await KindsAsync(sent.Round))[0];
        await AskAsync(sent, [], [], [kind]);
        AssertDone(await AddAsync(sent, kind, "first.pdf"));
        await SaveAsync(sent, RequestedPart.Documents, null);
        var first = await database.Db.ScalarAsync<Guid>("select DocumentId from ChangeRequestDocument");
        var staff = new SubmittedDocument(database.Db, Files);
        await Assert.ThrowsAsync<NotFoundException>(() => staff.OpenAsync(sent.Application, first));
        AssertDone(await SendAsync(sent));
        Assert.Equal("first.pdf", (await staff.OpenAsync(sent.Application, first)).Name);

        await AskAsync(sent, [], [], [kind]);
        AssertDone(await AddAsync(sent, kind, "second.pdf", first));
        await SaveAsync(sent, RequestedPart.Documents, null);
        AssertDone(await SendAsync(sent));
        Assert.Equal(1, await database.CountAsync("ApplicationDocument"));
        Assert.Equal("first.pdf", (await staff.OpenAsync(sent.Application, first)).Name);
        var latest = (await database.Db.ReadAsync(work => ChangeRequestQueries.AnsweredAsync(work, sent.Application)))[0];
        Assert.Equal("first.pdf", latest.Comparison.Documents!.Before.Single().Name);
        Assert.Equal("second.pdf", latest.Comparison.Documents.After.Single().Name);
    }

    private sealed record Sent(Actor Officer, Actor Applicant, IReadOnlyList<Actor> Panel, Guid Round, Guid Application);

    /// <summary>A sent application of a round that has closed and is being scored.</summary>
    private async Task<Sent> SentAsync()
    {
        var (officer, applicant) = (await scenario.PersonAsync(Role.CommissioningOfficer), await scenario.PersonAsync(Role.Applicant));
        Actor[] panel = [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)];
        var round = await scenario.RoundAsync(officer, panel);
        var application = await scenario.ApplicationAsync(round, await scenario.OrganisationAsync(applicant), applicant);
        database.Clock.MoveTo("2026-02-03 12:00");
        return new(officer, applicant, panel, round, application);
    }

    private async Task AskAsync(Sent sent, string[] codes, RequestedPart[] parts, Guid[]? kinds = null) =>
        AssertDone(
            await new RequestChanges(database.Db, Office).RunAsync(
                sent.Officer,
                new(sent.Application, codes, parts, kinds ?? [], Due, "Tell us more")
            )
        );

    private async Task SaveAsync(Sent sent, RequestedPart part, ChangedContent? content)
    {
        var open = await database.Db.ReadAsync(work => ChangeRequestQueries.GetMineAsync(work, sent.Applicant, sent.Application));
        AssertDone(
            await new SaveChangedPart(database.Db).RunAsync(
                sent.Applicant,
                sent.Application,
                part,
                open.Parts.Single(one => one.Name == part).Version,
                content
            )
        );
    }

    private async Task AnswerAsync(Sent sent, string code, string answer)
    {
        var open = await database.Db.ReadAsync(work => ChangeRequestQueries.GetMineAsync(work, sent.Applicant, sent.Application));
        var item = open.Items.Single(one => one.Question.Code == code);
        AssertDone(
            await new SaveChangedAnswer(database.Db).RunAsync(sent.Applicant, sent.Application, item.Question, item.Version, answer)
        );
    }

    private Task<Result> SendAsync(Sent sent) => new SendChangedAnswers(database.Db, Office).RunAsync(sent.Applicant, sent.Application);

    private Task<Result> AddAsync(Sent sent, Guid kind, string name, Guid? replaces = null) =>
        new AddChangedDocument(database.Db, Files, database.Clock).RunAsync(
            sent.Applicant,
            sent.Application,
            kind,
            Upload.Read(name, "%PDF-1.7 a document"u8.ToArray(), "Files[0]").Value!,
            "Files[0]",
            replaces
        );

    private async Task<Guid> OpenSheetAsync(Guid application, Actor assessor)
    {
        var sheet = await scenario.AssignedAsync(application, assessor);
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update ScoringAssignment set Conflict = 'None', DeclaredAt = @Now where Id = @sheet",
                new { sheet, work.Now }
            )
        );
        return sheet;
    }

    private async Task<Result> ScoreAsync(Sent sent, Actor assessor, Guid sheet, bool submit) =>
        await new SaveScores(database.Db).RunAsync(
            assessor,
            new(
                sheet,
                await database.Db.ScalarAsync<int>("select Version from ScoringAssignment where Id = @sheet", new { sheet }),
                (await database.Db.ReadAsync(work => RoundReader.CriteriaAsync(work, sent.Round)))
                    .Select(criterion => new Score(criterion.Id, 4, "Good"))
                    .ToList(),
                [],
                submit
            )
        );

    private async Task<IReadOnlyList<Guid>> KindsAsync(Guid round) =>
        (await database.Db.ReadAsync(work => RoundReader.DocumentsAsync(work, round))).Select(kind => kind.Id).ToList();

    private static ChangedContent Budget(decimal pounds) =>
        new()
        {
            Budget = new([
                new()
                {
                    Id = Guid.CreateVersion7(),
                    Position = 1,
                    Item = "Youth workers",
                    Requested = Money.FromPounds(pounds),
                    OtherFunders = Money.Zero,
                },
            ]),
        };

    private static void AssertDone(Result result) => Assert.Null(result.FirstRefusal?.Sentence);

    public void Dispose() => database.Dispose();
}
