using System.Text;
using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using static Commissioning.Features.Demonstration.LoadDemonstration;

namespace Commissioning.Features.Demonstration;

/// <summary>The Community Safety Partnerships' budgets of 2023-24 to 2025-26 as published, posted through the ledger. The projects are
/// invented; their costs are shares of each area's published spending that add up to it exactly.</summary>
internal sealed class LoadDemonstrationCsp(Db db, FileStore files, TimeProvider clock)
{
    private static readonly string[] Subjects =
    [
        "Street outreach",
        "Youth mediation",
        "Safer taxis",
        "Target hardening",
        "Hate crime reporting",
        "Knife crime workshops",
        "Night-time wardens",
        "Domestic abuse training",
        "Off-road bike patrols",
        "Burglary packs",
        "Estate clean-up",
        "Mobile cameras",
        "Bystander training",
        "Diversionary sport",
        "Scam awareness",
    ];
    private static readonly string[] Priorities =
    [
        "Violence and Vulnerability",
        "Violence against Women and Girls",
        "Neighbourhood Crime",
        "Road Safety",
        "Rural Crime",
        "Business Crime",
    ];
    private static readonly string[] Levels = ["Primary", "Secondary", "Tertiary"];
    private static readonly FinancialYear Before = new(2023),
        Year = new(2024),
        After = new(2025);

    /// <param name="officer">Who posts and requests.</param>
    /// <param name="approver">Who approves what was requested.</param>
    public async Task<bool> RunOnceAsync(Actor officer, Actor approver)
    {
        if (await db.ScalarAsync<int>("select count(*) from CspArea") > 0)
            return false;
        var file = Read();
        var evidence = new List<FileStore.NewFile>();
        foreach (var area in file.Areas)
            evidence.Add(await EvidenceAsync(officer, area));
        await db.ChangeAsync(
            officer,
            AuditAction.DemonstrationLoaded,
            Id("csp"),
            async work =>
            {
                await AddAreasAsync(work, file);
                var opened = await work.QueryAsync<string>("select BudgetYear from LedgerYear"); // Opened by the demonstration's rounds.
                foreach (var year in opened.Select(year => FinancialYear.Parse(year)!.Value).Union([Before, Year, After]))
                    await OpenYear.OpenAsync(work, year);
                var payee = Id("payee");
                await work.ExecuteAsync("insert into Payee (Id, Name) values (@Id, @Payee)", new { Id = payee, file.Payee });
                await work.ExecuteAsync(
                    "insert into HostedScheme (Id, HostAreaId, Name) values (@Id, @Host, @Scheme)",
                    new
                    {
                        Id = Id("scheme"),
                        Host = AreaId(file.Areas.Single(area => area.Name == file.SchemeHost)),
                        file.Scheme,
                    }
                );
                // The areas' parts of this underspend are not published.
                await Posting.MoveAsync(
                    work,
                    officer,
                    Before,
                    TransactionKind.CarryForward,
                    new(2024, 3, 31),
                    $"Underspend of {Before}; its split by area is not published",
                    await Posting.AccountAsync(work, Before, AccountKind.Funding),
                    await Posting.AccountAsync(work, Before, AccountKind.Returned),
                    new(file.BroughtForwardPence)
                );
                await AllocateAsync(work, file, Year, area => area.BasePence);
                await AllocateAsync(work, file, After, area => area.NextBasePence);
                await RequestAsync(
                    work,
                    new(
                        Year,
                        LedgerRequestKind.TopUp,
                        new(2024, 6, 3),
                        LinesOf(file, area => area.TopUpPence),
                        $"Share of the underspend of {Before}, by base allocation",
                        $"Share-out of the underspend of {Before}"
                    )
                );
                foreach (var (area, i) in file.Areas.Select((area, i) => (area, i)))
                {
                    await work.ExecuteAsync(FileStore.InsertSql, evidence[i]);
                    await AddSpendingAsync(work, officer, file, area, i, evidence[i].Id);
                }
                await PoolAsync(work, file, payee);
                await AddContactsAsync(work, file);
                await work.ExecuteAsync(
                    "insert into YearSignatory (PersonId, IsDeputy, ValidFrom, SetBy, SetAt) values (@Person, @deputy, @From, @By, @Now)",
                    new
                    {
                        Person = approver.Id,
                        deputy = false,
                        From = new DateOnly(2020, 4, 1),
                        By = officer.Id,
                        work.Now,
                    }
                );
                return Result.Done;
            }
        );
        return true;

        // What the published budget gives, and where it comes from.
        async Task AllocateAsync(Work work, File file, FinancialYear year, Func<Area, long> pence)
        {
            var lines = LinesOf(file, pence);
            await RequestAsync(
                work,
                new(year, LedgerRequestKind.Funding, year.Start, [new(null, lines.Sum(line => line.Amount))], "Areas' budgets", Paper(year))
                {
                    Source = Posting.Budget,
                }
            );
            await RequestAsync(work, new(year, LedgerRequestKind.Base, year.Start, lines, "Base allocation", Paper(year)));
        }

        // After the day of the published table: the areas return what remains, and the payee is paid out of it.
        async Task PoolAsync(Work work, File file, Guid payee)
        {
            var paid = new Money(file.PayeePence);
            await RequestAsync(
                work,
                new(
                    Year,
                    LedgerRequestKind.Return,
                    new(2025, 2, 3),
                    LinesOf(file, area => area.BasePence + area.TopUpPence - area.ExpenditurePence),
                    "What the areas will not spend this year",
                    "Paper to the Panel of January 2025"
                )
            );
            await RequestAsync(
                work,
                new(
                    Year,
                    LedgerRequestKind.PoolToCentral,
                    new(2025, 2, 10),
                    [new(null, paid)],
                    "Work across the areas",
                    "Paper to the Panel of January 2025"
                )
            );
            await RequestAsync(
                work,
                new(
                    Year,
                    LedgerRequestKind.CentralPayment,
                    new(2025, 2, 17),
                    [new(null, paid)],
                    file.PayeeFor,
                    "Paper to the Panel of January 2025"
                )
                {
                    Payee = payee,
                }
            );
        }

        async Task RequestAsync(Work work, RequestLedgerPosting.Command command)
        {
            var id = Id($"ledger-request/{command.Year}/{command.Kind}");
            var requested = await RequestLedgerPosting.AddAsync(work, officer, id, command);
            var approved = requested.IsDone ? await DecideLedgerRequest.DecideAsync(work, approver, id, approve: true, null) : requested;
            if (!approved.IsDone)
                throw new InvalidOperationException(approved.FirstRefusal!.Sentence);
        }
    }

