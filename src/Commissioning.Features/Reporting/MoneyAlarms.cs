using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Reporting;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Reporting;

/// <summary>The setting from which a difference raises an alarm, and the alarms of the running year. They are alarms like those about the
/// areas' returns: one list, one e-mail, closed with a reason.</summary>
public sealed class MoneyAlarms(Db db)
{
    /// <param name="Owner">Who is told beside the commissioning officers. Null: nobody.</param>
    public sealed record Setting(int Percent, Money Amount, Guid? Owner, string? OwnerName, bool IsDefault);

    public sealed record Candidate
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }

    public static async Task<Setting> SettingAsync(Work work) =>
        await work.FirstOrDefaultAsync<LimitRow>(
            "select l.UpToPercent, l.Amount, l.OwnerId, p.DisplayName from MoneyAlarmLimit l left join Person p on p.Id = l.OwnerId order by l.SetAt desc, l.Id desc"
        )
            is { } set
            ? new(set.UpToPercent, set.Amount, set.OwnerId, set.DisplayName, IsDefault: false)
            : new(MoneyRules.DefaultPercent, MoneyRules.DefaultAmount, null, null, IsDefault: true);

    /// <summary>Staff who may see budgets, and so may own the watch over them.</summary>
    public static Task<IReadOnlyList<Candidate>> OwnersAsync(Work work) =>
        work.QueryAsync<Candidate>(
            "select p.Id, p.DisplayName as Name from Person p where exists (select 1 from PersonRole r where r.PersonId = p.Id and r.Role in ('CommissioningOfficer', 'FinanceOfficer', 'ChiefFinanceOfficer', 'Approver')) order by p.DisplayName, p.Id"
        );

    public Task<Result> SetAsync(Actor actor, int? percent, Money? amount, Guid? owner) =>
        db.ChangeAsync(
            actor,
            AuditAction.MoneyAlarmSet,
            Guid.Empty,
            async work =>
            {
                if (MoneyRules.WhyNoLimit(percent, amount) is { Count: > 0 } wrong)
                    return Result.Of(wrong);
                var owners = await OwnersAsync(work);
                if (owner is not null && owners.All(one => one.Id != owner))
                    return new Refusal("Choose somebody who may see budgets", nameof(owner));
                var before = await SettingAsync(work);
                await work.ExecuteAsync(
                    "insert into MoneyAlarmLimit (Id, UpToPercent, Amount, OwnerId, SetBy, SetAt) values (@Id, @percent, @amount, @owner, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        percent,
                        amount,
                        owner,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(
                    new Changes()
                        .Add("Per cent", before.Percent, percent)
                        .Add("Amount", before.Amount, amount)
                        .Add("Owner", before.OwnerName, owners.FirstOrDefault(one => one.Id == owner)?.Name)
                        .ToString()
                );
                return Result.Done;
            }
        );

    /// <summary>Raises what the running year's budgets call for. Each kind is raised once a quarter for a budget, whatever
    /// restarts.</summary>
    /// <returns>The number raised.</returns>
    public async Task<int> RaiseAsync()
    {
        var wanted = await db.ReadAsync(async work =>
        {
            var year = FinancialYear.Of(LondonTime.DateOf(work.Now));
            return
                await work.ScalarAsync<int>(
                    "select count(*) from Round where BudgetYear = @Year and PublishedAt is not null and WithdrawnAt is null",
                    new { Year = year.ToString() }
                ) + await work.ScalarAsync<int>("select count(*) from LedgerYear where BudgetYear = @Year", new { Year = year.ToString() })
                > 0
                ? await WantedAsync(work, year)
                : [];
        });
        var raised = 0;
        foreach (var one in wanted)
        {
            try
            {
                await db.ChangeAsync(
                    Actor.Portal,
                    AuditAction.MoneyAlarmRaised,
                    one.Budget.Id,
                    async work =>
                    {
                        var isArea = one.Budget.Of == MoneySubject.Area;
                        if (
                            await CspAlarms.RaiseAsync(
                                work,
                                one.Year.ToString(),
                                isArea ? one.Budget.Id : null,
                                MoneyRules.QuarterOf(one.Budget.Money.Over),
                                one.Kind,
                                null,
                                one.Expected,
                                one.Instead,
                                one.Limit,
                                isArea ? "" : one.Budget.Name,
                                MoneyWatch.PageOf(one.Year, one.Budget.Of, one.Budget.Id),
                                onceAPeriod: true
                            )
                        )
                        {
                            work.Note($"{one.Budget.Name}, {one.Year}: {one.Kind.Name()}, {one.Instead} instead of {one.Expected}");
                            raised++;
                        }
                        return Result.Done;
                    }
                );
            }
            catch (DuplicateException)
            {
                continue; // Another node was first.
            }
        }
        return raised;
    }

    private sealed record Wanted(
        FinancialYear Year,
        MoneyWatch.Budget Budget,
        CspAlarmKind Kind,
        Money Expected,
        Money Instead,
        Money Limit
    );

    private static async Task<IReadOnlyList<Wanted>> WantedAsync(Work work, FinancialYear year)
    {
        var setting = await SettingAsync(work);
        var known = (
            await work.QueryAsync<KnownRow>(
                "select AreaId, Subject, Period, Kind from CspAlarm where BudgetYear = @Year and Kind in ('ProfileVariance', 'OverBudget')",
                new { Year = year.ToString() }
            )
        ).ToHashSet();
        var wanted = new List<Wanted>();
        foreach (var budget in (await MoneyWatch.GetAsync(work, year)).Budgets.Where(budget => budget.Money.Over > 0))
        {
            var money = budget.Money;
            if (MoneyRules.Passes(money.AgainstProfile, money.ProfileSoFar, setting.Percent, setting.Amount))
                wanted.Add(new(year, budget, CspAlarmKind.ProfileVariance, money.ProfileSoFar, money.ActualSoFar, setting.Amount));
            if (money.AgainstBudget > Money.Zero && MoneyRules.Passes(money.AgainstBudget, money.Budget, setting.Percent, setting.Amount))
                wanted.Add(new(year, budget, CspAlarmKind.OverBudget, money.Budget, money.Forecast, setting.Amount));
        }
        // A look that finds nothing new writes nothing.
        return wanted
            .Where(one =>
                !known.Contains(
                    new()
                    {
                        AreaId = one.Budget.Of == MoneySubject.Area ? one.Budget.Id : null,
                        Subject = one.Budget.Of == MoneySubject.Area ? "" : one.Budget.Name,
                        Period = MoneyRules.QuarterOf(one.Budget.Money.Over),
                        Kind = one.Kind,
                    }
                )
            )
            .ToList();
    }

    private sealed record LimitRow
    {
        public required int UpToPercent { get; init; }
        public required Money Amount { get; init; }
        public Guid? OwnerId { get; init; }
        public string? DisplayName { get; init; }
    }

    private sealed record KnownRow
    {
        public Guid? AreaId { get; init; }
        public required string Subject { get; init; }
        public required ReturnPeriod Period { get; init; }
        public required CspAlarmKind Kind { get; init; }
    }
}
