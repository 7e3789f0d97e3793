using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Decisions;
using Commissioning.Features.Funds;
using Commissioning.Features.Moderation;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Data;

/// <summary>Two people do incompatible things at the same moment: one succeeds, the other is told, and the records are
/// consistent.</summary>
public sealed class SimultaneousChangeTests : IDisposable
{
    private static readonly Office Office = new() { BaseUrl = "http://localhost" };
    private readonly TestDatabase database = new();
    private readonly Scenario scenario;

    public SimultaneousChangeTests() => scenario = new(database.Db, database.Clock);

    private FileStore Files(Db db) => new(db, new FileStoreOptions { Root = Path.Combine(database.Folder, "files") }, new ClamdOptions());

    [Fact]
    public async Task An_answer_saved_just_before_the_application_is_sent_is_in_its_copy()
    {
        var (person, draft, question) = await DraftAsync();
        var race = await Race.RunAsync(
            database,
            db => new SaveAnswer(db).RunAsync(person, draft, question.Section, 0, question, "The better answer."),
            sql => sql.StartsWith("update Answer ", StringComparison.Ordinal),
            db => new SubmitApplication(db, Office).RunAsync(person, draft, "Ann Other", agreed: true)
        );
        Assert.Equal(new(null, null), race);
        Assert.Equal("The better answer.", await AssertCopyAsync(draft, question));
    }

    [Fact]
    public async Task An_answer_saved_while_the_application_is_being_sent_is_refused()
    {
        var (person, draft, question) = await DraftAsync();
        var before = await AnswerAsync(draft, question);
        var race = await Race.RunAsync(
            database,
            db => new SubmitApplication(db, Office).RunAsync(person, draft, "Ann Other", agreed: true),
            sql => sql.StartsWith("update RoundTally", StringComparison.Ordinal),
            db => new SaveAnswer(db).RunAsync(person, draft, question.Section, 0, question, "The better answer.")
        );
        Assert.Equal(
            new(null, "This application has been sent. To change it, take it back first: you find that under Your applications."),
            race
        );
        Assert.Equal(before, await AssertCopyAsync(draft, question));
    }

    [Fact]
    public async Task A_withdrawal_while_the_round_is_being_decided_is_refused()
    {
        var place = await RecommendedAsync();
        var (application, person) = place.Applications[0];
        var race = await Race.RunAsync(
            database,
            async db => await new DecideRound(db, new()).RunAsync(place.Approver, place.Round, DecideRound.AsRecommended),
            sql => sql.StartsWith("update Round set DecidedAt", StringComparison.Ordinal),
            db => new WithdrawApplication(db, new Office()).RunAsync(person, application, "Changed our mind")
        );
        Assert.Equal(new(null, "This application has been decided. Contact us if you no longer want the grant."), race);
        await AssertAwardsAsync(2);
    }

    [Fact]
    public async Task A_decision_awards_no_grant_to_an_application_that_is_being_withdrawn()
    {
        var place = await RecommendedAsync();
        var (application, person) = place.Applications[0];
        var race = await Race.RunAsync(
            database,
            db => new WithdrawApplication(db, new Office()).RunAsync(person, application, "Changed our mind"),
            sql => sql.Contains("update Application", StringComparison.Ordinal),
            async db => await new DecideRound(db, new()).RunAsync(place.Approver, place.Round, DecideRound.AsRecommended)
        );
        Assert.Equal(new(null, null), race);
        await AssertAwardsAsync(1);
    }

    [Fact]
    public async Task Two_administrators_who_remove_each_others_role_leave_one_administrator()
    {
        var (one, other) = (await scenario.PersonAsync(Role.Administrator), await scenario.PersonAsync(Role.Administrator));
        var race = await Race.RunAsync(
            database,
            db => new SetRoles(db).RunAsync(one, other.Id, [Role.CommissioningOfficer], "Has left"),
            sql => sql.StartsWith("delete from PersonRole", StringComparison.Ordinal),
            db => new SetRoles(db).RunAsync(other, one.Id, [Role.CommissioningOfficer], "Has left")
        );
        Assert.Equal(new(null, "You are no longer an administrator, so nothing was changed"), race);
        Assert.Equal(1, await database.CountAsync("PersonRole", "Role = 'Administrator'"));
    }

