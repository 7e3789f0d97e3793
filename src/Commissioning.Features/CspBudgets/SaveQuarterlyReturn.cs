using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Documents;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.CspBudgets;

/// <summary>A person of the area prepares the figures of its return for a period.</summary>
public sealed class SaveQuarterlyReturn(Db db, FileStore files, TimeProvider clock)
{
    /// <param name="Version">The version that the person saw; 0: nothing was saved.</param>
    /// <param name="Actual">Spent since 1 April by the area's own books.</param>
    /// <param name="Reasons">Why the forecast differs from the allocation.</param>
    /// <param name="Difference">Why the actual spending differs from the ledger and the lines.</param>
    public sealed record Command(
        FinancialYear Year,
        Guid Area,
        ReturnPeriod Period,
        int Version,
        Money? Actual,
        Money? Committed,
        Money? Forecast,
        string? Reasons,
        string? Difference
    )
    {
        public Upload? Evidence { get; init; }
    }

    public async Task<Result> RunAsync(Actor actor, Command command)
    {
        var file = command.Evidence is { } given ? await files.WriteAsync(actor, given, clock.UtcNow()) : null;
        return await db.ChangeAsync(
            actor,
            AuditAction.CspReturnSaved,
            command.Area,
            async work =>
            {
                var existing = await FindAsync(work, actor, command.Year, command.Area, command.Period);
                if (await WhyCannotChangeAsync(work, command.Year, command.Period, existing, command.Version) is { } refusal)
                    return refusal;
                var line =
                    (await YearOverview.GetAsync(work, command.Year, null)).Lines.FirstOrDefault(line => line.AreaId == command.Area)
                    ?? throw new NotFoundException("No such area in this year");
                if (
                    ReturnRules.WhyIncomplete(
                        command.Actual,
                        command.Committed,
                        command.Forecast,
                        line.Allocation,
                        command.Reasons,
                        command.Difference
                    ) is
                    { Count: > 0 } refusals
                )
                    return Result.Of(refusals);
                var row = new
                {
                    Id = existing?.Id ?? await MakeAsync(work, actor, command.Year, command.Area, command.Period),
                    Actual = command.Actual!.Value,
                    Committed = command.Committed!.Value,
                    Forecast = command.Forecast!.Value,
                    Reasons = command.Reasons?.Trim() ?? "",
                    Difference = command.Difference?.Trim() ?? "",
                    By = actor.Id,
                    work.Now,
                };
                await work.ExecuteOneAsync(
                    "update CspReturn set Actual = @Actual, Committed = @Committed, Forecast = @Forecast, Reasons = @Reasons, Difference = @Difference, PreparedBy = @By, PreparedAt = @Now, Version = Version + 1 where Id = @Id",
                    row
                );
                if (file is not null)
                {
                    await work.ExecuteAsync(FileStore.InsertSql, file);
                    await work.ExecuteAsync(
                        "insert into CspReturnEvidence (ReturnId, FileId) values (@Return, @File)",
                        new { Return = row.Id, File = file.Id }
                    );
                    work.Note($"Evidence added: {file.Name}");
                }
                work.Note($"{line.Area}, {command.Year}, {command.Period.Name()}");
                work.Note(
                    new Changes(isNew: existing is null)
                        .Add("Actual", existing?.Actual, row.Actual)
                        .Add("Committed", existing?.Committed, row.Committed)
                        .Add("Forecast", existing?.Forecast, row.Forecast)
                        .Add("Reasons", existing?.Reasons, row.Reasons)
                        .Add("Difference", existing?.Difference, row.Difference)
                        .ToString()
                );
                return Result.Done;
            }
        );
    }

    /// <summary>The return of an own area; null: nothing was saved yet.</summary>
    internal static async Task<QuarterlyReturnQueries.ReturnRow?> FindAsync(
        Work work,
        Actor actor,
        FinancialYear year,
        Guid area,
        ReturnPeriod period
    )
    {
        await QuarterlyReturnQueries.DemandOwnAsync(work, actor, area);
        if (!(await QuarterlyReturnQueries.PeriodsAsync(work, year)).Contains(period))
            throw new NotFoundException("No such return in this year");
        return await QuarterlyReturnQueries.FindOrDefaultAsync(work, year, area, period);
    }

    /// <summary>Null when the return, or its lines, may be changed by someone who saw this version of it.</summary>
    internal static async Task<Refusal?> WhyCannotChangeAsync(
        Work work,
        FinancialYear year,
        ReturnPeriod period,
        QuarterlyReturnQueries.ReturnRow? existing,
        int version
    ) =>
        await WhyNotNowAsync(work, year, period, existing?.Status)
        ?? (
            (existing?.Version ?? 0) == version
                ? null
                : new(
                    $"{existing?.PreparedByName} saved this return after you opened it. What you entered is below and is not saved yet. Check it and save again."
                )
        );

    /// <summary>Null when the return may be changed now, by whoever reports for the area.</summary>
    internal static async Task<Refusal?> WhyNotNowAsync(Work work, FinancialYear year, ReturnPeriod period, CspReturnStatus? status) =>
        LedgerRules.WhyCannotPost(year, year.Start, (await Posting.YearAsync(work, year)).LockedAt, "")
        ?? ReturnRules.WhyCannotChange(year, period, status, LondonTime.DateOf(work.Now));

    /// <summary>A return without figures, so that lines can be added to it.</summary>
    internal static async Task<Guid> MakeAsync(Work work, Actor actor, FinancialYear year, Guid area, ReturnPeriod period)
    {
        var row = new
        {
            Id = Guid.CreateVersion7(),
            BudgetYear = year.ToString(),
            area,
            period,
            EndsOn = ReturnRules.EndsOn(year, period),
            By = actor.Id,
            work.Now,
        };
        await work.ExecuteAsync(
            "insert into CspReturn (Id, BudgetYear, AreaId, Period, EndsOn, Status, Reasons, PreparedBy, PreparedAt, Version) values (@Id, @BudgetYear, @area, @period, @EndsOn, 'Prepared', '', @By, @Now, 0)",
            row
        );
        return row.Id;
    }
}
