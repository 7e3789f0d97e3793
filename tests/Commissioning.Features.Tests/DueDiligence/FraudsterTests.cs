using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Documents;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Applications;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Features.Payments;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.DueDiligence;

/// <summary>What once got through due diligence, each through the real commands: it is found, its check cannot pass on a word, no one
/// person releases it, and the payment is held.</summary>
public sealed class FraudsterTests : IAsyncLifetime
{
    private const string Why = "I compared both records and rang the chair about what differs";
    private const string Original = """
        Drill and rap are not the problem; what is answered online afterwards is. Between January and October 2024 we took 54 young
        people from Hamilton and Netherhall, aged 13 to 18, 27 of them sent by schools and 27 who came with a friend. We asked each
        referrer one question at the start: has this person been in a fight, been threatened or threatened anybody in the past half
        year? For 48% the answer was yes. Seven of those began with a video that named somebody. Police.uk lists violence as the
        largest category for our ward over the same period, though we know that it counts more than teenagers. The studio at School
        Lane has two rooms. On Mondays and Thursdays from half past five, groups of five have twelve evenings each, six groups in
        all. Callum Quinn runs the evenings; a producer sits at the desk and a mentor, who has served a sentence himself, sits with
        the writers. The rule of the house is that nothing goes out until it has been read aloud with the mentor. We have sent work
        back, and once binned it. Parents see the two showcases, one in September and one in February. Hot food at seven, bus fare
        home. The aim is that fewer of the thirty are caught up in violence half a year after they finish: 20% at most, as reported
        by whoever sent them to us. We would also like quarrels to reach a mentor before they reach a phone. That part is harder to
        count, so mentors keep a short diary of disputes they settle. We have worked with referrals from the youth justice team
        since 2019. There are three mentors and two producers, all with enhanced checks, supervised monthly by a youth worker who is
        not on our staff. The weak point is plain: one mentor carries most of the trust of the older boys. If he were ill we would
        pause the older group for two weeks, not put a stranger in. Thirty people for twelve evenings is 360 places. At £3,400 that
        is about £9.50 a place, with dinner. The rooms and the desk are ours, and £350 comes from hiring them out. A commercial
        studio in the city quoted us £35 an hour with no mentor in it.
        """;
    private const string Rewritten = """
        At the outset every referrer answered a single question: in the last six months, has this young person fought, been
        threatened or made threats? Nearly half, 48%, said yes. In seven of those cases it started with a video naming someone.
        Fifty-four young people aged 13 to 18 from Hamilton and Netherhall came to us from January to October 2024, half of them
        (27) referred by schools and the other 27 brought by friends. The trouble is not drill or rap but the replies that follow
        online. According to police.uk, violence was our ward's largest category during that time, although we are aware it is not
        only teenagers who are counted.
        Our studio in School Lane is made up of two rooms. Work has been returned and one piece was thrown away, because the house
        rule is that a mentor must hear everything read aloud before it goes out. A producer takes the desk while a mentor who has
        himself served a sentence sits beside the writers, and Callum Quinn runs each evening. Six groups of five attend twelve
        evenings each, on Mondays and Thursdays from 5.30pm. There is hot food at seven and the bus fare home is paid. Two
        showcases, in September and February, are open to parents.
        We also hope quarrels get to a mentor before they get to a phone; since that is more difficult to count, mentors will write
        a short diary of the disputes they resolve. Six months after finishing, we want no more than 20% of the thirty caught up in
        violence, according to whoever referred them.
        Three mentors and two producers hold enhanced checks and are supervised each month by a youth worker from outside our staff.
        The obvious weakness is that a single mentor holds most of the older boys' trust. We would pause that group for two weeks if
        he fell ill rather than bring in a stranger. The youth justice team has referred to us since 2019.
        A commercial studio in the city wanted £35 an hour and offered no mentor. Thirty people attending twelve evenings makes 360
        places, so £3,400 comes to roughly £9.50 each including dinner. We own the rooms and the desk, and hiring them out brings in
        £350.
        """;
    private static readonly Office Office = new();
    private readonly TestDatabase database = new();
    private Scenario scenario = null!;
    private Actor officer = null!,
        second = null!,
        tom = null!,
        ann = null!;
    private Guid round;
    private int made;