    [Fact]
    public async Task A_score_sheet_stays_submitted_while_its_scores_are_being_agreed()
    {
        var place = await MarkedAsync(4, 4);
        Assert.Null(
            (
                await new RequestCorrection(database.Db).RunAsync(place.Panel[0], place.Sheets[0], "I read the wrong application")
            ).FirstRefusal
        );
        var request = Assert.Single(await database.Db.ReadAsync(work => CorrectionQueries.WaitingAsync(work, place.Round))).Id;
        var race = await Race.RunAsync(
            database,
            db => AgreeAsync(db, place),
            sql => sql.StartsWith("delete from AgreedScore", StringComparison.Ordinal),
            db => new AnswerCorrection(db).RunAsync(place.Officer, request, grant: true, "Go on")
        );
        Assert.Equal(new(null, "The panel has agreed the scores for this application, so no score sheet for it can be changed"), race);
        Assert.Equal(2, await database.CountAsync("ScoringAssignment", "SubmittedAt is not null"));
        await AssertAgreedAsync(place.Application);
    }

    [Fact]
    public async Task Scores_are_not_agreed_while_a_score_sheet_is_being_reopened()
    {
        var place = await MarkedAsync(4, 4);
        Assert.Null(
            (
                await new RequestCorrection(database.Db).RunAsync(place.Panel[0], place.Sheets[0], "I read the wrong application")
            ).FirstRefusal
        );
        var request = Assert.Single(await database.Db.ReadAsync(work => CorrectionQueries.WaitingAsync(work, place.Round))).Id;
        var race = await Race.RunAsync(
            database,
            db => new AnswerCorrection(db).RunAsync(place.Officer, request, grant: true, "Go on"),
            sql => sql.StartsWith("update ScoringAssignment", StringComparison.Ordinal),
            db => AgreeAsync(db, place)
        );
        Assert.Null(race.First);
        Assert.StartsWith("1 assessor has not submitted their scores yet", race.Second, StringComparison.Ordinal);
        Assert.Equal(0, await database.CountAsync("AgreedScore"));
    }

