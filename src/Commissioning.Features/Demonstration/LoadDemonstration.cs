using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Platform.Security;

namespace Commissioning.Features.Demonstration;

/// <summary>Loads three rounds so that a visitor sees every stage: one at moderation, one finished, one open. Organisations, people and
/// texts are invented; the counts, dates and sums of the two past rounds are the published ones. Always the same, except for the open
/// round's dates, which follow today's.</summary>
public sealed class LoadDemonstration(Db db, TimeProvider clock, Office office, FileStoreOptions fileOptions, FieldEncryption encryption)
{
    private static readonly (string Key, string Name, Role Role)[] People =
    [
        ("applicant", "Amira Khan", Role.Applicant),
        ("officer", "Priya Shah", Role.CommissioningOfficer),
        ("officer2", "Imran Lodhi", Role.CommissioningOfficer),
        ("concerns", "Ruth Adeyemi", Role.ConcernLead),
        ("chief-finance", "Farah Malik", Role.ChiefFinanceOfficer),
        ("legal", "Miriam Aziz", Role.LegalReviewer),
        ("publisher", "Gwen Parry", Role.Publisher),
        ("finance", "Tom Whitfield", Role.FinanceOfficer),
        ("finance2", "Nadia Begum", Role.FinanceOfficer),
        ("approver", "Helen Marsh", Role.Approver),
        ("auditor", "Owen Clarke", Role.Auditor),
        ("administrator", "Grace Obi", Role.Administrator),
        ("csp", "Ravi Desai", Role.CspOfficer),
        ("csp2", "Anita Cole", Role.CspOfficer),
        ("m1", "Joan Fletcher", Role.PanelMember),
        ("m2", "Daniel Okafor", Role.PanelMember),
        ("m3", "Sunita Rao", Role.PanelMember),
        ("m4", "Mark Ellison", Role.PanelMember),
        ("m5", "Leah Brookes", Role.PanelMember),
    ];

    /// <summary>Dates the invented sanctions list as of today. Payments of the demonstration would otherwise be held a week after its
    /// start, or after the clock was moved.</summary>
    public async Task KeepListRecentAsync()
    {
        if (
            await db.ScalarAsync<int>(
                "select count(*) from RegisterImport where Kind = 'Sanctions' and State = 'Current' and FileName = @File",
                new { File = LoadDemonstrationRegisters.ListFile }
            ) > 0
        )
            await KeepListRecentAsync(new(Id("person/officer"), People.Single(person => person.Key == "officer").Name));
    }

    private Task<bool> KeepListRecentAsync(Actor officer) =>
        new LoadDemonstrationRegisters(db, new FileStore(db, fileOptions, new ClamdOptions()), clock, office).KeepListRecentAsync(officer);

    /// <summary>Loads what is missing; false when nothing was.</summary>
    public async Task<bool> RunOnceAsync()
    {
        var loaded = await LoadAsync();
        var people = Actors();
        var list = await KeepListRecentAsync(people["officer"]);
        var finish = new FinishDemonstrationRound(db, office, fileOptions, encryption);
        var finished = await finish.RunOnceAsync(Id("round/" + PeopleZones.Key), people);
        var releases = await new LoadDemonstrationReleases(db, finish, office, clock).RunOnceAsync(people);
        var spending = await new LoadDemonstrationSpending(db, finish, office, clock).RunOnceAsync(people);
        var registers = await new LoadDemonstrationRegisters(
            db,
            new FileStore(db, fileOptions, new ClamdOptions()),
            clock,
            office
        ).RunOnceAsync(people["officer"]);
        var findings = await new LoadDemonstrationFindings(db, office, fileOptions, encryption).RunOnceAsync(people["officer"]);
        var budgets = await new LoadDemonstrationCsp(db, new FileStore(db, fileOptions, new ClamdOptions()), clock).RunOnceAsync(
            people["officer"],
            people["chief-finance"]
        );
        var councils = await new LoadDemonstrationLeadCouncils(db, encryption).RunOnceAsync(people);
        var exports = await new LoadDemonstrationExports(db).RunOnceAsync(people["finance"]);
        return await new LoadDemonstrationRecoveries(db, office, clock).RunOnceAsync(people["finance"])
            || exports
            || councils
            || budgets
            || registers
            || findings
            || list
            || releases
            || spending
            || finished
            || loaded;
    }

