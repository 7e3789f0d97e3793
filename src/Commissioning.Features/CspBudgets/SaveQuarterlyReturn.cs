using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Documents;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.CspBudgets;

/// <summary>A person of the area prepares its return for a quarter.</summary>
public sealed class SaveQuarterlyReturn(Db db, FileStore files, TimeProvider clock)
{
    public async Task<Result> RunAsync(
        Actor actor,
        FinancialYear year,
        Guid area,
        int quarter,
        int version,
        Money? actual,
        Money? committed,
        Money? forecast,
        string? reasons,
        Upload? evidence = null
    )
    {
        var file = evidence is null ? null : await files.WriteAsync(actor, evidence, clock.UtcNow());
        return await db.ChangeAsync(
            actor,
            AuditAction.CspReturnSaved,
            area,
            async work =>
            {
                await QuarterlyReturnQueries.DemandOwnAsync(work, actor, area);
                var line =
                    (await YearOverview.GetAsync(work, year, null)).Lines.FirstOrDefault(line => line.AreaId == area)
                    ?? throw new NotFoundException("No such area in this year");
                if (LedgerRules.WhyCannotPost(year, year.Start, (await Posting.YearAsync(work, year)).LockedAt, "") is { } locked)
                    return locked;
                var row = new
                {
                    Id = Guid.CreateVersion7(),
                    BudgetYear = year.ToString(),
                    area,
                    quarter,
                    Actual = actual ?? Money.Zero,
                    Committed = committed ?? Money.Zero,
                    Forecast = forecast ?? Money.Zero,
                    Reasons = reasons?.Trim() ?? "",
                    By = actor.Id,
                    work.Now,
                    version,
                };
                IReadOnlyList<Refusal> refusals = ReturnRules.WhyIncomplete(actual, committed, forecast, line.Allocation, reasons);
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                var existing = await work.FindOrDefaultAsync<QuarterlyReturnQueries.ReturnRow>(
                    QuarterlyReturnQueries.Sql + " where t.BudgetYear = @BudgetYear and t.AreaId = @area and t.Quarter = @quarter",
                    row
                );
                if (existing?.CertifiedAt is not null)
                    refusals = [new("This return is certified and cannot be changed")];
                else if ((existing?.Version ?? 0) != version)
                    refusals =
                    [
                        new(
                            $"{existing?.PreparedByName} saved this return after you opened it. What you entered is below and is not saved yet. Check it and save again."
                        ),
                    ];
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                if (existing is null)
                    await work.ExecuteAsync(
                        "insert into CspReturn (Id, BudgetYear, AreaId, Quarter, Actual, Committed, Forecast, Reasons, PreparedBy, PreparedAt, Version) values (@Id, @BudgetYear, @area, @quarter, @Actual, @Committed, @Forecast, @Reasons, @By, @Now, 1)",
                        row
                    );
                else
                    await work.ExecuteOneAsync(
                        "update CspReturn set Actual = @Actual, Committed = @Committed, Forecast = @Forecast, Reasons = @Reasons, PreparedBy = @By, PreparedAt = @Now, Version = Version + 1 where BudgetYear = @BudgetYear and AreaId = @area and Quarter = @quarter and Version = @version",
                        row
                    );
                if (file is not null)
                {
                    await work.ExecuteAsync(FileStore.InsertSql, file);
                    await work.ExecuteAsync(
                        "insert into CspReturnEvidence (ReturnId, FileId) values (@Return, @File)",
                        new { Return = existing?.Id ?? row.Id, File = file.Id }
                    );
                    work.Note($"Evidence added: {file.Name}");
                }
                work.Note($"{line.Area}, {year}, quarter {quarter}");
                work.Note(
                    new Changes(isNew: existing is null)
                        .Add("Actual", existing?.Actual, row.Actual)
                        .Add("Committed", existing?.Committed, row.Committed)
                        .Add("Forecast", existing?.Forecast, row.Forecast)
                        .Add("Reasons", existing?.Reasons, row.Reasons)
                        .ToString()
                );
                return Result.Done;
            }
        );
    }
}