    [Fact]
    public async Task A_score_sheet_submitted_in_the_last_second_counts_in_the_agreed_scores()
    {
        var place = await MarkedAsync(4);
        var late = await scenario.AssignedAsync(place.Application, place.Panel[1]);
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update ScoringAssignment set Conflict = 'None' where Id = @late", new { late })
        );
        var scores = place.Criteria.Select(criterion => new Score(criterion.Id, 5, "Because of what the application says.")).ToList();
        database.Clock.MoveTo("2026-02-20 16:59");
        var race = await Race.RunAsync(
            database,
            async db => await new SaveScores(db).RunAsync(place.Panel[1], new(late, 1, scores, [], Submit: true)),
            sql => sql.StartsWith("delete from Score ", StringComparison.Ordinal),
            db =>
            {
                database.Clock.MoveTo("2026-02-20 17:01");
                return AgreeAsync(db, place);
            }
        );
        Assert.Equal(new(null, null), race);
        Assert.Equal(2, await database.CountAsync("ScoringAssignment", "SubmittedAt is not null"));
        await AssertAgreedAsync(place.Application);
    }

    [Fact]
    public async Task Scores_are_not_agreed_for_an_application_that_is_being_withdrawn()
    {
        var place = await MarkedAsync(4, 4);
        var race = await Race.RunAsync(
            database,
            db => new WithdrawApplication(db, new Office()).RunAsync(place.Applicant, place.Application, "Changed our mind"),
            sql => sql.StartsWith("update RoundTally", StringComparison.Ordinal),
            db => AgreeAsync(db, place)
        );
        Assert.Equal(new(null, "This application was withdrawn"), race);
        Assert.Equal(0, await database.CountAsync("AgreedScore"));
    }

    [Fact]
    public async Task A_recommendation_uses_the_scores_that_were_checked_for_close_calls()
    {
        var place = await AgreedAsync();
        var criteria = (await database.Db.ReadAsync(work => RoundReader.GetSetupAsync(work, place.Round))).Criteria;
        // The second completes its change before the first has its lock.
        var race = await Race.RunAsync(
            database,
            db => new MakeRecommendation(db, Office).RunAsync(place.Officer, place.Round),
            sql => sql == Db.LockHeadSql,
            async db =>
                await new AgreeScores(db).RunAsync(
                    place.Officer,
                    new(
                        place.Applications[0].Application,
                        1,
                        [],
                        criteria
                            .Select(criterion => new AgreeScores.AgreedLine(criterion.Id, new Fraction(2, 1), "We read it again together"))
                            .ToList(),
                        "Agreed",
                        new(place.Panel.Select(member => member.Id).ToList(), null)
                    )
                ),
            _ => false
        );
        Assert.Equal(
            new("The scores or the threshold changed a moment ago. Check the paper again, then make the recommendation.", null),
            race
        );
        Assert.Equal(0, await database.CountAsync("Recommendation"));
        Assert.Null((await new MakeRecommendation(database.Db, Office).RunAsync(place.Officer, place.Round)).FirstRefusal);
    }

    private static AcceptAward.Command Accepts(string letter) =>
        new("Ann Other", "Chair", Agreed: true, letter) { LegalForm = Domain.Organisations.LegalForm.CharitableIncorporatedOrganisation };

    [Fact]
    public async Task An_offer_that_is_being_accepted_at_midnight_is_not_withdrawn()
    {
        var place = await LettersMadeAsync();
        Assert.Null((await new ReleaseLetters(database.Db, Office).RunAsync(place.Officer, place.Round)).FirstRefusal);
        var ((application, person), award) = (place.Applications[0], await AwardAsync(place.Applications[0].Application));
        var day = award.AcceptBy!.Value;
        database.Clock.MoveTo($"{day:yyyy-MM-dd} 23:59");
        var letter = (await new AcceptAward(database.Db, Office).GetAsync(person, application)).Letter.Sha256;
        var race = await Race.RunAsync(
            database,
            db => new AcceptAward(db, Office).RunAsync(person, application, Accepts(letter)),
            sql => sql.StartsWith("update Award\n", StringComparison.Ordinal),
            db =>
            {
                database.Clock.MoveTo($"{day.AddDays(1):yyyy-MM-dd} 00:01");
                return new WithdrawOffer(db, Office).RunAsync(place.Officer, award.Id, "No one answered");
            }
        );
        Assert.Equal(new(null, "The offer has been accepted, so change or end the grant instead"), race);
        Assert.Equal(
            (1, 0),
            (await database.CountAsync("Award", "AcceptedAt is not null"), await database.CountAsync("Award", "EndedAt is not null"))
        );
        Assert.Equal(1, await database.CountAsync("Award", "AcceptedAt is not null and GivenBack = 0"));
    }

    [Fact]
    public async Task An_offer_is_declined_or_accepted_by_the_first_of_two_signatories()
    {
        var place = await LettersMadeAsync();
        Assert.Null((await new ReleaseLetters(database.Db, Office).RunAsync(place.Officer, place.Round)).FirstRefusal);
        var (application, person) = place.Applications[0];
        var letter = (await new AcceptAward(database.Db, Office).GetAsync(person, application)).Letter.Sha256;
        var race = await Race.RunAsync(
            database,
            db => new DeclineOffer(db, Office).RunAsync(person, application, "Too small"),
            sql => sql.StartsWith("update Award set EndedAt", StringComparison.Ordinal),
            db => new AcceptAward(db, Office).RunAsync(person, application, Accepts(letter))
        );
        Assert.Null(race.First);
        Assert.StartsWith("This offer was declined on", race.Second, StringComparison.Ordinal);
        Assert.Equal(
            (0, 1, 0),
            (
                await database.CountAsync("Award", "AcceptedAt is not null"),
                await database.CountAsync("Award", "EndedHow = 'Declined'"),
                await database.CountAsync("MonitoringReturn")
            )
        );
    }

    [Theory]
    [InlineData("panel")]
    [InlineData("criteria")]
    [InlineData("form")]
    [InlineData("details")]
    public async Task A_round_is_published_as_it_was_checked(string changed)
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        database.Clock.MoveTo("2026-01-01 12:00");
        var round = (await new CreateRound(database.Db).RunAsync(officer, new("Test Fund", "TF", Scenario.Details()))).Value;
        Assert.Null(
            (
                await new SavePanel(database.Db).RunAsync(
                    officer,
                    round,
                    [(await scenario.PersonAsync(Role.PanelMember)).Id, (await scenario.PersonAsync(Role.PanelMember)).Id]
                )
            ).FirstRefusal
        );
        var before = await database.Db.ReadAsync(work => RoundReader.GetSetupAsync(work, round));
        var race = await Race.RunAsync(
            database,
            db => new PublishRound(db).RunAsync(officer, round),
            sql => sql.StartsWith("update Round set PublishedAt", StringComparison.Ordinal),
            db =>
                changed switch
                {
                    "panel" => new SavePanel(db).RunAsync(officer, round, []),
                    "criteria" => new SaveCriteria(db).RunAsync(officer, round, []),
                    "form" => new RemoveQuestion(db).RunAsync(officer, round, before.Questions[0].Code),
                    _ => new SaveRound(db).RunAsync(officer, round, before.Round.Version, Scenario.Details() with { Priorities = [] }),
                }
        );
        Assert.Equal(new(null, "This round was published on 1 January 2026 and cannot be changed"), race);
        var after = await database.Db.ReadAsync(work => RoundReader.GetSetupAsync(work, round));
        Assert.Empty(RoundRules.WhyCannotPublish(after with { Round = before.Round }, database.Clock.UtcNow()));
        Assert.Equal(
            (before.Panel.Count, before.Criteria.Count, before.Questions.Count, before.Priorities.Count),
            (after.Panel.Count, after.Criteria.Count, after.Questions.Count, after.Priorities.Count)
        );
    }

    [Fact]
    public async Task A_ledger_balance_is_spent_once_by_two_postings_at_once()
    {
        var ledger = new LedgerScenario(database);
        var year = new FinancialYear(2025);
        await ledger.OpenAsync(year, 1, Money.FromPounds(100));
        Task<Result> PostAsync(Db db, TransactionKind kind) =>
            new PostToLedger(db, Files(db), database.Clock).RunAsync(
                ledger.Officer,
                new(year, kind, ledger.Areas[0], Money.FromPounds(60), year.Start, "Something")
            );
        var race = await Race.RunAsync(
            database,
            db => PostAsync(db, TransactionKind.Earmark),
            sql => sql.StartsWith("update LedgerAccount", StringComparison.Ordinal),
            db => PostAsync(db, TransactionKind.Expenditure)
        );
        Assert.Null(race.First);
        Assert.StartsWith("Area 1 has £40.00 left", race.Second, StringComparison.Ordinal);
        Assert.Equal(0, await database.CountAsync("LedgerAccount", "Kind not in ('Funding', 'BroughtForward') and Balance < 0"));
        Assert.Equal(
            0,
            await database.CountAsync(
                "LedgerAccount",
                "Balance <> (select coalesce(sum(e.Amount), 0) from LedgerEntry e where e.AccountId = LedgerAccount.Id)"
            )
        );
        Assert.Equal(2, await database.Db.ScalarAsync<int>("select LastNumber from LedgerYear"));
    }

    [Fact]
    public async Task Letters_that_are_being_sent_cannot_be_made_again()
    {
        var place = await LettersMadeAsync();
        var race = await Race.RunAsync(
            database,
            db => new ReleaseLetters(db, Office).RunAsync(place.Officer, place.Round),
            sql => sql.StartsWith("update Letter set State = 'Sent'", StringComparison.Ordinal),
            db => new MakeLettersAgain(db).RunRoundAsync(place.Officer, place.Round)
        );
        Assert.Equal(new(null, "The letters of this round have already been sent"), race);
        Assert.Equal(
            (2, 2),
            (
                await database.CountAsync("Letter", "State = 'Sent' and DocumentJson is not null"),
                await database.CountAsync("OutboxEmail", "SubjectId in (select ApplicationId from Letter)")
            )
        );
    }

    [Fact]
    public async Task Letters_that_are_being_made_again_cannot_be_sent()
    {
        var place = await LettersMadeAsync();
        var race = await Race.RunAsync(
            database,
            db => new MakeLettersAgain(db).RunRoundAsync(place.Officer, place.Round),
            sql => sql.StartsWith("update Letter set State = 'Waiting'", StringComparison.Ordinal),
            db => new ReleaseLetters(db, Office).RunAsync(place.Officer, place.Round)
        );
        Assert.Equal(new(null, "Some letters are still being made. Wait until all are ready, then send them."), race);
        Assert.Equal(
            (0, 0),
            (await database.CountAsync("Letter", "State = 'Sent'"), await database.CountAsync("Award", "OfferedAt is not null"))
        );
    }

    private sealed record Decided(
        Actor Officer,
        Actor Approver,
        IReadOnlyList<Actor> Panel,
        Guid Round,
        IReadOnlyList<(Guid Application, Actor Person)> Applications
    );

    private sealed record Marked(
        Actor Officer,
        Actor Applicant,
        IReadOnlyList<Actor> Panel,
        Guid Round,
        Guid Application,
        IReadOnlyList<Guid> Sheets,
        IReadOnlyList<Criterion> Criteria
    );

    private async Task<(Actor Person, Guid Draft, Question Question)> DraftAsync()
    {
        var round = await scenario.RoundAsync(
            await scenario.PersonAsync(Role.CommissioningOfficer),
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        var person = await scenario.PersonAsync(Role.Applicant);
        var draft = await scenario.ApplicationAsync(round, await scenario.OrganisationAsync(person), person, assessed: false);
        // A complete application, reset to the moment before it was sent.
        await database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("delete from DueDiligenceCheck");
            await work.ExecuteAsync(
                "update RoundTally set Drafts = 1, Submitted = 0, Requested = 0, LastNumber = 0 where RoundId = @round",
                new { round }
            );
            return await work.ExecuteAsync(
                "update Application set Status = 'Draft', Number = null, Reference = null, SubmittedBy = null, SubmittedAt = null, DeclaredName = null, CopyJson = null, CopySha256 = null"
            );
        });
        await scenario.ConfirmProfileAsync(draft);
        await scenario.AddRequiredDocumentsAsync(draft);
        return (person, draft, (await database.Db.ReadAsync(work => RoundReader.GetSetupAsync(work, round))).Questions[0]);
    }

    private Task<string?> AnswerAsync(Guid application, Question question) =>
        database.Db.ScalarAsync<string>(
            "select Wording from Answer where ApplicationId = @application and QuestionId = @Id",
            new { application, question.Id }
        );

    /// <summary>The copy matches its hash and the stored answers.</summary>
    private async Task<string?> AssertCopyAsync(Guid application, Question question)
    {
        var copy = (
            await database.Db.ScalarAsync<string>("select CopyJson from Application where Id = @application", new { application })
        )!;
        Assert.Equal(
            ApplicationCopy.Sha256(copy),
            await database.Db.ScalarAsync<string>("select CopySha256 from Application where Id = @application", new { application })
        );
        var answer = await AnswerAsync(application, question);
        Assert.Equal(answer, ApplicationCopy.FromJson(copy).Answers.First(one => one.Code == question.Code).Answer);
        return answer;
    }

    private async Task AssertAwardsAsync(int awards)
    {
        Assert.Equal(awards, await database.CountAsync("Award"));
        Assert.Equal(
            0,
            await database.CountAsync("Award", "ApplicationId in (select a.Id from Application a where a.Status = 'Withdrawn')")
        );
        Assert.Equal(awards, await database.Db.ScalarAsync<int>("select Awards from RoundTally"));
    }

    /// <param name="points">The scores of one submitted sheet each.</param>
    private async Task<Marked> MarkedAsync(params int[] points)
    {
        var (officer, person) = (await scenario.PersonAsync(Role.CommissioningOfficer), await scenario.PersonAsync(Role.Applicant));
        Actor[] panel = [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)];
        var round = await scenario.RoundAsync(officer, panel);
        var application = await scenario.ApplicationAsync(round, await scenario.OrganisationAsync(person), person);
        var sheets = new List<Guid>();
        foreach (var (given, assessor) in points.Zip(panel))
            sheets.Add(await scenario.AssignedAsync(application, assessor, given, given, given, given, given));
        database.Clock.MoveTo("2026-02-10 10:00");
        return new(
            officer,
            person,
            panel,
            round,
            application,
            sheets,
            (await database.Db.ReadAsync(work => RoundReader.GetSetupAsync(work, round))).Criteria
        );
    }

    private static async Task<Result> AgreeAsync(Db db, Marked place) =>
        await new AgreeScores(db).RunAsync(
            place.Officer,
            new(
                place.Application,
                0,
                [],
                place.Criteria.Select(criterion => new AgreeScores.AgreedLine(criterion.Id, null, null)).ToList(),
                "Agreed",
                new(place.Panel.Select(member => member.Id).ToList(), null)
            )
        );

    /// <summary>The agreed score is the mean of the submitted sheets.</summary>
    private async Task AssertAgreedAsync(Guid application)
    {
        Assert.Equal(5, await database.CountAsync("AgreedScore", "ApplicationId = @application", new { application }));
        Assert.Equal(
            0,
            await database.CountAsync(
                "AgreedScore g",
                """
                g.Numerator * (select count(*) from Score s join ScoringAssignment a on a.Id = s.AssignmentId where a.ApplicationId = g.ApplicationId and s.CriterionId = g.CriterionId and a.SubmittedAt is not null)
                <> g.Denominator * (select sum(s.Value) from Score s join ScoringAssignment a on a.Id = s.AssignmentId where a.ApplicationId = g.ApplicationId and s.CriterionId = g.CriterionId and a.SubmittedAt is not null)
                """
            )
        );
    }

    private async Task<Decided> RecommendedAsync()
    {
        var place = await AgreedAsync();
        Assert.Null((await new MakeRecommendation(database.Db, Office).RunAsync(place.Officer, place.Round)).FirstRefusal);
        return place;
    }

    private async Task<Decided> AgreedAsync()
    {
        var (officer, approver) = (await scenario.PersonAsync(Role.CommissioningOfficer), await scenario.PersonAsync(Role.Approver));
        Actor[] panel = [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)];
        var round = await scenario.RoundAsync(officer, panel);
        var applications = new List<(Guid, Actor)>();
        for (var i = 0; i < 2; i++)
        {
            var person = await scenario.PersonAsync(Role.Applicant);
            var application = await scenario.ApplicationAsync(
                round,
                await scenario.OrganisationAsync(person, $"Group {i}"),
                person,
                $"Project {i}"
            );
            foreach (var assessor in panel)
                await scenario.AssignedAsync(application, assessor, 5, 5, 5, 5, 5);
            applications.Add((application, person));
        }
        database.Clock.MoveTo("2026-02-23 10:00");
        Assert.Null((await new AgreeMeans(database.Db).RunAsync(officer, round, new([panel[0].Id, panel[1].Id], null))).FirstRefusal);
        Assert.Null((await new SetThreshold(database.Db).RunAsync(officer, round, 50)).FirstRefusal);
        return new(officer, approver, panel, round, applications);
    }

    private async Task<Decided> LettersMadeAsync()
    {
        var place = await RecommendedAsync();
        Assert.Empty((await new DecideRound(database.Db, new()).RunAsync(place.Approver, place.Round, DecideRound.AsRecommended)).Refusals);
        Assert.Null((await new StartLetters(database.Db).RunAsync(place.Officer, place.Round, anyway: true)).FirstRefusal);
        await using var pdf = new ChromiumPdf(new PdfOptions { Chromium = "/none" });
        Assert.Equal(
            2,
            await new MakeLetters(database.Db, Files(database.Db), pdf, new ReleaseLetters(database.Db, Office), Office).RunAsync("test")
        );
        return place;
    }

    private async Task<AwardReader.AwardRow> AwardAsync(Guid application) =>
        (
            await new AwardReader(database.Db, database.Clock).GetAsync(
                (
                    await database.Db.FindOrDefaultAsync<Guid?>(
                        "select Id from Award where ApplicationId = @application",
                        new { application }
                    )
                )!.Value
            )
        ).Award;

    public void Dispose() => database.Dispose();
}
