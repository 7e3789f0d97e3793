using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.DueDiligence;

public sealed class OrganisationHistoryTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private Scenario scenario = null!;
    private Actor officer = null!,
        second = null!,
        applicant = null!;
    private Guid round,
        organisation;
    private RecordCheck record = null!;

    public async Task InitializeAsync()
    {
        scenario = new Scenario(database.Db, database.Clock);
        (officer, second, applicant) = (
            await scenario.PersonAsync(Role.CommissioningOfficer),
            await scenario.PersonAsync(Role.CommissioningOfficer),
            await scenario.PersonAsync(Role.Applicant)
        );
        round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)],
            Scenario.Details() with
            {
                Policy = new() { Tiers = new() { NewIsStandard = false } },
            }
        );
        organisation = await scenario.OrganisationAsync(applicant);
        record = new(
            database.Db,
            new FileStore(database.Db, new FileStoreOptions { Root = Path.Combine(database.Folder, "files") }, new ClamdOptions()),
            database.Clock
        );
    }

    public Task DisposeAsync()
    {
        database.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Earlier_fail_follows_the_organisation_to_a_new_record_and_holds_its_cross_checks()
    {
        var failed = await scenario.ApplicationAsync(round, organisation, applicant);
        var identity = (await ChecksAsync(failed)).Checks[0];
        Assert.Null(
            (
                await record.RunAsync(
                    officer,
                    new(identity.Id, identity.Version, CheckStatus.Fail, "The rules belong to another club", null, null, null)
                )
            ).FirstRefusal
        );
        var newcomer = await scenario.PersonAsync(Role.Applicant);
        var other = await scenario.OrganisationAsync(newcomer, "A Fresh Start");
        var application = await scenario.ApplicationAsync(round, other, newcomer, pounds: 500, assessed: false);
        await PlanAsync();
        Assert.Equal(CheckTier.Light, (await ChecksAsync(application)).Tiering!.Tier);
        Assert.Null(
            (
                await new CompareOrganisations(database.Db).RunAsync(
                    officer,
                    organisation,
                    other,
                    same: true,
                    "Same chair, same hall, same charity number"
                )
            ).FirstRefusal
        );
        await PlanAsync();
        // One person's fail does not count yet.
        Assert.Empty(await OfKindAsync(application, FindingKind.EarlierFail));

        Assert.Null(
            (await new ReviewFailedCheck(database.Db).RunAsync(second, identity.Id, agrees: true, "Read the rules as well")).FirstRefusal
        );
        await PlanAsync();
        var found = Assert.Single(await OfKindAsync(application, FindingKind.EarlierFail));
        var view = await ChecksAsync(failed);
        Assert.Equal(
            (
                FindingLevel.Against,
                $"{view.Application.Reference} failed \"{identity.Name}\" on 5 January 2026, and a second person agreed: The rules belong to another club"
            ),
            (found.Level, found.Sentence)
        );
        view = await ChecksAsync(application);
        Assert.Equal(CheckTier.Enhanced, view.Tiering!.Tier);
        Assert.Contains(
            $"The organisation failed a check before: {(await ChecksAsync(failed)).Application.Reference}",
            view.Tiering.Reasons.Split('\n')
        );
        Assert.DoesNotContain(view.Checks, check => check.Status == CheckStatus.NotApplicable);

        // "No concern" by one officer releases nothing.
        Assert.Null(
            (
                await new DecideFinding(database.Db).RunAsync(
                    officer,
                    found.Id,
                    found.Version,
                    FindingVerdict.NoConcern,
                    "They have rules of their own since, adopted by a meeting"
                )
            ).FirstRefusal
        );
        found = Assert.Single(await OfKindAsync(application, FindingKind.EarlierFail));
        Assert.True(found.WaitsForSecond);
        var cross = view.Checks.Single(check => check.Findings.Any(one => one.Kind == FindingKind.EarlierFail));
        Assert.NotNull(
            (
                await record.RunAsync(
                    officer,
                    new(cross.Id, cross.Version, CheckStatus.Pass, "Nothing that matters was found", null, null, null)
                )
            ).FirstRefusal
        );
    }

    [Fact]
    public async Task Tier_of_a_new_application_rises_with_a_fail_that_its_organisation_had_before()
    {
        var failed = await scenario.ApplicationAsync(round, organisation, applicant);
        var identity = (await ChecksAsync(failed)).Checks[0];
        await record.RunAsync(officer, new(identity.Id, identity.Version, CheckStatus.Fail, "No rules at all", null, null, null));
        await new ReviewFailedCheck(database.Db).RunAsync(second, identity.Id, agrees: true, "There are none");
        var application = await scenario.ApplicationAsync(round, organisation, applicant, pounds: 500, assessed: false);
        await PlanAsync();
        var view = await ChecksAsync(application);
        Assert.Equal(CheckTier.Enhanced, view.Tiering!.Tier);
        Assert.Single(view.Findings, finding => finding.Kind == FindingKind.EarlierFail);
    }

    [Fact]
    public async Task Grants_that_ended_badly_money_owed_and_conditions_not_met_are_found_at_the_next_application()
    {
        var reference = await EndedAsync("Terminated", conditionState: "Wanted", owed: 25_000);
        var application = await scenario.ApplicationAsync(round, organisation, applicant, pounds: 500, assessed: false);
        await PlanAsync();
        Assert.Equal(
            [$"The grant {reference} was ended on 1 December 2025. The reason stands with the grant"],
            (await OfKindAsync(application, FindingKind.EarlierFail)).Select(found => found.Sentence)
        );
        Assert.Equal(
            [
                (FindingLevel.Against, $"{reference} has not paid back £250.00, which was due by 2 January 2026"),
                (FindingLevel.Review, $"{reference} never met the condition of its grant: DBS certificates"),
            ],
            (await OfKindAsync(application, FindingKind.OpenCondition)).Select(found => (found.Level, found.Sentence))
        );
        Assert.Equal(
            [
                $"This office ended an earlier grant of the organisation: {reference}",
                $"The organisation has not paid back money of an earlier grant: {reference}",
                $"A condition of an earlier application or grant was not met: {reference}",
            ],
            (await ChecksAsync(application)).Tiering!.Reasons.Split('\n').Take(3)
        );
    }

    [Fact]
    public async Task A_grant_that_closed_in_order_leaves_nothing_behind()
    {
        await EndedAsync("Closed", conditionState: "Accepted", owed: 0);
        var application = await scenario.ApplicationAsync(round, organisation, applicant, pounds: 500, assessed: false);
        await PlanAsync();
        Assert.Empty(await OfKindAsync(application, FindingKind.EarlierFail));
        Assert.Empty(await OfKindAsync(application, FindingKind.OpenCondition));
        Assert.Equal(CheckTier.Light, (await ChecksAsync(application)).Tiering!.Tier);
    }

    [Fact]
    public async Task A_return_sent_back_more_than_once_or_with_falling_figures_is_found_at_the_next_application()
    {
        var reference = await EndedAsync("Closed", conditionState: "Accepted", owed: 0, [90_000, 50_000, 50_000]);
        var application = await scenario.ApplicationAsync(round, organisation, applicant, pounds: 500, assessed: false);
        await PlanAsync();
        Assert.Equal(
            [
                $"{reference}: its final return was sent again with lower figures: spending from £900.00 to £500.00",
                $"{reference}: its final return was sent back 2 times",
            ],
            (await OfKindAsync(application, FindingKind.LateReturns)).Select(found => found.Sentence).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_closed_concern_is_found_without_a_word_of_what_it_said_and_an_open_one_is_not()
    {
        foreach (var closed in new[] { true, false })
            await database.Db.HousekeepAsync(work =>
                work.ExecuteAsync(
                    "insert into Concern (Id, Number, Kind, EncryptedText, OrganisationId, RaisedAt, ClosedAt, ClosedBy) values (@Id, @Number, 'Safeguarding', 'secret', @organisation, @Now, @ClosedAt, @By)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        Number = closed ? 901 : 902,
                        organisation,
                        work.Now,
                        ClosedAt = closed ? work.Now : (DateTime?)null,
                        By = closed ? officer.Id : (Guid?)null,
                    }
                )
            );
        var application = await scenario.ApplicationAsync(round, organisation, applicant, pounds: 500, assessed: false);
        await PlanAsync();
        var found = Assert.Single(await OfKindAsync(application, FindingKind.ClosedConcern));
        Assert.Equal(
            (FindingLevel.Review, "A concern about this organisation was closed on 5 January 2026. Ask the lead for concerns"),
            (found.Level, found.Sentence)
        );
        Assert.Equal(CheckTier.Standard, (await ChecksAsync(application)).Tiering!.Tier);
    }

    [Fact]
    public async Task A_condition_counts_as_met_once_the_same_check_passes()
    {
        var (first, next) = (
            await scenario.ApplicationAsync(round, organisation, applicant),
            await scenario.ApplicationAsync(round, organisation, applicant)
        );
        await ResultAsync(first, CheckStatus.Condition, "Send the signed rules", "2025-11-03");
        await DecideAsync(first);
        var application = await scenario.ApplicationAsync(round, organisation, applicant, pounds: 500, assessed: false);
        await PlanAsync();
        Assert.EndsWith(
            "with a condition on 3 November 2025, and no later check shows that it was met: Send the signed rules",
            Assert.Single(await OfKindAsync(application, FindingKind.OpenCondition)).Sentence
        );
        await ResultAsync(next, CheckStatus.Pass, "Signed rules seen", "2025-12-01");
        await database.Db.HousekeepAsync(work => work.ExecuteAsync("update CheckPlan set FoundAt = null"));
        await PlanAsync();
        Assert.Empty(await OfKindAsync(application, FindingKind.OpenCondition));
    }

    [Fact]
    public async Task A_pass_is_not_carried_over_while_something_is_found_that_belongs_to_its_check()
    {
        var first = await scenario.ApplicationAsync(round, organisation, applicant);
        foreach (var check in (await ChecksAsync(first)).Checks.Take(2))
            Assert.Null(
                (
                    await record.RunAsync(
                        officer,
                        new(check.Id, check.Version, CheckStatus.Pass, "Met them at the hall", null, new DateOnly(2026, 6, 30), null)
                    )
                ).FirstRefusal
            );
        // A newer entry that says that the accounts are overdue.
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into RegisterSighting (Id, OrganisationId, Register, Number, SeenAt, SeenBy, FactsJson) values (@Id, @organisation, 'Charity', '9900001', @Now, @By, @Facts)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    organisation,
                    work.Now,
                    By = officer.Id,
                    Facts = System.Text.Json.JsonSerializer.Serialize(
                        new RegisterFacts
                        {
                            Register = Register.Charity,
                            Number = "9900001",
                            Name = "Friends of Test Park",
                            Status = "Registered",
                            AccountsOverdue = true,
                        }
                    ),
                }
            )
        );
        var application = await scenario.ApplicationAsync(round, organisation, applicant, assessed: false);
        await PlanAsync();
        Assert.Equal(
            ["Identity and governing document"],
            (await ChecksAsync(application)).Checks.Where(check => check.CarriedFrom is not null).Select(check => check.Name)
        );
    }

    private Task PlanAsync() => database.PlanChecks().RunAsync();

    private Task<ApplicationChecks.ChecksPage> ChecksAsync(Guid application) =>
        database.Db.ReadAsync(work => ApplicationChecks.GetAsync(work, application));

    private async Task<IReadOnlyList<Findings.Finding>> OfKindAsync(Guid application, FindingKind kind) =>
        (await database.Db.ReadAsync(work => Findings.OfAsync(work, application))).Where(found => found.Kind == kind).ToList();

    private Task ResultAsync(Guid application, CheckStatus status, string note, string on) =>
        database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update DueDiligenceCheck set Status = @status, Note = @note, CheckedOn = @on, CheckedBy = @By where ApplicationId = @application and Position = 1",
                new
                {
                    application,
                    status,
                    note,
                    on = DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture),
                    By = officer.Id,
                }
            )
        );

    /// <summary>An accepted grant that ended on 1 December 2025.</summary>
    /// <param name="owed">To be paid back by 2 January 2026, in pence.</param>
    /// <param name="sendings">What each sending of its final return said was spent, in pence.</param>
    /// <returns>The reference of its application.</returns>
    private async Task<string> EndedAsync(string how, string conditionState, long owed, long[]? sendings = null)
    {
        var application = await scenario.ApplicationAsync(round, organisation, applicant);
        await database.Db.HousekeepAsync(async work =>
        {
            var ids = new
            {
                application,
                round,
                Award = Guid.CreateVersion7(),
                Condition = Guid.CreateVersion7(),
                Return = Guid.CreateVersion7(),
                State = conditionState,
                how,
                owed,
                EndedAt = Scenario.Utc("2025-12-01 12:00"),
                PayBy = new DateOnly(2026, 1, 2),
                By = officer.Id,
                work.Now,
            };
            await work.ExecuteAsync(
                "insert into Award (Id, RoundId, ApplicationId, Number, Amount, CrimeReductionReason, Conditions, OfferedAt, AcceptedAt, EndedHow, EndedBy, EndedAt, EndedReason, Version) values (@Award, @round, @application, 1, 100000, 'a', '', @EndedAt, @EndedAt, @how, @By, @EndedAt, 'Police matter', 1)",
                ids
            );
            await work.ExecuteAsync(
                "insert into AwardCondition (Id, AwardId, Position, Name, Stage, State, Version) values (@Condition, @Award, 1, 'DBS certificates', 'BeforePayment', @State, 1)",
                ids
            );
            await work.ExecuteAsync(
                "insert into CloseOut (AwardId, Awarded, Paid, Spent, NotDrawn, ToReturn, PayBy, ProposedBy, ProposedAt, Version) values (@Award, 100000, 100000, 75000, 0, @owed, @PayBy, @By, @EndedAt, 1)",
                ids
            );
            await work.ExecuteAsync(
                "insert into MonitoringReturn (Id, AwardId, DueOn, Status, Kind, FirstSentAt, Version) values (@Return, @Award, '2025-12-10', 'Accepted', 'Final', @EndedAt, 1)",
                ids
            );
            return await work.ExecuteAsync(
                "insert into ReturnVersion (ReturnId, Number, SentAt, SentBy, Content) values (@Return, @Number, @Now, @By, @Content)",
                (sendings ?? []).Select(
                    (pence, i) =>
                        new
                        {
                            ids.Return,
                            Number = i + 1,
                            ids.Now,
                            ids.By,
                            Content = new Domain.Monitoring.ReturnCopy { Spent = new Money(pence) },
                        }
                )
            );
        });
        return (await ChecksAsync(application)).Application.Reference;
    }

    private Task DecideAsync(Guid application) =>
        database.Db.HousekeepAsync(async work =>
        {
            var ids = new
            {
                application,
                round,
                Recommendation = Guid.CreateVersion7(),
                Decision = Guid.CreateVersion7(),
                By = officer.Id,
                work.Now,
            };
            await work.ExecuteAsync(
                "insert into Recommendation (Id, RoundId, Number, PaperJson, PaperSha256, MadeBy, MadeAt) values (@Recommendation, @round, 1, '{}', '', @By, @Now)",
                ids
            );
            await work.ExecuteAsync(
                "insert into Decision (Id, RoundId, RecommendationId, Interests, DecidedBy, DecidedAt) values (@Decision, @round, @Recommendation, 'None', @By, @Now)",
                ids
            );
            return await work.ExecuteAsync(
                "insert into DecisionLine (DecisionId, ApplicationId, Funded, Amount, Departure) values (@Decision, @application, 0, 0, 0)",
                ids
            );
        });
}
