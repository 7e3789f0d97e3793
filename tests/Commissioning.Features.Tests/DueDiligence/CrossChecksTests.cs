using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Files;
using Commissioning.Platform.Registers;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.DueDiligence;

public sealed class CrossChecksTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private Scenario scenario = null!;
    private Actor officer = null!,
        assessor = null!;
    private Guid round;
    private int made;

    public async Task InitializeAsync()
    {
        scenario = new Scenario(database.Db, database.Clock);
        (officer, assessor) = (await scenario.PersonAsync(Role.CommissioningOfficer), await scenario.PersonAsync(Role.PanelMember));
        round = await scenario.RoundAsync(officer, [assessor, await scenario.PersonAsync(Role.PanelMember)]);
    }

    public Task DisposeAsync()
    {
        database.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>An organisation that shares nothing with any other but what is said.</summary>
    private async Task<(Guid Application, Guid Organisation, Actor Applicant)> ApplicationAsync(
        string name,
        string? charity = null,
        string? address = null,
        string? phone = null,
        string[]? committee = null,
        string? text = null
    )
    {
        made++;
        var applicant = await scenario.PersonAsync(Role.Applicant);
        // The name that the scenario gives people is the same for all; here each is somebody.
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Person set DisplayName = @Name where Id = @Id",
                new
                {
                    applicant.Id,
                    Name = $"{(char)('a' + made)}{(char)('a' + made * 7 % 26)}quill {(char)('a' + made * 3 % 26)}{(char)('a' + made * 5 % 26)}zorb",
                }
            )
        );
        var organisation = await scenario.OrganisationAsync(applicant, name);
        await database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(
                "update Organisation set CharityNumber = @charity, AddressLine = @Address, Postcode = @Postcode, Phone = @Phone where Id = @organisation",
                new
                {
                    organisation,
                    charity,
                    Address = address?.Split(';')[0] ?? $"{made} Nowhere Lane",
                    Postcode = address?.Split(';')[1] ?? $"LE{made % 9 + 1} {made % 9}XX",
                    Phone = phone ?? $"0116 496 {1000 + made:0000}",
                }
            );
            await work.ExecuteAsync(
                "insert into OrganisationProfile (OrganisationId, Version, SavedAt, SavedBy) values (@organisation, 1, @Now, @By)",
                new
                {
                    organisation,
                    work.Now,
                    By = applicant.Id,
                }
            );
            return committee is null
                ? 0
                : await work.ExecuteAsync(
                    "insert into OrganisationProfileAnswer (OrganisationId, Code, Wording) values (@organisation, 'committee', @Wording)",
                    new
                    {
                        organisation,
                        Wording = AnswerRules.OfRows(committee.Select(person => (IReadOnlyList<string>)[person, "Chair", ""]).ToList()),
                    }
                );
        });
        var application = await scenario.ApplicationAsync(round, organisation, applicant, $"Project of {name}", assessed: false);
        var copy = new ApplicationCopy
        {
            Round = "A round",
            Organisation = new()
            {
                Name = name,
                Kind = "Charity",
                AddressLine = "1 Nowhere Lane",
                Town = "Leicester",
                Postcode = "LE1 1XX",
                Area = "Leicester",
                Phone = "0116 496 0000",
            },
            Answers =
            [
                new()
                {
                    Section = "Need",
                    Code = "need",
                    Question = "What problem?",
                    WordLimit = 250,
                    Answer = text ?? $"What {name} says of itself and of no one else, in its own words, number {made}.",
                },
            ],
            Budget = [],
            Outcomes = [],
            Documents = [],
        };
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Application set CopyJson = @Copy where Id = @application", new { application, Copy = copy.ToJson() })
        );
        await database.PlanChecks().RunAsync();
        return (application, organisation, applicant);
    }

    private Task<CrossCheckQueries.CrossChecksPage> ViewAsync(Guid application) =>
        database.Db.ReadAsync(work => CrossCheckQueries.GetAsync(work, application));

    [Fact]
    public async Task Cross_check_lists_organisations_with_the_same_number_address_telephone_name_or_person()
    {
        var (application, _, _) = await ApplicationAsync(
            "Elm Park Community Trust",
            charity: "1234567",
            address: "14 High Street;LE1 1AA",
            phone: "0116 496 9999",
            committee: ["Siobhán O'Neill", "Cher"]
        );
        await ApplicationAsync("The Elm Park Communty Trust Ltd", charity: "1234567-1");
        await ApplicationAsync("Oak Lane Bowls", address: "14 High St;LE1 1AA");
        await ApplicationAsync("Ash Tree Judo", phone: "+44 (0)116 496 9999");
        await ApplicationAsync("Birch Hill Choir", committee: ["ONEILL, Siobhan"]);
        await ApplicationAsync("Hazel Wood Poets", committee: ["cher"]);
        await ApplicationAsync("Rowan Road Runners", committee: ["Siobhan Oneal", "Cherie Blake"]);
        var others = (await ViewAsync(application)).Others.ToDictionary(
            other => other.Name,
            other => other.Shares.Select(share => share.Kind).Distinct().ToList()
        );
        Assert.Equal([MatchKind.CharityNumber, MatchKind.Name], others["The Elm Park Communty Trust Ltd"]);
        Assert.Equal([MatchKind.Address], others["Oak Lane Bowls"]);
        Assert.Equal([MatchKind.Telephone], others["Ash Tree Judo"]);
        Assert.Equal([MatchKind.CommitteeMember], others["Birch Hill Choir"]);
        Assert.Equal([MatchKind.CommitteeMember], others["Hazel Wood Poets"]);
        Assert.DoesNotContain("Rowan Road Runners", others.Keys.Where(name => name.Contains("Cherie", StringComparison.Ordinal)));
        Assert.Equal("The Elm Park Communty Trust Ltd", Assert.Single((await ViewAsync(application)).Unresolved).Name);
    }

    [Fact]
    public async Task Linked_organisation_records_are_counted_together()
    {
        var (first, one, _) = await ApplicationAsync("Elm Park Trust", charity: "1234567");
        var (second, two, _) = await ApplicationAsync("Elm Park Trust Leicester", charity: "1234567");
        var (third, three, _) = await ApplicationAsync("Elm Pk Trust", charity: "1234567");
        Assert.Empty((await ViewAsync(first)).Grants);
        Assert.Null((await new CompareOrganisations(database.Db).RunAsync(officer, one, two, true, "Same trustees")).FirstRefusal);
        Assert.Null((await new CompareOrganisations(database.Db).RunAsync(officer, three, two, true, "Same address")).FirstRefusal);
        Assert.Equal(2, (await ViewAsync(first)).Grants.Count);
        Assert.Equal(2, (await ViewAsync(third)).Grants.Count);
        // A limit for one organisation counts them as one, too.
        database.Clock.MoveTo("2026-02-23 10:00");
        foreach (var application in new[] { first, second, third })
            await scenario.AssignedAsync(application, await scenario.PersonAsync(Role.PanelMember), 5, 5, 5, 5, 5);
        Assert.Single(
            (await database.Db.ReadAsync(work => Features.Moderation.FundingLineQueries.GetAsync(work, round, 50)))
                .Lines.Select(line => line.Fitted.Application.Organisation)
                .Distinct()
        );
    }

    [Fact]
    public async Task A_comparison_of_two_organisation_records_needs_an_answer_a_reason_and_two_records()
    {
        var (_, one, _) = await ApplicationAsync("Elm Park Trust", charity: "1234567");
        var (_, two, _) = await ApplicationAsync("Elm Park Trust Leicester", charity: "1234567");
        Assert.Equal(
            "Say whether the two are one organisation",
            (await new CompareOrganisations(database.Db).RunAsync(officer, one, two, null, "x")).FirstRefusal!.Sentence
        );
        Assert.Equal(
            "Say why, in up to 1,000 characters",
            (await new CompareOrganisations(database.Db).RunAsync(officer, one, two, true, " ")).FirstRefusal!.Sentence
        );
        Assert.Equal(
            "That is the same record",
            (await new CompareOrganisations(database.Db).RunAsync(officer, one, one, true, "x")).FirstRefusal!.Sentence
        );
        await Assert.ThrowsAsync<Platform.Data.NotFoundException>(() =>
            new CompareOrganisations(database.Db).RunAsync(officer, one, Guid.NewGuid(), true, "x")
        );
    }

    [Fact]
    public async Task Linked_organisation_records_share_stop_flags_until_they_are_separated()
    {
        var (first, one, _) = await ApplicationAsync("Elm Park Trust", charity: "1234567");
        var (second, two, _) = await ApplicationAsync("Elm Park Trust Leicester", charity: "1234567");
        var (_, three, _) = await ApplicationAsync("Elm Pk Trust", charity: "1234567");
        Assert.Null((await new CompareOrganisations(database.Db).RunAsync(officer, one, two, true, "Same trustees")).FirstRefusal);
        Assert.Null((await new CompareOrganisations(database.Db).RunAsync(officer, three, two, true, "Same address")).FirstRefusal);
        // A flag on one of them stops all.
        Assert.Null(
            (
                await new PlaceStopFlag(database.Db, database.Encryption).RunAsync(
                    officer,
                    three,
                    StopFlagKind.Governance,
                    "No chair since May",
                    "Waiting for papers",
                    null
                )
            ).FirstRefusal
        );
        Assert.Equal("Waiting for papers", Assert.Single((await ViewAsync(first)).Flags).NeutralReason);
        // One number says that they are one, so parting them is a verdict on the finding, with which a second person agrees.
        Assert.StartsWith(
            "They have the same number or account",
            (await new CompareOrganisations(database.Db).RunAsync(officer, one, two, false, "Different trustees after all"))
                .FirstRefusal!
                .Sentence,
            StringComparison.Ordinal
        );
        await database.PlanChecks().RunAsync();
        var finding = (await database.Db.ReadAsync(work => Findings.OfAsync(work, first))).Single(row =>
            row.Kind == FindingKind.PossibleDuplicate && row.SubjectId == two
        );
        Assert.Equal((FindingLevel.Against, FindingVerdict.TheSame), (finding.Level, finding.Verdict));
        const string why = "Different trustees and another bank after all";
        Assert.Null(
            (
                await new DecideFinding(database.Db).RunAsync(officer, finding.Id, finding.Version, FindingVerdict.NotTheSame, why)
            ).FirstRefusal
        );
        Assert.Single((await ViewAsync(second)).Flags);
        Assert.Single((await ViewAsync(first)).Flags);
        var other = await scenario.PersonAsync(Role.CommissioningOfficer);
        Assert.Null(
            (
                await new AgreeWithFinding(database.Db).RunAsync(
                    other,
                    finding.Id,
                    finding.Version + 1,
                    true,
                    "I read both lists of trustees as well"
                )
            ).FirstRefusal
        );
        Assert.Empty((await ViewAsync(first)).Grants);
        Assert.Single((await ViewAsync(second)).Grants);
        Assert.Empty((await ViewAsync(first)).Flags);
        Assert.Single((await ViewAsync(second)).Flags);
        Assert.False((await ViewAsync(first)).Others.Single(other => other.Id == two).Said!.IsSame);
        Assert.Equal(2, await database.CountAsync("AuditEntry", "Action = 'OrganisationsCompared'"));
        Assert.Equal(1, await database.CountAsync("AuditEntry", "Action = 'FindingAgreed'"));
    }

    [Fact]
    public async Task Text_copied_from_another_application_is_shown_with_its_longest_passage()
    {
        const string passage =
            "We will run football sessions on Friday evenings for young people in the park with two trained coaches and a youth worker from the town";
        var (application, _, _) = await ApplicationAsync(
            "Elm Park Trust",
            text: $"{passage} and a bus to bring them home safely when it is dark."
        );
        await ApplicationAsync(
            "Oak Lane Bowls",
            text: $"In our village no one has tried this. {passage}, which the parish council supports."
        );
        await ApplicationAsync(
            "Ash Tree Judo",
            text: "Lights in the alley behind the shops will make women feel safer when they walk home from the late train."
        );
        var overlap = Assert.Single((await ViewAsync(application)).Texts);
        Assert.Equal(("Oak Lane Bowls", false), (overlap.Organisation, overlap.IsOwn));
        Assert.Contains(
            "football sessions on Friday evenings",
            string.Concat(Assert.Single(overlap.Passages).Ours.Select(piece => piece.Text))
        );
        Assert.InRange(overlap.Percent, 40, 95);
    }

    [Fact]
    public async Task A_shared_address_or_consultant_is_no_finding_and_a_number_is_a_strong_one()
    {
        var (application, _, _) = await ApplicationAsync(
            "Go-Getta CIC",
            charity: "1234567",
            address: "14 High Street;LE1 1AA",
            phone: "0116 496 9999"
        );
        await ApplicationAsync("Oak Lane Bowls", address: "14 High St;LE1 1AA", phone: "0116 496 9999");
        await ApplicationAsync("Ash Tree Judo", charity: "1234567");
        await ApplicationAsync("GoGetta", address: "14 High St;LE1 1AA");
        await database.PlanChecks().RunAsync();
        var found = (await database.Db.ReadAsync(work => Findings.OfAsync(work, application)))
            .Where(row => row.Kind == FindingKind.PossibleDuplicate)
            .Select(row => (row.Level, row.Sentence))
            .ToList();
        Assert.Equal(
            [
                (FindingLevel.Against, "Ash Tree Judo, Leicester, may be the same organisation: the same charity number"),
                (
                    FindingLevel.Review,
                    "GoGetta, Leicester, may be the same organisation: the same address, names that are alike ('cic' left out; the same letters when joined)"
                ),
            ],
            found
        );
        Assert.Equal(
            "the same address, the same telephone number",
            (await ViewAsync(application)).Others.Single(other => other.Name == "Oak Lane Bowls").InWords
        );
    }

    [Fact]
    public async Task Copied_text_is_a_finding_with_its_answers_and_its_longest_passage()
    {
        const string text =
            "A retired nurse measures blood pressure, a bus driver teaches timetables, and whoever misses two weeks gets a knock on the door from a neighbour carrying cake";
        var (earlier, _, _) = await ApplicationAsync("Oak Lane Bowls", text: text);
        var (application, _, _) = await ApplicationAsync("Elm Park Trust", text: text);
        await database.PlanChecks().RunAsync();
        var finding = (await database.Db.ReadAsync(work => Findings.OfAsync(work, application))).Single(row =>
            row.Kind == FindingKind.CopiedText
        );
        Assert.Equal((FindingLevel.Against, true), (finding.Level, finding.IsOpen));
        // It stands at the application that was there before, too.
        Assert.Contains(await database.Db.ReadAsync(work => Findings.OfAsync(work, earlier)), row => row.Kind == FindingKind.CopiedText);
        Assert.Contains("Oak Lane Bowls. The longest passage has", finding.Sentence, StringComparison.Ordinal);
        Assert.EndsWith("It is in the answers to \"What problem?\"", finding.Sentence, StringComparison.Ordinal);
        // The paraphrase of a funded application cannot pass by itself: the check waits for a verdict, and two people release it.
        Assert.Null(
            (
                await new DecideFinding(database.Db).RunAsync(
                    officer,
                    finding.Id,
                    finding.Version,
                    FindingVerdict.SameWriter,
                    "The same consultant wrote both and says so in her letter"
                )
            ).FirstRefusal
        );
        Assert.True((await database.Db.ReadAsync(work => Findings.GetAsync(work, finding.Id))).WaitsForSecond);
    }

    [Fact]
    public async Task Text_of_a_policy_and_text_that_four_organisations_use_is_left_out_and_a_paraphrase_is_shown()
    {
        const string policy =
            "Every volunteer has an enhanced check and two references before they meet a child, nobody is ever alone with one, and our trustees read the log of worries each month";
        var (application, _, _) = await ApplicationAsync(
            "Elm Park Trust",
            text: $"Bowls for widowers every Thursday near the canal. A minibus collects those who no longer drive, the greenkeeper lends shoes in every size, and beginners play against beginners until each of them has won once, because somebody who wins comes again and brings a friend. {policy}."
        );
        foreach (var name in new[] { "Oak Lane Bowls", "Ash Tree Judo" })
            await ApplicationAsync(name, text: $"{name} has another idea altogether that nobody wrote before. {policy}.");
        Assert.Equal(2, (await ViewAsync(application)).Texts.Count);
        await ApplicationAsync("Birch Hill Choir", text: $"Singing keeps the lonely well, says everybody who was asked. {policy}.");
        Assert.Empty((await ViewAsync(application)).Texts);
        // Every fourth word is another one.
        var words =
            $"{policy}. Bowls for widowers every Thursday near the canal, with tea afterwards in the pavilion which the parish lends us for nothing. A retired nurse measures blood pressure, a bus driver teaches timetables, and whoever misses two weeks gets a knock on the door from a neighbour carrying cake".Split(
                ' '
            );
        var (copied, _, _) = await ApplicationAsync(
            "Hazel Wood Poets",
            text: string.Join(' ', words.Select((word, i) => i % 4 == 3 ? $"zq{i}x" : word))
        );
        await ApplicationAsync("Rowan Road Runners", text: string.Join(' ', words));
        var overlap = (await ViewAsync(copied)).Texts.Single(text => text.Organisation == "Rowan Road Runners");
        Assert.InRange(overlap.Percent, 60, 100);
    }

    [Fact]
    public async Task Sanctions_matching_copes_with_repeated_and_very_long_names()
    {
        var twice = string.Join(' ', Enumerable.Repeat("Annabel Quartermaine", 20));
        var (application, _, _) = await ApplicationAsync(
            "Elm Park Trust",
            committee: ["ann quick", "Ann Quick", twice + " one", twice + " two", "\ud83d", new string('x', 900)]
        );
        Assert.NotNull((await database.Db.ReadAsync(work => ApplicationChecks.GetAsync(work, application))).Tiering);
    }

    [Theory]
    [InlineData("Joan Fletcher", "FLETCHER, Joan")]
    [InlineData("\u0645\u062d\u0645\u062f \u0639\u0644\u064a", "\u0645\u062d\u0645\u0651\u062f \u0639\u0644\u064a")]
    public async Task An_assessor_whom_the_applicant_named_as_linked_is_shown_first_and_asked(string assessorName, string named)
    {
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Person set DisplayName = @assessorName where Id = @Id", new { assessorName, assessor.Id })
        );
        var (application, organisation, _) = await ApplicationAsync("Elm Park Trust", committee: ["Bob Smith"]);
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into OrganisationProfileAnswer (OrganisationId, Code, Wording) values (@organisation, @Code, @Wording)",
                new[]
                {
                    new
                    {
                        organisation,
                        Code = "police",
                        Wording = "Yes",
                    },
                    new
                    {
                        organisation,
                        Code = "police-who",
                        Wording = AnswerRules.OfRows([
                            [named, "Volunteer"],
                            ["N/A", ""],
                        ]),
                    },
                }
            )
        );
        var link = Assert.Single((await ViewAsync(application)).Links);
        Assert.Equal((assessorName, named, true), (link.Person, link.With.Theirs, link.With.IsNamed));
        Assert.StartsWith(
            $"The applicant named somebody called {named}",
            (await database.Db.ReadAsync(work => StaffLinkQueries.HintOfApplicationAsync(work, assessor, application)))!.Question,
            StringComparison.Ordinal
        );
        Assert.Null(await database.Db.ReadAsync(work => StaffLinkQueries.HintOfApplicationAsync(work, officer, application)));
    }

    [Fact]
    public async Task An_assessor_who_may_belong_to_the_organisation_is_shown_to_the_officer_and_the_assessor()
    {
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Person set DisplayName = 'Joan Fletcher' where Id = @Id", new { assessor.Id })
        );
        var (application, _, _) = await ApplicationAsync("Elm Park Trust", committee: ["FLETCHER, Joan", "Bob Smith"]);
        var link = Assert.Single((await ViewAsync(application)).Links);
        Assert.Equal(("Joan Fletcher", "FLETCHER, Joan", true), (link.Person, link.With.Theirs, link.IsAssessor));
        Assert.Equal(
            "FLETCHER, Joan",
            (await database.Db.ReadAsync(work => StaffLinkQueries.HintOfApplicationAsync(work, assessor, application)))!.Theirs
        );
        Assert.Null(await database.Db.ReadAsync(work => StaffLinkQueries.HintOfApplicationAsync(work, officer, application)));
        var assignment = await scenario.AssignedAsync(application, assessor);
        await scenario.DeclareNoConflictAsync(
            assessor,
            await database.Db.ScalarAsync<Guid>("select RoundId from ScoringAssignment where Id = @assignment", new { assignment })
        );
        Assert.Contains(
            "no conflict with Elm Park Trust, although the records show a possible link with FLETCHER, Joan",
            await database.Db.ScalarAsync<string>("select Detail from AuditEntry where Action = 'ConflictListDeclared'"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_organisation_that_changes_its_details_is_cross_checked_again()
    {
        var (application, _, _) = await ApplicationAsync("Elm Park Trust", phone: "0116 496 9999");
        var (_, other, _) = await ApplicationAsync("Oak Lane Bowls");
        Assert.Empty((await ViewAsync(application)).Others);
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Organisation set Phone = '0116 4969999', Version = Version + 1 where Id = @other", new { other })
        );
        await new MatchIndex(database.Db).RefreshAsync();
        Assert.Equal("Oak Lane Bowls", Assert.Single((await ViewAsync(application)).Others).Name);
    }

    [Fact]
    public async Task Cross_check_statements_do_not_grow_with_the_matches_found()
    {
        var (application, _, _) = await ApplicationAsync(
            "Elm Park Trust",
            charity: "1234567",
            text: "The same words stand in each of these applications, more or less"
        );
        await ApplicationAsync(
            "Elm Park Trust Two",
            charity: "1234567",
            text: "The same words stand in each of these applications, more or less"
        );
        var few = (await TestDatabase.StatementsAsync(database.Db, () => ViewAsync(application))).Count;
        for (var i = 0; i < 12; i++)
            await ApplicationAsync(
                $"Elm Park Trust {(char)('A' + i)}bc",
                charity: "1234567",
                text: "The same words stand in each of these applications, more or less"
            );
        Assert.Equal(few, (await TestDatabase.StatementsAsync(database.Db, () => ViewAsync(application))).Count);
    }

    /// <summary>An application with a duplicate by number, copied text and a link to the office once came out as a pass.</summary>
    [Fact]
    public async Task An_application_with_findings_cannot_pass_until_each_has_a_verdict_that_counts()
    {
        const string text =
            "Every Friday evening from October to March we open the old fire station so that young people of the estate have a warm place with light and music and adults who listen to them";
        const string sound = "Rang both chairs and read both constitutions and the dates agree";
        await ApplicationAsync("Birch Hill Choir", charity: "7654321", text: text);
        var (application, _, _) = await ApplicationAsync("Ash Tree Judo", charity: "7654321", text: text);
        var second = await scenario.PersonAsync(Role.CommissioningOfficer);
        var checks = (await PageAsync(application)).Checks.Where(check => check.Kind == CheckKind.CrossChecks).ToList();
        Assert.Equal(
            [FindingKind.PossibleDuplicate, FindingKind.CopiedText],
            checks[0].Findings.Select(finding => finding.Kind).Distinct().Order()
        );
        foreach (var status in new[] { CheckStatus.Pass, CheckStatus.Condition, CheckStatus.NotApplicable })
            Assert.Contains("no verdict that counts yet", (await RecordAsync(checks[0], status)).FirstRefusal!.Sentence);
        Assert.Equal(CheckResult.NotStarted, (await PageAsync(application)).Application.DueDiligence);
        Assert.Contains(
            await database.Db.ReadAsync(work => Features.Payments.PaymentHolds.GetAsync(work, application)),
            hold => hold.EndsWith("no verdict that counts yet", StringComparison.Ordinal)
        );

        var (decide, agree) = (new DecideFinding(database.Db), new AgreeWithFinding(database.Db));
        foreach (var finding in checks[0].Findings)
        {
            var verdict = finding.Kind == FindingKind.CopiedText ? FindingVerdict.SameWriter : FindingVerdict.NotTheSame;
            Assert.NotNull((await decide.RunAsync(officer, finding.Id, finding.Version, verdict, "ok")).FirstRefusal);
            Assert.Null((await decide.RunAsync(officer, finding.Id, finding.Version, verdict, sound)).FirstRefusal);
            Assert.StartsWith(
                $"{officer.Name} decided this finding while you had it open",
                (await decide.RunAsync(second, finding.Id, finding.Version, verdict, sound)).FirstRefusal!.Sentence,
                StringComparison.Ordinal
            );
        }
        // Both release something strong, so they wait for somebody else.
        Assert.NotNull((await RecordAsync(checks[0], CheckStatus.Pass)).FirstRefusal);
        foreach (var finding in (await PageAsync(application)).Checks.Single(check => check.Id == checks[0].Id).Findings)
        {
            Assert.True(finding.WaitsForSecond);
            Assert.Equal(
                "You gave this verdict, so someone else must agree",
                (await agree.RunAsync(officer, finding.Id, finding.Version, agrees: true, sound)).FirstRefusal!.Sentence
            );
            Assert.Null((await agree.RunAsync(second, finding.Id, finding.Version, agrees: true, sound)).FirstRefusal);
        }
        Assert.Null((await RecordAsync(checks[0], CheckStatus.Pass)).FirstRefusal);
        Assert.Contains(
            "The same writer or consultant",
            await database.Db.ScalarAsync<string>(
                "select Detail from AuditEntry where Action = 'FindingDecided' and Detail like '%is also in%'"
            )
        );
    }

    [Fact]
    public async Task A_verdict_that_waits_for_a_second_person_is_not_undone_by_the_one_before()
    {
        await ApplicationAsync("Birch Hill Choir", charity: "7654321");
        var (application, organisation, _) = await ApplicationAsync("Ash Tree Judo", charity: "7654321");
        async Task<Findings.Finding> DuplicateAsync() =>
            Assert.Single((await PageAsync(application)).Findings, finding => finding.Kind == FindingKind.PossibleDuplicate);
        var decide = new DecideFinding(database.Db);
        var found = await DuplicateAsync();
        Assert.Null(
            (
                await decide.RunAsync(officer, found.Id, found.Version, FindingVerdict.TheSame, "The choir and the judo have one committee")
            ).FirstRefusal
        );
        database.Clock.MoveTo(database.Clock.GetUtcNow().UtcDateTime.AddHours(1));
        found = await DuplicateAsync();
        Assert.Null(
            (
                await decide.RunAsync(
                    officer,
                    found.Id,
                    found.Version,
                    FindingVerdict.NotTheSame,
                    "The number was typed wrongly by the judo club"
                )
            ).FirstRefusal
        );
        await database.Db.HousekeepAsync(async work =>
        {
            await SyncFindings.MarkStaleAsync(work, organisation);
            return 0;
        });
        await database.PlanChecks().RunAsync();
        found = await DuplicateAsync();
        Assert.Equal((FindingVerdict.NotTheSame, true), (found.Verdict, found.WaitsForSecond));
    }

    [Fact]
    public async Task A_finding_that_is_no_longer_so_is_kept_and_holds_nothing()
    {
        await ApplicationAsync("Birch Hill Choir", charity: "7654321");
        var (application, organisation, _) = await ApplicationAsync("Ash Tree Judo", charity: "7654321");
        var plan = database.PlanChecks();
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Organisation set CharityNumber = null, Version = Version + 1 where Id = @organisation",
                new { organisation }
            )
        );
        await new MatchIndex(database.Db).RefreshAsync();
        await plan.RunAsync();
        Assert.DoesNotContain((await PageAsync(application)).Findings, finding => finding.Kind == FindingKind.PossibleDuplicate);
        Assert.Equal(
            1,
            await database.CountAsync("Finding", "ApplicationId = @application and GoneAt is not null and IsOpen = 0", new { application })
        );
        Assert.Contains(
            "No longer so: Birch Hill Choir",
            await database.Db.ScalarAsync<string>(
                "select Detail from AuditEntry where Action = 'FindingsFound' and SubjectId = @application",
                new { application }
            )
        );
    }

    private Task<ApplicationChecks.ChecksPage> PageAsync(Guid application) =>
        database.Db.ReadAsync(work => ApplicationChecks.GetAsync(work, application));

    private async Task<Result> RecordAsync(ApplicationChecks.Check check, CheckStatus status) =>
        await new RecordCheck(
            database.Db,
            new FileStore(database.Db, new FileStoreOptions { Root = database.Folder }, new ClamdOptions()),
            database.Clock
        ).RunAsync(
            officer,
            new(
                check.Id,
                (await PageAsync(check.ApplicationId)).Checks.Single(one => one.Id == check.Id).Version,
                status,
                "Read it all",
                null,
                null,
                null
            )
        );
}
