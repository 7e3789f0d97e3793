using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using static Commissioning.Features.Demonstration.LoadDemonstration;

namespace Commissioning.Features.Demonstration;

/// <summary>The Community Safety Partnerships' budgets of 2023-24 to 2025-26 as published, posted through the ledger. The projects are
/// invented; their costs are shares of each area's published spending that add up to it exactly.</summary>
internal sealed class LoadDemonstrationCsp(Db db)
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

    public async Task<bool> RunOnceAsync(Actor officer)
    {
        if (await db.ScalarAsync<int>("select count(*) from CspArea") > 0)
            return false;
        await db.ChangeAsync(
            officer,
            AuditAction.DemonstrationLoaded,
            Id("csp"),
            async work =>
            {
                var file = Read();
                await AddAreasAsync(work, file);
                var opened = await work.QueryAsync<string>("select BudgetYear from LedgerYear"); // Opened by the demonstration's rounds.
                foreach (var year in opened.Select(year => FinancialYear.Parse(year)!.Value).Union([Before, Year, After]))
                    await OpenYear.OpenAsync(work, year);
                await PostAsync(
                    work,
                    officer,
                    Before,
                    TransactionKind.CarryForward,
                    new(2024, 3, 31),
                    $"Underspend of {Before}; its split by area is not published",
                    AccountKind.Funding,
                    Posting.Budget,
                    AccountKind.Returned,
                    $"Carried into {Year}",
                    new(file.BroughtForwardPence)
                );
                await PostAsync(
                    work,
                    officer,
                    Year,
                    TransactionKind.Central,
                    new(2024, 4, 1),
                    "Work across the areas",
                    AccountKind.Funding,
                    Posting.Budget,
                    AccountKind.Central,
                    PostCentral.Pot,
                    new(file.PayeePence)
                );
                await PostAsync(
                    work,
                    officer,
                    Year,
                    TransactionKind.Transfer,
                    new(2024, 10, 7),
                    file.PayeeFor,
                    AccountKind.Central,
                    PostCentral.Pot,
                    AccountKind.Payee,
                    file.Payee,
                    new(file.PayeePence)
                );
                foreach (var (area, i) in file.Areas.Select((area, i) => (area, i)))
                    await AddAreaYearAsync(work, officer, file, area, i);
                await work.ExecuteAsync(
                    "insert into PersonCspArea (PersonId, AreaId) values (@Person, @Area)",
                    from key in new[] { "csp", "csp2" }
                    from area in file.Areas.Take(2)
                    select new { Person = Id($"person/{key}"), Area = AreaId(area) }
                );
                return Result.Done;
            }
        );
        return true;
    }

    private static async Task AddAreasAsync(Work work, File file)
    {
        await work.ExecuteAsync(
            "insert into CspArea (Id, Name, OnsCode, Position, ValidFrom) values (@Id, @Name, @OnsCode, @Position, @From)",
            file.Areas.Select(
                (area, i) =>
                    new
                    {
                        Id = AreaId(area),
                        area.Name,
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

    private static async Task AddAreaYearAsync(Work work, Actor officer, File file, Area area, int place)
    {
        var own = await Posting.AccountAsync(work, Year, AccountKind.Area, AreaId(area));
        await Posting.MoveAsync(
            work,
            officer,
            Year,
            TransactionKind.Base,
            new(2024, 4, 1),
            "Base allocation",
            await Posting.AccountAsync(work, Year, AccountKind.Funding, Posting.Budget),
            own,
            new(area.BasePence)
        );
        await Posting.MoveAsync(
            work,
            officer,
            Year,
            TransactionKind.TopUp,
            new(2024, 6, 3),
            $"Share of the underspend of {Before}, by base allocation",
            await Posting.AccountAsync(work, Year, AccountKind.BroughtForward, $"Underspend of {Before}"),
            own,
            new(area.TopUpPence)
        );
        await Posting.MoveAsync(
            work,
            officer,
            After,
            TransactionKind.Base,
            new(2025, 4, 1),
            "Base allocation",
            await Posting.AccountAsync(work, After, AccountKind.Funding, Posting.Budget),
            await Posting.AccountAsync(work, After, AccountKind.Area, AreaId(area)),
            new(area.NextBasePence)
        );
        var spent = await Posting.AccountAsync(work, Year, AccountKind.Spent, AreaId(area));
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
            // None after 16 January 2025, the date of the published table.
            var on = new DateOnly(2024, 5, 7).AddDays((i * 37 + place * 11) % 254);
            await Posting.MoveAsync(
                work,
                officer,
                Year,
                TransactionKind.Expenditure,
                on,
                Subjects[(i + place) % Subjects.Length],
                own,
                spent,
                part,
                project
            );
        }
    }

    private static async Task PostAsync(
        Work work,
        Actor officer,
        FinancialYear year,
        TransactionKind kind,
        DateOnly on,
        string reason,
        AccountKind fromKind,
        string from,
        AccountKind toKind,
        string to,
        Money amount
    )
    {
        var (source, target) = (await Posting.AccountAsync(work, year, fromKind, from), await Posting.AccountAsync(work, year, toKind, to));
        await Posting.MoveAsync(work, officer, year, kind, on, reason, source, target, amount);
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
        IReadOnlyList<Area> Areas
    );

    private sealed record Area(
        string Name,
        string OnsCode,
        IReadOnlyList<string> Aliases,
        long BasePence,
        long TopUpPence,
        long ExpenditurePence,
        long ContributionPence,
        long NextBasePence,
        int Projects
    );
}
