using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Testing;

/// <summary>A ledger with areas, funded and allocated through requests that a second person approves.</summary>
public sealed class LedgerScenario(TestDatabase database)
{
    public Db Db => database.Db;

    /// <summary>Who posts and requests.</summary>
    public Actor Officer { get; private set; } = null!;

    /// <summary>Who approves any amount.</summary>
    public Actor Approver { get; private set; } = null!;

    /// <summary>Who proposes the sign-off of a year.</summary>
    public Actor Finance { get; private set; } = null!;

    /// <summary>The files of evidence.</summary>
    public FileStore Files { get; } =
        new(database.Db, new FileStoreOptions { Root = Path.Combine(database.Folder, "files") }, new ClamdOptions());

    /// <summary>Areas named Area 1, Area 2 and so on.</summary>
    public IReadOnlyList<Guid> Areas { get; private set; } = [];

    /// <summary>Opens a year in which each area has this much.</summary>
    public async Task OpenAsync(FinancialYear year, int areas, Money each)
    {
        var scenario = new Scenario(Db, database.Clock);
        (Officer, Approver) = (await scenario.PersonAsync(Role.CommissioningOfficer), await scenario.PersonAsync(Role.ChiefFinanceOfficer));
        Finance = await scenario.PersonAsync(Role.FinanceOfficer);
        Areas = Enumerable.Range(1, areas).Select(_ => Guid.CreateVersion7()).ToList();
        await Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into CspArea (Id, Name, Position, ValidFrom) values (@id, @Name, @Position, @From)",
                Areas.Select(
                    (id, i) =>
                        new
                        {
                            id,
                            Name = $"Area {i + 1}",
                            Position = i,
                            From = new DateOnly(2012, 4, 1),
                        }
                )
            )
        );
        await NameSignatoryAsync(Approver, isDeputy: false);
        await AllocateAsync(year, each);
    }

    /// <summary>The office names a person to sign years, from 2012 on.</summary>
    public Task NameSignatoryAsync(Actor person, bool isDeputy) =>
        Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into YearSignatory (PersonId, IsDeputy, ValidFrom, SetBy, SetAt) values (@Person, @isDeputy, '2012-04-01', @Person, @Now)",
                new
                {
                    Person = person.Id,
                    isDeputy,
                    work.Now,
                }
            )
        );

    /// <summary>Opens another year of the same areas, in which each has this much.</summary>
    public async Task AllocateAsync(FinancialYear year, Money each)
    {
        await new OpenYear(Db).RunAsync(Officer, year);
        await FundAsync(year, new(each.Pence * Areas.Count));
        await DoneAsync(
            new(
                year,
                LedgerRequestKind.Base,
                year.Start,
                Areas.Select(area => new RequestLedgerPosting.Line(area, each)).ToList(),
                "Base allocation",
                "Budget"
            )
        );
    }

    public Task FundAsync(FinancialYear year, Money amount) =>
        DoneAsync(
            new(year, LedgerRequestKind.Funding, year.Start, [new(null, amount)], "Areas' budgets", "Budget")
            {
                Source = "Commissioner's budget",
            }
        );

    public Task<Result<Guid>> RequestAsync(RequestLedgerPosting.Command command) => new RequestLedgerPosting(Db).RunAsync(Officer, command);

    public Task<Result> ApproveAsync(Guid request) => new DecideLedgerRequest(Db).RunAsync(Approver, request, approve: true, null);

    /// <summary>Requested, and approved at once where that was possible; otherwise the refusal.</summary>
    public async Task<Result> TryAsync(RequestLedgerPosting.Command command)
    {
        var requested = await RequestAsync(command);
        return requested.IsDone ? await ApproveAsync(requested.Value) : requested;
    }

    public async Task DoneAsync(RequestLedgerPosting.Command command)
    {
        if ((await TryAsync(command)).FirstRefusal is { } refusal)
            throw new InvalidOperationException(refusal.Sentence);
    }

    /// <summary>Reversed, by a request where two people approved it; otherwise the refusal.</summary>
    public async Task<Result> ReverseAsync(Guid transaction, DateOnly on)
    {
        var year = FinancialYear
            .Parse(await Db.ScalarAsync<string>("select BudgetYear from LedgerTransaction where Id = @transaction", new { transaction }))!
            .Value;
        return
            await Db.ScalarAsync<int>(
                "select count(*) from LedgerTransaction where Id = @transaction and RequestId is not null",
                new { transaction }
            ) > 0
            ? await TryAsync(
                new(year, LedgerRequestKind.Reversal, on, [new(null, new(1))], "A mistake", "A paper") { Transaction = transaction }
            )
            : await new ReverseTransaction(Db, new Office()).RunAsync(Officer, transaction, on, "A mistake");
    }

    /// <summary>Proposed, signed and locked; otherwise the refusal. What may be missing is explained.</summary>
    public async Task<Result> LockAsync(FinancialYear year)
    {
        var asked = await new ProposeYearSignOff(Db, new Office()).RunAsync(
            Finance,
            year,
            "The accounts",
            "The areas of this test bring their evidence later",
            (await Db.QueryAsync<Guid>("select Id from CspArea order by Position"))
                .Select(area => new ProposeYearSignOff.Explanation(area, "The areas of this test send no returns"))
                .ToList()
        );
        if (!asked.IsDone)
            return asked;
        var signed = await new SignYear(Db, new Office()).RunAsync(Approver, asked.Value);
        if (!signed.IsDone)
            await new RefuseYearRequest(Db).RunAsync(Finance, asked.Value, null);
        return signed;
    }

    /// <summary>Opened again by two people; otherwise the refusal.</summary>
    public async Task<Result> ReopenAsync(FinancialYear year)
    {
        var asked = await new AskToReopenYear(Db, new Office()).RunAsync(Finance, year, "A late invoice came in for the first area");
        return asked.IsDone ? await new ReopenYear(Db).RunAsync(Approver, asked.Value) : asked;
    }

    public Task<Result> PostAsync(PostToLedger.Command command) => new PostToLedger(Db, Files, database.Clock).RunAsync(Officer, command);

    public Task<YearOverview.YearOverviewPage> OverviewAsync(FinancialYear year, DateOnly? asAt = null, int? known = null) =>
        Db.ReadAsync(work => YearOverview.GetAsync(work, year, asAt, known));
}