    private static string Paper(FinancialYear year) => $"Budget of {year}";

    private static IReadOnlyList<RequestLedgerPosting.Line> LinesOf(File file, Func<Area, long> pence) =>
        file.Areas.Where(area => pence(area) > 0).Select(area => new RequestLedgerPosting.Line(AreaId(area), new(pence(area)))).ToList();

    /// <summary>An area's invented list of invoices.</summary>
    private Task<FileStore.NewFile> EvidenceAsync(Actor officer, Area area) =>
        files.WriteAsync(
            officer,
            $"Invoices of {area.Name} {Year}.csv",
            "text/csv",
            Encoding.UTF8.GetBytes($"Area,Year,Invoices\r\n{area.Name},{Year},Invented for the demonstration\r\n"),
            clock.UtcNow()
        );

    /// <summary>Two people for each area, so that one can prepare its return and the other certify it.</summary>
    private static async Task AddContactsAsync(Work work, File file)
    {
        const string sql = "insert into PersonCspArea (PersonId, AreaId) values (@Person, @Area)";
        foreach (var area in file.Areas)
        {
            if (area.Contacts.Count == 0)
                await work.ExecuteAsync(
                    sql,
                    new[] { "csp", "csp2" }.Select(key => new { Person = Id($"person/{key}"), Area = AreaId(area) })
                );
            foreach (var name in area.Contacts)
            {
                var (id, key) = (Id($"person/{name}"), name.ToLowerInvariant().Replace(' ', '.'));
                await AddPersonAsync(work, id, key + PeopleList.DemonstrationDomain, name, Role.CspOfficer);
                await work.ExecuteAsync(sql, new { Person = id, Area = AreaId(area) });
            }
        }
    }

