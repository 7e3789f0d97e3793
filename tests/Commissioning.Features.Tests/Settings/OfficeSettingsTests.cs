using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Applications;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Settings;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Settings;

/// <summary>Each setting holds where the constant stood.</summary>
public sealed class OfficeSettingsTests : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly Scenario scenario;
    private readonly Office office = new();

    public OfficeSettingsTests() => scenario = new(database.Db, database.Clock);

    [Fact]
    public async Task Published_round_keeps_its_equality_questions_and_a_new_one_asks_those_of_today()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var first = await RoundAsync(officer);
        var save = new SaveEqualityQuestion(database.Db);
        Assert.True((await save.RunAsync(officer, 0, EqualityRules.DefaultQuestions[0] with { IsClosed = true })).IsDone);
        Assert.True((await save.RunAsync(officer, 1, EqualityRules.DefaultQuestions[1] with { Options = ["Women", "Men"] })).IsDone);
        Assert.True((await save.RunAsync(officer, 2, new("", "Is it mainly for carers?", ["Yes", " No ", ""]))).IsDone);
        Assert.True((await new MoveEqualityQuestion(database.Db).RunAsync(officer, 3, "ethnicity")).IsDone);
        Assert.Equal(EqualityRules.DefaultQuestions.Select(one => one.Wording), (await AskedAsync(first)).Select(one => one.Wording));
        Assert.Equal(3, (await AskedAsync(first))[1].Options.Count);

        // A round that is published now asks what holds now.
        await database.Db.HousekeepAsync(work => work.ExecuteAsync("update Round set PublishedAt = @Now", new { work.Now }));
        var asked = await AskedAsync(first);
        Assert.Equal(["ethnicity", "sex"], asked.Take(2).Select(one => one.Code));
        Assert.Equal(["Women", "Men"], asked[1].Options);
        Assert.Equal(("Is it mainly for carers?", "No"), (asked[^1].Wording, asked[^1].Options[1]));

        // What a published round asks is closed, not taken out; what none asked can go.
        var remove = new RemoveEqualityQuestion(database.Db);
        Assert.StartsWith(
            "A round was published with",
            (await remove.RunAsync(officer, 4, asked[^1].Code)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.True((await save.RunAsync(officer, 4, new("", "A slip?", ["Yes", "No"]))).IsDone);
        var slip = (await database.Db.ReadAsync(work => OfficeSettings.OfAsync(work, OfficeSettings.Equality)))[^1];
        Assert.True((await remove.RunAsync(officer, 5, slip.Code)).IsDone);
        // Answers name a question by its code, so it is not used again.
        Assert.True((await save.RunAsync(officer, 6, new("", "A slip?", ["Yes", "No"]))).IsDone);
        Assert.NotEqual(slip.Code, (await database.Db.ReadAsync(work => OfficeSettings.OfAsync(work, OfficeSettings.Equality)))[^1].Code);
    }

    [Fact]
    public async Task Reminders_go_on_the_days_that_the_office_set_and_none_goes_twice()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await RoundAsync(officer);
        var person = await scenario.PersonAsync(Role.Applicant);
        await scenario.CompleteDraftAsync(round, await scenario.OrganisationAsync(person), person);
        var remind = new RemindOfClosing(database.Db, office, database.Clock);
        var set = new SetReminderDays(database.Db, office);
        // The round closes at 5pm on 2 February.
        database.Clock.MoveTo("2026-01-20 18:00");
        Assert.Equal(0, await remind.RunAsync());
        Assert.True((await set.RunAsync(officer, 0, new("14, 3", "4", "-7, 1", "-5, 0", "-7, 0"))).IsDone);
        Assert.Equal(1, await remind.RunAsync());
        Assert.Equal(0, await remind.RunAsync());
        // Nobody is reminded again because the days changed.
        Assert.True((await set.RunAsync(officer, 1, new("20, 2", "4", "-7, 1", "-5, 0", "-7, 0"))).IsDone);
        Assert.Equal(0, await remind.RunAsync());
        database.Clock.MoveTo("2026-01-31 18:00");
        Assert.Equal(1, await remind.RunAsync());
        Assert.Equal([-7, 0], await database.Db.ReadAsync(work => OfficeSettings.RecoveryDaysAsync(work, office)));
    }

    [Fact]
    public async Task Reminder_days_that_cannot_be_used_are_each_refused_at_their_box()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var outcome = await new SetReminderDays(database.Db, office).RunAsync(officer, 0, new("0", "3, 1", "400", "x", "7, 7"));
        Assert.Equal(["Drafts", "Assessors", "Offers", "AreaReturns", "Recoveries"], outcome.Refusals.Select(refusal => refusal.Field!));
        Assert.Equal(0, await database.CountAsync("OfficeSetting"));
    }

    [Fact]
    public async Task Safeguarding_evidence_that_the_office_adds_is_missing_until_it_is_seen()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await RoundAsync(officer);
        var person = await scenario.PersonAsync(Role.Applicant);
        var application = await scenario.ApplicationAsync(round, await scenario.OrganisationAsync(person), person);
        var reviews = new SafeguardingReviews(database.Db);
        var all = SafeguardingRules.DefaultPoints.Select(point => new SafeguardingEvidence(point.Code, true, null, "Ann Other")).ToList();
        Assert.True((await reviews.SaveAsync(officer, application, 0, SafeguardingReach.InGroups, all)).IsDone);
        Assert.Empty((await reviews.GetAsync(application)).Gaps);
        var save = new SaveSafeguardingPoint(database.Db);
        Assert.True((await save.RunAsync(officer, 0, new("", "A code of conduct", [SafeguardingReach.InGroups]))).IsDone);
        Assert.Equal(["A code of conduct: not checked yet"], (await reviews.GetAsync(application)).Gaps);
        var added = (await reviews.GetAsync(application)).Points[^1];
        Assert.True((await save.RunAsync(officer, 1, added with { IsClosed = true })).IsDone);
        Assert.Empty((await reviews.GetAsync(application)).Gaps);
        Assert.Equal(
            "Choose the projects that need it, or close it",
            (await save.RunAsync(officer, 2, added with { NeededFrom = [] })).FirstRefusal!.Sentence
        );
        Assert.Equal(
            "A code of conduct is in the list already",
            (await save.RunAsync(officer, 2, new("", "a code of conduct", [SafeguardingReach.InGroups]))).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task Safeguarding_check_that_passed_is_not_opened_again_by_what_the_office_asks_for_later()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await RoundAsync(officer);
        var person = await scenario.PersonAsync(Role.Applicant);
        var application = await scenario.ApplicationAsync(round, await scenario.OrganisationAsync(person), person);
        var reviews = new SafeguardingReviews(database.Db);
        var all = SafeguardingRules.DefaultPoints.Select(point => new SafeguardingEvidence(point.Code, true, null, "Ann Other")).ToList();
        Assert.True((await reviews.SaveAsync(officer, application, 0, SafeguardingReach.InGroups, all.SkipLast(1).ToList())).IsDone);
        var check = await SafeguardingCheckAsync();
        Assert.Null(
            (
                await new RecordCheck(database.Db, new(database.Db, new() { Root = database.Folder }, new()), database.Clock).RunAsync(
                    officer,
                    new(check.Id, check.Version, CheckStatus.Pass, "Seen", "The safeguarding page", null, null)
                )
            ).FirstRefusal
        );
        database.Clock.MoveTo("2026-03-03 10:00");
        Assert.True(
            (
                await new SaveSafeguardingPoint(database.Db).RunAsync(
                    officer,
                    0,
                    new("", "A code of conduct", [SafeguardingReach.InGroups, SafeguardingReach.Unsupervised])
                )
            ).IsDone
        );
        Assert.Empty((await reviews.GetAsync(application)).Gaps);
        await database.Db.HousekeepAsync(work => SyncFindings.RunAsync(work, application));
        check = await SafeguardingCheckAsync();
        Assert.True(check.State.IsDone(new(2026, 2, 1)));

        // What held then still counts, such as where the project reaches more people than was said.
        Assert.True((await reviews.SaveAsync(officer, application, 1, SafeguardingReach.Unsupervised, all.SkipLast(1).ToList())).IsDone);
        Assert.Equal(["DBS checks for the roles that need one: not checked yet"], (await reviews.GetAsync(application)).Gaps);

        async Task<ApplicationChecks.Check> SafeguardingCheckAsync() =>
            (await database.Db.ReadAsync(work => ApplicationChecks.GetAsync(work, application))).Checks.Single(one =>
                one.Kind == Domain.Funds.CheckKind.Safeguarding
            );
    }

    [Fact]
    public async Task Document_without_a_date_is_offered_again_for_the_months_that_the_office_set()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var person = await scenario.PersonAsync(Role.Applicant);
        var draft = await scenario.CompleteDraftAsync(await RoundAsync(officer), await scenario.OrganisationAsync(person), person);
        async Task<int> MonthsAsync() =>
            (await database.Db.ReadAsync(work => ApplicationDocumentQueries.GetAsync(work, person, draft))).GoodForMonths;
        Assert.Equal(12, await MonthsAsync());
        Assert.True((await new SetTimeLimits(database.Db).RunAsync(officer, 0, TimeLimits.Default with { DocumentMonths = 24 })).IsDone);
        Assert.Equal(24, await MonthsAsync());
        Assert.NotNull(DocumentRules.WhyCannotUseAgain("Policy", new(2025, 1, 1), null, 12, new(2026, 6, 1)));
        Assert.Null(DocumentRules.WhyCannotUseAgain("Policy", new(2025, 1, 1), null, 24, new(2026, 6, 1)));
    }

    [Fact]
    public async Task Sent_application_keeps_the_questions_about_its_organisation_that_it_answered()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await RoundAsync(officer);
        var person = await scenario.PersonAsync(Role.Applicant);
        var draft = await scenario.CompleteDraftAsync(round, await scenario.OrganisationAsync(person), person);
        Assert.True((await new SubmitApplication(database.Db, office).RunAsync(person, draft, person.Name, agreed: true)).IsDone);
        var before = (await new MyCopy(database.Db).GetAsync(person, draft)).Copy.Profile;
        var branch = OrganisationProfile.DefaultSettings.Single(one => one.Code == "branch");
        Assert.True((await new SetProfileQuestion(database.Db).RunAsync(officer, 0, branch with { Wording = "Are you a branch?" })).IsDone);
        Assert.Equal(
            before.Select(one => one.Question),
            (await new MyCopy(database.Db).GetAsync(person, draft)).Copy.Profile.Select(one => one.Question)
        );
        var organisation = await database.Db.ScalarAsync<Guid>("select OrganisationId from Application where Id = @draft", new { draft });
        var form = await database.Db.ReadAsync(work => OfficeSettings.ProfileOfAsync(work, organisation));
        Assert.Contains(form.Questions, question => question.Wording == "Are you a branch?");
    }

    private Task<IReadOnlyList<EqualityQuestion>> AskedAsync(Guid round) =>
        database.Db.ReadAsync(work => EqualityMonitoring.QuestionsAsync(work, round));

    private async Task<Guid> RoundAsync(Actor officer) =>
        await scenario.RoundAsync(officer, [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]);

    public void Dispose() => database.Dispose();
}