    public async Task InitializeAsync()
    {
        scenario = new Scenario(database.Db, database.Clock);
        (officer, second) = (await scenario.PersonAsync(Role.CommissioningOfficer), await scenario.PersonAsync(Role.CommissioningOfficer));
        (tom, ann) = (await scenario.PersonAsync(Role.FinanceOfficer), await scenario.PersonAsync(Role.FinanceOfficer));
        round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
    }

    public Task DisposeAsync()
    {
        database.Dispose();
        return Task.CompletedTask;
    }

    private sealed record Group(Guid Application, Guid Organisation, Actor Applicant);

    /// <summary>A group that shares nothing with another but what is said.</summary>
    private async Task<Group> GroupAsync(
        string name,
        string? charity = null,
        string[]? committee = null,
        string? text = null,
        decimal pounds = 5000,
        IReadOnlyList<ApplicationCopy.AnswerCopy>? answers = null
    )
    {
        made++;
        var applicant = await scenario.PersonAsync(Role.Applicant);
        var organisation = await scenario.OrganisationAsync(applicant, name);
        await database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(
                "update Person set DisplayName = @Name where Id = @Id",
                new
                {
                    applicant.Id,
                    Name = $"{(char)('a' + made)}{(char)('a' + made * 7 % 26)}quill {(char)('a' + made * 3 % 26)}{(char)('a' + made * 5 % 26)}zorb",
                }
            );
            await work.ExecuteAsync(
                "update Organisation set CharityNumber = @charity, CompanyNumber = null, AddressLine = @Address, Postcode = @Postcode, Phone = @Phone where Id = @organisation",
                new
                {
                    organisation,
                    charity,
                    Address = $"{made} Nowhere Lane",
                    Postcode = $"LE{made % 9 + 1} {made % 9}XX",
                    Phone = $"0116 496 {1000 + made:0000}",
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
            return await work.ExecuteAsync(
                "insert into OrganisationProfileAnswer (OrganisationId, Code, Wording) values (@organisation, 'committee', @Wording)",
                new
                {
                    organisation,
                    Wording = AnswerRules.OfRows((committee ?? []).Select(person => (IReadOnlyList<string>)[person, "Chair", ""]).ToList()),
                }
            );
        });
        var application = await scenario.ApplicationAsync(round, organisation, applicant, $"Project of {name}", pounds, assessed: false);
        var copy = (await database.Db.ReadAsync(work => SubmittedCopy.GetAsync(work, application))).Copy with
        {
            Summary = null,
            Answers =
            [
                new()
                {
                    Section = "Need",
                    Code = "need",
                    Question = "What problem?",
                    WordLimit = 500,
                    Answer = text ?? $"What {name} says of itself and of no one else, in its own words, number {made}.",
                },
                .. answers ?? [],
            ],
        };
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Application set CopyJson = @Copy where Id = @application", new { application, Copy = copy.ToJson() })
        );
        return new(application, organisation, applicant);
    }

    private FileStore Files => new(database.Db, new FileStoreOptions { Root = database.Folder }, new ClamdOptions());

    private async Task<Guid> GiveAsync(Group group, string accountName, string number, PayeeResult? payee = null)
    {
        var give = new GiveBankDetails(database.Db, database.Encryption, Files, new MatchIndex(database.Db), Office);
        var statement = Upload.Read("statement.pdf", "%PDF-1.4 x"u8.ToArray(), "").Value!;
        Assert.Null(
            (
                await give.RunAsync(group.Applicant, group.Organisation, accountName, "99-99-99", number, insists: true, statement)
            ).FirstRefusal
        );
        var account = (await database.Db.ReadAsync(work => BankDetailsQueries.OfAsync(work, group.Organisation)))[0].Id;
        if (payee is { } answer)
            Assert.Null((await new RecordPayeeCheck(database.Db).RunAsync(tom, account, answer, "D Smith", Why)).FirstRefusal);
        return account;
    }

    private async Task<Refusal?> ConfirmAsync(Actor actor, Guid account, string? note = "ok") =>
        (await new ConfirmBankDetails(database.Db, new MatchIndex(database.Db), Office).RunAsync(actor, account, note)).FirstRefusal;

    private async Task RefuseAsync(Guid account) =>
        Assert.Null(
            (
                await new RefuseBankDetails(database.Db, new MatchIndex(database.Db), Office).RunAsync(tom, account, "Statement was forged")
            ).FirstRefusal
        );

    private async Task SameAsync(Group one, Group other) =>
        Assert.Null(
            (await new CompareOrganisations(database.Db).RunAsync(officer, one.Organisation, other.Organisation, true, Why)).FirstRefusal
        );

    private async Task LoadAsync(ExtractKind kind, string text) =>
        Assert.Equal(
            "Current",
            (
                await new ImportRegister(database.Db, Files).RunAsync(
                    officer,
                    kind,
                    new(2026, 1, 2),
                    "extract.txt",
                    new MemoryStream(Encoding.UTF8.GetBytes(text)),
                    null
                )
            )
                .Value!
                .State
        );

    private Task SanctionsAsync(params string[] rows) =>
        LoadAsync(
            ExtractKind.Sanctions,
            "Unique ID,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Designation Type\n" + string.Concat(rows.Select(row => row + "\n"))
        );

    private Task CharitiesAsync(params string[] rows) =>
        LoadAsync(
            ExtractKind.Charity,
            string.Join('\t', ImportRegister.Columns(ExtractKind.Charity))
                + "\tlatest_income\n"
                + string.Concat(rows.Select(row => row + "\n"))
        );

    private Task<ApplicationChecks.ChecksPage> PageAsync(Guid application) =>
        database.Db.ReadAsync(work => ApplicationChecks.GetAsync(work, application));

    private Task<IReadOnlyList<string>> HoldsAsync(Guid application) =>
        database.Db.ReadAsync(work => PaymentHolds.GetAsync(work, application));

    private async Task<Result> RecordAsync(ApplicationChecks.Check check, CheckStatus status, string note = "ok") =>
        await new RecordCheck(database.Db, Files, database.Clock).RunAsync(
            officer,
            new(
                check.Id,
                (await PageAsync(check.ApplicationId)).Checks.Single(one => one.Id == check.Id).Version,
                status,
                note,
                null,
                null,
                null
            )
        );

    private static FindingVerdict Releases(FindingKind kind) =>
        FindingRules.Verdicts(kind).First(verdict => FindingRules.MostFor(kind, verdict) == CheckStatus.Pass);

    /// <summary>It is found, its check does not pass on "ok", one person releases nothing strong, and no money leaves.</summary>
    private async Task<Findings.Finding> AssertHeldAsync(
        Guid application,
        FindingKind kind,
        string words,
        FindingLevel level = FindingLevel.Against
    )
    {
        await database.Db.HousekeepAsync(work => work.ExecuteAsync("update CheckPlan set FoundAt = null", new { }));
        await database.PlanChecks().RunAsync();
        var page = await PageAsync(application);
        var finding = page.Findings.First(one => one.Kind == kind && one.Sentence.Contains(words, StringComparison.Ordinal));
        Assert.Equal((level, true), (finding.Level, finding.IsOpen));
        var check = page.Checks.Single(one => one.Findings.Any(found => found.Id == finding.Id));
        Assert.Equal(FindingRules.CheckOf(kind), check.Kind);
        foreach (var status in new[] { CheckStatus.Pass, CheckStatus.Condition, CheckStatus.NotApplicable })
            Assert.Contains(
                "no verdict that counts yet",
                (await RecordAsync(check, status)).FirstRefusal!.Sentence,
                StringComparison.Ordinal
            );
        Assert.Contains(await HoldsAsync(application), hold => hold == $"The check \"{check.Name}\" is not done");
        if (FindingRules.Verdicts(kind).Count == 0)
            return finding;
        var decide = new DecideFinding(database.Db);
        Assert.NotNull((await decide.RunAsync(officer, finding.Id, finding.Version, Releases(kind), "ok")).FirstRefusal);
        if (level == FindingLevel.Against)
        {
            Assert.Null((await decide.RunAsync(officer, finding.Id, finding.Version, Releases(kind), Why)).FirstRefusal);
            Assert.NotNull((await RecordAsync(check, CheckStatus.Pass, Why)).FirstRefusal);
            Assert.True((await database.Db.ReadAsync(work => Findings.GetAsync(work, finding.Id))).WaitsForSecond);
        }
        return finding;
    }

    [Fact]
    public async Task Fraudster_with_a_personal_account_that_the_bank_does_not_match_is_held()
    {
        var group = await GroupAsync("Elm Park Trust");
        var account = await GiveAsync(group, "D Smith personal", "11112222", PayeeResult.NoMatch);
        Assert.StartsWith("Two people must agree", (await ConfirmAsync(tom, account))!.Sentence, StringComparison.Ordinal);
        await AssertHeldAsync(group.Application, FindingKind.PayeeNotMatched, "no match");
    }

    [Fact]
    public async Task Fraudster_with_one_account_for_two_groups_is_held()
    {
        var (first, other) = (await GroupAsync("Elm Park Trust"), await GroupAsync("Oak Lane Boxing"));
        await GiveAsync(first, "Elm Park Trust", "11112222", PayeeResult.Match);
        var account = await GiveAsync(other, "Elm Park Trust", "11112222", PayeeResult.Match);
        Assert.NotNull(await ConfirmAsync(tom, account));
        await AssertHeldAsync(other.Application, FindingKind.SharedAccount, "Elm Park Trust");
        await AssertHeldAsync(first.Application, FindingKind.SharedAccount, "Oak Lane Boxing");
    }

    [Fact]
    public async Task Fraudster_who_gives_a_refused_account_again_for_a_sister_group_is_held()
    {
        var (first, sister) = (await GroupAsync("Eyres Monsell Club"), await GroupAsync("Enderby Allotment"));
        await SameAsync(first, sister);
        await RefuseAsync(await GiveAsync(first, "Eyres Monsell Club", "11112222"));
        Assert.NotNull(await ConfirmAsync(tom, await GiveAsync(sister, "Enderby Allotment", "11112222", PayeeResult.Match)));
        await AssertHeldAsync(sister.Application, FindingKind.RefusedAccount, "Eyres Monsell Club");
    }

    [Fact]
    public async Task Fraudster_whose_sister_record_gives_a_first_account_is_held_until_the_call_back()
    {
        var (first, sister) = (await GroupAsync("Eyres Monsell Club", pounds: 1000), await GroupAsync("Enderby Allotment", pounds: 1000));
        Assert.Null(await ConfirmAsync(tom, await GiveAsync(first, "Eyres Monsell Club", "11112222", PayeeResult.Match), null));
        await SameAsync(first, sister);
        var account = await GiveAsync(sister, "Enderby Allotment", "33334444", PayeeResult.Match);
        Assert.Equal(
            "Bank details that replace earlier ones need a call-back on a number you already had",
            (await ConfirmAsync(tom, account, Why))!.Sentence
        );
        await AssertHeldAsync(sister.Application, FindingKind.BankDetailsMissing, "not confirmed yet", FindingLevel.Review);
    }

    [Fact]
    public async Task Fraudster_who_failed_and_comes_back_under_a_new_record_is_held()
    {
        var failed = await GroupAsync("Elm Park Trust", charity: "7654321");
        await database.PlanChecks().RunAsync();
        var identity = (await PageAsync(failed.Application)).Checks[0];
        Assert.Null((await RecordAsync(identity, CheckStatus.Fail, "The rules belong to another club")).FirstRefusal);
        Assert.Null(
            (await new ReviewFailedCheck(database.Db).RunAsync(second, identity.Id, agrees: true, "I read the rules as well")).FirstRefusal
        );
        var again = await GroupAsync("A Fresh Start", charity: "7654321");
        // Before anybody said that they are one, the likeness itself holds it.
        await AssertHeldAsync(again.Application, FindingKind.PossibleDuplicate, "Elm Park Trust");
        await SameAsync(failed, again);
        await AssertHeldAsync(again.Application, FindingKind.EarlierFail, "failed \"Identity and governing document\"");
    }

    [Fact]
    public async Task Fraudster_who_rewrites_a_funded_application_in_other_words_and_another_order_is_held()
    {
        await GroupAsync("Hamilton Sound Studio", text: Original);
        var copied = await GroupAsync("Oak Lane Beats", text: Rewritten);
        await AssertHeldAsync(copied.Application, FindingKind.CopiedText, "Hamilton Sound Studio");
    }

    [Theory]
    [InlineData("Elm Park Community Trust", "Elm Park Community Trust")]
    [InlineData("Ashby Rode Hall Trust", "THE ASHBY ROAD HALL TRUST")]
    public async Task Fraudster_with_a_removed_charity_under_a_former_or_misspelt_name_is_held(string name, string found)
    {
        await CharitiesAsync(
            "2000004\t0\tTHE ASHBY ROAD HALL TRUST\tRemoved\t2001-02-03\t2019-02-01\tSubmission Received\t2018-03-31\tLE1 1AA\tFalse\tFalse\t3000"
        );
        await LoadAsync(
            ExtractKind.OtherNames,
            "registered_charity_number\tlinked_charity_number\tcharity_name\n2000004\t0\tElm Park Community Trust\n"
        );
        var group = await GroupAsync(name);
        await AssertHeldAsync(group.Application, FindingKind.RegisterName, found);
    }

    private static ApplicationCopy.AnswerCopy Others(params string[][] rows) =>
        new()
        {
            Section = "Other funders",
            Code = OtherFunders.Who,
            Question = "Who else pays, and for what?",
            WordLimit = 0,
            Columns = OtherFunders.Columns.Select(column => column.Name).ToList(),
            Rows = rows,
        };

    [Fact]
    public async Task Fraudster_whose_costs_another_funder_pays_is_held()
    {
        // The budget asks for 3,000 pounds for youth workers and 2,000 for venue hire.
        var group = await GroupAsync("Elm Park Trust", answers: [Others(["Children's Fund", "Wages of two youth workers", "3,000", ""])]);
        var finding = await AssertHeldAsync(group.Application, FindingKind.OtherFunding, "Children's Fund");
        Assert.Equal(
            "Children's Fund promised or paid £3,000.00 for \"Wages of two youth workers\". The budget asks for £3,000.00 for \"Youth workers\" and says that others pay £0.00 of it",
            finding.Sentence
        );
        var asking = await GroupAsync("Oak Lane Boxing", answers: [Others(["Children's Fund", "Wages of two youth workers", "", "3,000"])]);
        await database.PlanChecks().RunAsync();
        Assert.DoesNotContain((await PageAsync(asking.Application)).Findings, one => one.Kind == FindingKind.OtherFunding);
    }

    [Fact]
    public async Task Fraudster_whose_costs_another_grant_of_this_office_pays_is_held()
    {
        var (first, sister) = (await GroupAsync("Eyres Monsell Club"), await GroupAsync("Enderby Allotment"));
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Award (Id, RoundId, ApplicationId, Number, Amount, GivenBack, CrimeReductionReason, Conditions, OfferedAt, AcceptedAt, Version) values (@Id, @round, @Application, 1, 500000, 0, 'Because', 'None', @Now, @Now, 1)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    round,
                    first.Application,
                    work.Now,
                }
            )
        );
        await SameAsync(first, sister);
        var finding = await AssertHeldAsync(sister.Application, FindingKind.OtherFunding, "Venue hire");
        Assert.EndsWith(
            "pays £2,000.00 for \"Venue hire\" from 1 May 2026 to 30 April 2027. This application asks for £2,000.00 for \"Venue hire\" from 1 May 2026 to 30 April 2027",
            finding.Sentence,
            StringComparison.Ordinal
        );
    }

    private const string Small =
        "2000001\t0\tLOUGHBOROUGH YOUTH CLUB\tRegistered\t2001-02-03\t\tSubmission Received\t2025-03-31\tLE1 1AA\tFalse\tFalse\t3000";

    [Fact]
    public async Task Fraudster_who_asks_for_a_large_grant_for_a_tiny_body_is_held()
    {
        await CharitiesAsync(Small);
        var group = await GroupAsync("Loughborough Youth Club", charity: "2000001", pounds: 10_000);
        await AssertHeldAsync(group.Application, FindingKind.GrantAgainstIncome, "333% of it");
    }

    [Fact]
    public async Task Fraudster_with_a_listed_trustee_who_is_not_on_the_form_is_held()
    {
        await CharitiesAsync(Small);
        await LoadAsync(
            ExtractKind.Trustees,
            "registered_charity_number\tlinked_charity_number\ttrustee_name\n2000001\t0\tMR GEORGE OAKES\n"
        );
        await SanctionsAsync("INV0001,OAKES,George,,,,,Individual");
        var group = await GroupAsync("Loughborough Youth Club", charity: "2000001");
        await AssertHeldAsync(group.Application, FindingKind.SanctionsHit, "");
        await AssertHeldAsync(group.Application, FindingKind.TrusteesDiffer, "GEORGE OAKES", FindingLevel.Review);
    }

    /// <summary>The application of the review that once came out as "Pass" after four notes of one word.</summary>
    [Fact]
    public async Task An_application_with_everything_against_it_cannot_pass_on_notes_of_one_word_and_says_what_must_be_done()
    {
        await SanctionsAsync("INV0001,QUARTERMAINE,Annabel,,,,,Individual", "INV0002,OAKES,George,,,,,Individual");
        await GroupAsync("Hamilton Sound Studio", text: Original);
        await GroupAsync("Birch Hill Choir", text: Original);
        var other = await GroupAsync("Oak Lane Boxing");
        await GiveAsync(other, "Oak Lane Boxing", "11112222", PayeeResult.Match);
        var group = await GroupAsync("Elm Park Trust", committee: ["Annabel Quartermaine", "George Oakes"], text: Original);
        var account = await GiveAsync(group, "D Smith personal", "11112222", PayeeResult.NoMatch);
        Assert.NotNull(await ConfirmAsync(tom, account, "Treasurer says it is fine"));
        await database.Db.HousekeepAsync(work => work.ExecuteAsync("update CheckPlan set FoundAt = null", new { }));
        await database.PlanChecks().RunAsync();

        var page = await PageAsync(group.Application);
        Assert.Equal(
            [
                (FindingKind.SanctionsHit, 2),
                (FindingKind.PossibleDuplicate, 1),
                (FindingKind.SharedAccount, 1),
                (FindingKind.PayeeNotMatched, 1),
                (FindingKind.BankDetailsMissing, 1),
                (FindingKind.CopiedText, 2),
            ],
            page.Findings.Where(finding => finding.Kind <= FindingKind.CopiedText)
                .GroupBy(finding => finding.Kind)
                .OrderBy(kind => kind.Key)
                .Select(kind => (kind.Key, kind.Count()))
        );
        // One word on each check: what has nothing found may pass, and what has says what to do.
        Dictionary<string, string?> said = [];
        foreach (var check in page.Checks.Where(check => check.Status == CheckStatus.NotStarted))
            said[check.Name] = (await RecordAsync(check, CheckStatus.Pass)).FirstRefusal?.Sentence;
        Assert.StartsWith(
            "5 findings have no verdict that counts yet. Decide them first.",
            said["Comparison with other applications"],
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "3 findings have no verdict that counts yet.",
            said["Bank account in the organisation's name"],
            StringComparison.Ordinal
        );
        page = await PageAsync(group.Application);
        Assert.Equal(CheckResult.InProgress, page.Application.DueDiligence);
        Assert.Contains(
            (await database.Db.ReadAsync(work => RoundChecks.GetAsync(work, round))).Rows,
            row => row.Id == group.Application && row.Cells.Any(cell => cell.State == CheckCell.Strong)
        );
        var holds = await HoldsAsync(group.Application);
        foreach (
            var words in new[] { "Confirmation of Payee", "Oak Lane Boxing", "is also in", "needs to be compared with the sanctions list" }
        )
            Assert.Contains(holds, hold => hold.Contains(words, StringComparison.Ordinal));

        // What must be done: each finding gets a verdict with a reason, and another person agrees with each that releases something strong.
        var (decide, agree) = (new DecideFinding(database.Db), new AgreeWithFinding(database.Db));
        foreach (var finding in page.Findings.Where(finding => finding.IsOpen && FindingRules.Verdicts(finding.Kind).Count > 0))
            Assert.Null((await decide.RunAsync(officer, finding.Id, finding.Version, Releases(finding.Kind), Why)).FirstRefusal);
        var comparison = page.Checks.Single(check => check.Kind == CheckKind.CrossChecks);
        Assert.NotNull((await RecordAsync(comparison, CheckStatus.Pass, Why)).FirstRefusal);
        foreach (var finding in (await PageAsync(group.Application)).Findings.Where(finding => finding.WaitsForSecond))
        {
            Assert.NotNull((await agree.RunAsync(officer, finding.Id, finding.Version, true, Why)).FirstRefusal);
            Assert.Null((await agree.RunAsync(second, finding.Id, finding.Version, true, Why)).FirstRefusal);
        }
        Assert.Null((await RecordAsync(comparison, CheckStatus.Pass, Why)).FirstRefusal);
        // The account still waits for two people of finance.
        Assert.Contains(
            "no verdict that counts yet",
            (await RecordAsync(page.Checks.Single(check => check.Kind == CheckKind.BankDetails), CheckStatus.Pass, Why))
                .FirstRefusal!
                .Sentence,
            StringComparison.Ordinal
        );
        Assert.Null((await new ProposeBankDetails(database.Db, Office).RunAsync(tom, account, Why)).FirstRefusal);
        Assert.NotNull(await ConfirmAsync(tom, account, Why));
        Assert.Null(await ConfirmAsync(ann, account, Why));
        await database.PlanChecks().RunAsync();
        Assert.Null(
            (await RecordAsync(page.Checks.Single(check => check.Kind == CheckKind.BankDetails), CheckStatus.Pass, Why)).FirstRefusal
        );
    }
}