    private static async Task AddAreasAsync(Work work, File file)
    {
        await work.ExecuteAsync(
            "insert into CspArea (Id, Name, PublicName, OnsCode, Position, ValidFrom) values (@Id, @Name, @PublicName, @OnsCode, @Position, @From)",
            file.Areas.Select(
                (area, i) =>
                    new
                    {
                        Id = AreaId(area),
                        area.Name,
                        area.PublicName,
                        area.OnsCode,
                        Position = i + 1,
                        From = new DateOnly(2020, 4, 1),
                    }
            )
        );
        await work.ExecuteAsync(
            "insert into CspAreaAlias (AreaId, Alias) values (@Id, @Alias)",
            file.Areas.SelectMany(area => area.Aliases.Select(alias => new { Id = AreaId(area), Alias = alias }))
        );
    }

    private static async Task AddSpendingAsync(Work work, Actor officer, File file, Area area, int place, Guid evidence)
    {
        var own = await Posting.AccountAsync(work, Year, AccountKind.Area, AreaId(area));
        var spent = await Posting.AccountAsync(work, Year, AccountKind.Evidenced, AreaId(area));
        if (area.ContributionPence > 0)
        {
            var scheme = await Posting.AccountAsync(work, Year, AccountKind.HostedScheme, file.Scheme);
            await Posting.MoveAsync(
                work,
                officer,
                Year,
                TransactionKind.Contribution,
                new(2024, 9, 2),
                "Share of the scheme",
                own,
                scheme,
                new(area.ContributionPence)
            );
        }
        var parts = ProRata.Share(
            new(area.ExpenditurePence - area.ContributionPence),
            Enumerable.Range(0, area.Projects).Select(i => (Fraction)(3 + (i * 7 + place) % 11)).ToList()
        );
        foreach (var (part, i) in parts.Select((part, i) => (part.Part, i)))
        {
            var project = Id($"csp-project/{area.Name}/{i}");
            await work.ExecuteAsync(
                "insert into CspProject (Id, BudgetYear, AreaId, Name, Priority, PreventionLevel, Outcome, CreatedAt, Amount) values (@project, @BudgetYear, @Area, @Name, @Priority, @Level, 'Improved feelings of safety', @Now, @part)",
                new
                {
                    project,
                    BudgetYear = Year.ToString(),
                    Area = AreaId(area),
                    Name = $"{Subjects[(i + place) % Subjects.Length]}{(i >= Subjects.Length ? $", phase {i / Subjects.Length + 1}" : "")}",
                    Priority = Priorities[(i + place) % Priorities.Length],
                    Level = Levels[i % 3],
                    work.Now,
                    part,
                }
            );
            // None before the top-up, nor after 16 January 2025, the date of the published table.
            var on = new DateOnly(2024, 6, 4).AddDays((i * 37 + place * 11) % 226);
            await Posting.WriteAsync(
                work,
                officer,
                Year,
                new(TransactionKind.Expenditure, on, Subjects[(i + place) % Subjects.Length], [new(own.Id, -part), new(spent.Id, part)])
                {
                    Project = project,
                    Evidence = evidence,
                }
            );
        }
    }

    private static Guid AreaId(Area area) => Id($"csp-area/{area.Name}");

    private static File Read()
    {
        using var stream = typeof(LoadDemonstrationCsp).Assembly.GetManifestResourceStream("seed/demo-csp.json")!;
        return JsonSerializer.Deserialize<File>(stream, JsonSerializerOptions.Web)!;
    }

    private sealed record File(
        long BroughtForwardPence,
        string Payee,
        long PayeePence,
        string PayeeFor,
        string Scheme,
        string SchemeHost,
        IReadOnlyList<Area> Areas
    );

    private sealed record Area(
        string Name,
        string? PublicName,
        string OnsCode,
        IReadOnlyList<string> Aliases,
        long BasePence,
        long TopUpPence,
        long ExpenditurePence,
        long ContributionPence,
        long NextBasePence,
        int Projects,
        IReadOnlyList<string> Contacts
    );
}