    /// <summary>Takes the Safety Fund round, which waits at moderation, to where it waits for the decision.</summary>
    /// <returns>False when it is further on already.</returns>
    public Task<bool> RecommendSafetyFundAsync() => SafetyFundEnd().RecommendOnceAsync(Id("round/" + SafetyFund.Key), Actors());

    /// <summary>Takes the Safety Fund round, which waits at moderation or for the decision, to its end.</summary>
    /// <returns>False when it is further on already.</returns>
    public Task<bool> EndSafetyFundAsync() => SafetyFundEnd().RunOnceAsync(Id("round/" + SafetyFund.Key), Actors());

    private EndSafetyFundRound SafetyFundEnd() => new(db, new FinishDemonstrationRound(db, office, fileOptions, encryption), office);

    private static Dictionary<string, Actor> Actors() =>
        People.ToDictionary(person => person.Key, person => new Actor(Id($"person/{person.Key}"), person.Name));

    /// <summary>Uses four changes, each loaded or not, so that none blocks other writers for long.</summary>
    private async Task<bool> LoadAsync()
    {
        var people = await PartAsync(
            "select count(*) from Person where Id = @Id",
            Id("person/officer"),
            async work =>
            {
                foreach (var (key, name, role) in People)
                    await AddPersonAsync(work, Id($"person/{key}"), key + PeopleList.DemonstrationDomain, name, role);
                await AddOrganisationAsync(
                    work,
                    Id("organisation/own"),
                    new(
                        "Aylestone Road Residents Group",
                        "Unregistered group",
                        null,
                        null,
                        "12 Aylestone Road",
                        "Leicester",
                        "LE2 9ZZ",
                        "Leicester",
                        "Amira Khan",
                        "",
                        "0116 496 0100"
                    ),
                    Id("person/applicant")
                );
            }
        );
        var safetyFund = await RoundPartAsync(
            SafetyFund.Key,
            work => AddPastRoundAsync(work, SafetyFund, "demo-safety-fund-2024-25-round-2.json", ["m1", "m2", "m3", "m4", "m5"])
        );
        var peopleZones = await RoundPartAsync(
            PeopleZones.Key,
            work => AddPastRoundAsync(work, PeopleZones, "demo-people-zones-2024-25-round-2.json", ["m1", "m2", "m3"])
        );
        var open = await RoundPartAsync("open", AddOpenRoundAsync);
        return people || safetyFund || peopleZones || open;
    }

    private Task<bool> RoundPartAsync(string key, Func<Work, Task> load) =>
        PartAsync("select count(*) from Round where Id = @Id", Id($"round/{key}"), load);

    private async Task<bool> PartAsync(string countSql, Guid id, Func<Work, Task> load)
    {
        var outcome = await db.ChangeAsync(
            Actor.Portal,
            AuditAction.DemonstrationLoaded,
            id,
            async work =>
            {
                if (await work.ScalarAsync<int>(countSql, new { Id = id }) > 0)
                    return new Refusal("Loaded already");
                await load(work);
                return Result.Done;
            }
        );
        return outcome.FirstRefusal is null;
    }

    private sealed record RoundData(string Key, string Fund, string Prefix, RoundDetails Details);

