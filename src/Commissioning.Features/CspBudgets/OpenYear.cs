using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Opens a financial year with the accounts of the areas that exist in it, and gives out allocations and top-ups.</summary>
public sealed class OpenYear(Db db)
{
    public Task<Outcome> RunAsync(Actor actor, FinancialYear year) => db.ChangeAsync(actor, AuditAction.LedgerYearOpened, Guid.Empty, async work =>
    {
        if (await work.ScalarAsync<int>("select count(*) from LedgerYear where BudgetYear = @BudgetYear", new { BudgetYear = year.ToString() }) > 0) return new Refusal($"{year} is open already");
        await OpenAsync(work, year);
        work.Note(year.ToString());
        return Outcome.Done;
    });

    internal static async Task OpenAsync(Work work, FinancialYear year)
    {
        var budgetYear = year.ToString();
        await work.ExecuteAsync("insert into LedgerYear (BudgetYear, LastNumber) values (@budgetYear, 0)", new { budgetYear });
        var areas = await work.QueryAsync<Area>("select Id, Name from CspArea where ValidFrom <= @End and (ValidTo is null or ValidTo >= @Start) order by Position", new { year.Start, year.End });
        foreach (var kind in new[] { AccountKind.Area, AccountKind.Spent })
            await work.ExecuteAsync("insert into LedgerAccount (Id, BudgetYear, Kind, AreaId, Name, Entries, Balance) values (@Id, @budgetYear, @kind, @AreaId, @Name, 0, 0)", areas.Select(area => new { Id = Guid.CreateVersion7(), budgetYear, kind, AreaId = area.Id, area.Name }));
    }

    /// <summary>Gives an area money of the year (Base) or of the underspend brought forward (TopUp).</summary>
    public Task<Outcome> AllocateAsync(Actor actor, FinancialYear year, TransactionKind kind, Guid area, Money amount, DateOnly on, string reason) =>
        db.ChangeAsync(actor, AuditAction.LedgerPosted, area, async work =>
        {
            if (LedgerRules.WhyAmountIsWrong(amount, "Form.Amount") is { } wrong) return wrong;
            if (LedgerRules.WhyCannotPost(year, on, (await Posting.LockAsync(work, year)).LockedAt, "Form.On") is { } refusal) return refusal;
            await AllocateAsync(work, actor, year, kind, area, amount, on, reason);
            return Outcome.Done;
        });

    internal static async Task AllocateAsync(Work work, Actor actor, FinancialYear year, TransactionKind kind, Guid area, Money amount, DateOnly on, string reason)
    {
        var source = kind == TransactionKind.TopUp
            ? await Posting.AccountAsync(work, year, AccountKind.BroughtForward, $"Underspend of {year.Previous}")
            : await Posting.AccountAsync(work, year, AccountKind.Funding, "Commissioner's budget");
        var target = await Posting.AccountAsync(work, year, AccountKind.Area, area);
        await Posting.WriteAsync(work, actor, year, new(kind, on, reason, [new(source.Id, Money.Nil - amount), new(target.Id, amount)]));
    }

    private sealed record Area
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }
}