    private static readonly RoundData SafetyFund = new(
        "csf",
        "Commissioner's Safety Fund",
        "CSF",
        new RoundDetails
        {
            Name = "Round 2",
            BudgetYear = "2024-25",
            Pot = Money.FromPounds(193_993.11m),
            MaximumGrant = Money.FromPounds(10_000),
            MinimumGrant = Money.Zero,
            OpensAt = Utc(2024, 12, 2, 9),
            ClosesAt = Utc(2025, 1, 6, 17),
            ScoringClosesAt = Utc(2025, 2, 14, 17),
            DecisionExpectedOn = new(2025, 3, 31),
            ProjectsStartOn = new(2025, 5, 1),
            ProjectsEndBy = new(2026, 4, 30),
            AcceptWithinDays = 28,
            Guidance =
                "Grants of up to £10,000 for charities, community groups and other non-profit organisations whose projects make Leicester, Leicestershire and Rutland safer.",
            Conditions = "",
            LegalPower = RoundTemplate.LegalPower,
            ThresholdMethod = RoundTemplate.ThresholdMethod,
            Priorities =
            [
                "Violence and Vulnerability",
                "Road Safety",
                "Violence against Women and Girls",
                "Neighbourhood Crime",
                "Business Crime",
                "Rural Crime",
            ],
            Zones = [],
            Texts = new()
            {
                WhoCanApply =
                    "Charities, community groups and other non-profit organisations whose projects make Leicester, Leicestershire or Rutland safer.",
                WhatWeFund = """
                Projects that prevent or reduce crime or disorder
                Projects on one of the themes below, with a grant of up to £10,000
                """,
                NeverFund = """
                Work outside Leicester, Leicestershire and Rutland
                Work that does not prevent or reduce crime or disorder
                """,
            },
        }
    );

    private static readonly RoundData PeopleZones = new(
        "pz",
        "People Zones",
        "PZ",
        new RoundDetails
        {
            Name = "Round 2",
            BudgetYear = "2024-25",
            Pot = Money.FromPounds(45_000),
            MaximumGrant = Money.FromPounds(10_000),
            MinimumGrant = Money.Zero,
            OpensAt = Utc(2024, 9, 30, 9),
            ClosesAt = Utc(2024, 10, 28, 17),
            ScoringClosesAt = Utc(2024, 11, 15, 17),
            DecisionExpectedOn = new(2024, 12, 6),
            ProjectsStartOn = new(2025, 1, 6),
            ProjectsEndBy = new(2026, 1, 31),
            AcceptWithinDays = 28,
            Guidance =
                "Grants of up to £10,000 for organisations that live, work or provide a service in a People Zone. The pot of this demonstration is invented; the awards are the published total.",
            Policy = new() { Awards = new() { CertificateFrom = Money.FromPounds(8_000) } },
            Conditions = "",
            LegalPower = RoundTemplate.LegalPower,
            ThresholdMethod = RoundTemplate.ThresholdMethod,
            Priorities = ["Violence and Vulnerability", "Violence against Women and Girls", "Neighbourhood Crime"],
            Zones = ["New Parks", "Bell Foundry", "Thringstone and Whitwick"],
            Texts = new()
            {
                WhoCanApply =
                    "Organisations that live, work, provide a service or want to provide one in one or more of the People Zones. If yours is outside a zone, look at the Commissioner's Safety Fund.",
                WhatWeFund = "Projects in a People Zone, with a grant of up to £10,000",
                NeverFund = "Projects outside the People Zones",
            },
        }
    );

    private async Task AddOpenRoundAsync(Work work)
    {
        var today = clock.Today();
        var closes = today.AddDays(28);
        var year = today.Month >= 4 ? today.Year : today.Year - 1;
        // This form was built with the designer; the past rounds keep the simple form that their applications answer.
        var form = DemonstrationFile.ReadRound("safety-fund.json");
        await AddRoundAsync(
            work,
            new(
                "open",
                "Commissioner's Safety Fund",
                "CSF",
                SafetyFund.Details with
                {
                    EligibleKinds = form.Details.EligibleKinds,
                    OtherFund = form.Details.OtherFund,
                    Name = "Round 1",
                    BudgetYear = $"{year}-{(year + 1) % 100:00}",
                    Pot = Money.FromPounds(200_000),
                    OpensAt = LondonTime.ToUtc(today.AddDays(-7), new(9, 0)),
                    ClosesAt = LondonTime.ToUtc(closes, new(17, 0)),
                    ScoringClosesAt = LondonTime.ToUtc(closes.AddDays(28), new(17, 0)),
                    DecisionExpectedOn = closes.AddDays(56),
                    ProjectsStartOn = closes.AddDays(84),
                    ProjectsEndBy = closes.AddDays(84 + 365),
                }
            ),
            ["m1", "m2", "m3", "m4", "m5"],
            LondonTime.ToUtc(today.AddDays(-14), new(9, 0)),
            form.Lists
        );
    }

    private static async Task<Guid> AddRoundAsync(
        Work work,
        RoundData round,
        IReadOnlyList<string> panel,
        DateTime publishedAt,
        RoundLists? lists = null
    )
    {
        var (id, fund) = (Id($"round/{round.Key}"), Id($"fund/{round.Prefix}"));
        if (await work.ScalarAsync<int>("select count(*) from Fund where Id = @fund", new { fund }) == 0)
        {
            await work.ExecuteAsync(
                "insert into Fund (Id, Name, Prefix, Description, CreatedAt) values (@fund, @Name, @Prefix, '', @publishedAt)",
                new
                {
                    fund,
                    Name = round.Fund,
                    round.Prefix,
                    publishedAt,
                }
            );
            await work.ExecuteAsync(
                "insert into FundLetterhead (FundId, SignatoryName, SignatoryTitle, ChangedBy, ChangedAt) values (@fund, 'Helen Marsh', 'Police and Crime Commissioner', @By, @publishedAt)",
                new
                {
                    fund,
                    By = Id("person/officer"),
                    publishedAt,
                }
            );
        }
        await SaveRound.InsertAsync(work, id, fund, round.Details);
        await RoundContent.ReplaceAsync(work, id, lists ?? RoundTemplate.Default());
        await RoundPot.SetAsideAsync(
            work,
            new(Id("person/officer"), "Priya Shah"),
            round.Details.BudgetYear,
            $"{round.Fund}, {round.Details.Name}, {round.Details.BudgetYear}",
            round.Details.Pot
        );
        await work.ExecuteAsync(
            "update Round set PublishedAt = @publishedAt, FundName = @Fund where Id = @id",
            new
            {
                id,
                publishedAt,
                round.Fund,
            }
        );
        await work.ExecuteAsync(
            "insert into PanelMember (RoundId, PersonId, Assigned, Conflicted, Submitted) values (@id, @Person, 0, 0, 0)",
            panel.Select(key => new { id, Person = Id($"person/{key}") })
        );
        return id;
    }

    private static async Task AddPastRoundAsync(Work work, RoundData round, string file, IReadOnlyList<string> panel)
    {
        var applications = DemonstrationFile.Read(file).Applications;
        // A past round keeps the questions that its applications answer.
        var lists = RoundTemplate.Default();
        lists = lists with { Questions = [.. lists.Questions.Where(question => applications[0].Answers.ContainsKey(question.Code))] };
        var id = await AddRoundAsync(work, round, panel, round.Details.OpensAt.AddDays(-7), lists);
        var setup = await RoundReader.GetSetupAsync(work, id);
        foreach (var application in applications)
            await new DemonstrationApplication(work, setup, round.Key, application).AddAsync(panel);
        await AddAssignmentsAsync(work, setup, round.Key, applications, panel);
        await work.ExecuteAsync(
            "update RoundTally set Submitted = @Count, LastNumber = @Count, Requested = @Requested, Checked = (select count(*) from Application a where a.RoundId = @id and a.Status = 'Submitted' and a.DueDiligence not in ('NotStarted', 'InProgress')) where RoundId = @id",
            new
            {
                id,
                applications.Count,
                Requested = applications.Sum(application => application.AmountRequestedPence),
            }
        );
    }

    private static async Task AddAssignmentsAsync(
        Work work,
        Commissioning.Domain.Funds.RoundSetup setup,
        string key,
        IReadOnlyList<DemonstrationFile.ApplicationData> applications,
        IReadOnlyList<string> panel
    )
    {
        var round = setup.Round;
        foreach (var member in panel)
        {
            var assessor = Id($"person/{member}");
            var order = ReadingOrder.For(round.Id, assessor, applications.Select(application => (application, application.Number)));
            foreach (var (application, i) in order.Select((application, i) => (application, i)))
            {
                var score = application.Scores[member];
                var id = Id($"assignment/{key}/{application.Number}/{member}");
                var at = round.ClosesAt.AddDays(1).AddMinutes(37 * (i + 1));
                await work.ExecuteAsync(
                    InsertAssignmentSql,
                    new
                    {
                        id,
                        RoundId = round.Id,
                        ApplicationId = Id($"application/{key}/{application.Number}"),
                        assessor,
                        Position = i + 1,
                        Conflict = score.Conflict is not null ? ConflictState.Declared
                        : score.Pending ? ConflictState.NotDeclared
                        : ConflictState.None,
                        ConflictKind = score.Conflict?.Kind,
                        ConflictDetail = score.Conflict?.Detail,
                        DeclaredAt = score.Pending ? (DateTime?)null : at,
                        SubmittedAt = score.Scores is null ? (DateTime?)null : at.AddMinutes(25),
                    }
                );
                if (score.Scores is null)
                    continue;
                await work.ExecuteAsync(
                    "insert into Score (AssignmentId, CriterionId, Value, Reason) values (@id, @Criterion, @Value, @Reason)",
                    score.Scores.Select(
                        (points, c) =>
                            new
                            {
                                id,
                                Criterion = setup.Criteria[c].Id,
                                Value = points,
                                Reason = score.Reasons![c],
                            }
                    )
                );
                await work.ExecuteOneAsync(
                    "update ScoringAssignment set Total = @Total where Id = @id",
                    new { id, Total = score.Scores.Select((points, c) => points * setup.Criteria[c].Weight).Sum() }
                );
            }
            var scores = applications.Select(application => application.Scores[member]).ToList();
            await work.ExecuteAsync(
                "update PanelMember set Assigned = @Assigned, AssignedTo = @Assigned, Conflicted = @Conflicted, Submitted = @Submitted where RoundId = @RoundId and PersonId = @assessor",
                new
                {
                    RoundId = round.Id,
                    assessor,
                    Assigned = scores.Count,
                    Conflicted = scores.Count(score => score.Conflict is not null),
                    Submitted = scores.Count(score => score.Scores is not null),
                }
            );
        }
    }

    internal static async Task AddPersonAsync(Work work, Guid id, string email, string name, Role role)
    {
        await work.ExecuteAsync(
            PersonSql.Insert,
            new Person
            {
                Id = id,
                Email = email.ToLowerInvariant(),
                DisplayName = name,
                SecurityStamp = id.ToString("N"),
                TwoFactorEnabled = false,
                CreatedAt = work.Now,
            }
        );
        await work.ExecuteAsync(PersonSql.InsertRole, new { PersonId = id, Role = role });
    }

    internal static async Task AddOrganisationAsync(Work work, Guid id, DemonstrationFile.OrganisationData organisation, Guid member)
    {
        await work.ExecuteAsync(
            """
            insert into Organisation (Id, Name, Kind, CharityNumber, CompanyNumber, AddressLine, Town, Postcode, Area, Phone, CreatedAt, Version)
            values (@id, @Name, @Kind, @CharityNumber, @CompanyNumber, @AddressLine, @Town, @Postcode, @Area, @Phone, @Now, 1)
            """,
            new
            {
                id,
                organisation.Name,
                organisation.Kind,
                organisation.CharityNumber,
                organisation.CompanyNumber,
                organisation.AddressLine,
                organisation.Town,
                organisation.Postcode,
                organisation.Area,
                organisation.Phone,
                work.Now,
            }
        );
        await work.ExecuteAsync(
            "insert into OrganisationMember (OrganisationId, PersonId, JoinedAt) values (@id, @member, @Now)",
            new
            {
                id,
                member,
                work.Now,
            }
        );
    }

    /// <summary>The same id for the same name, always and everywhere.</summary>
    internal static Guid Id(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes("demonstration/" + name)).AsSpan(0, 16));

    private static DateTime Utc(int year, int month, int day, int hour) => LondonTime.ToUtc(new(year, month, day), new(hour, 0));

    private const string InsertAssignmentSql = """
        insert into ScoringAssignment (Id, RoundId, ApplicationId, AssessorId, Position, Conflict, ConflictKind, ConflictDetail, DeclaredAt, SubmittedAt, Version)
        values (@id, @RoundId, @ApplicationId, @assessor, @Position, @Conflict, @ConflictKind, @ConflictDetail, @DeclaredAt, @SubmittedAt, 1)
        """;
}
