using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>An area may keep its underspend: what is carried forward, and by whose authority.</summary>
public sealed class ApproveCarryForward(Db db)
{
    public Task<Result> RunAsync(Actor actor, FinancialYear year, Guid area, string? authority) =>
        db.ChangeAsync(
            actor,
            AuditAction.CarryForwardApproved,
            area,
            async work =>
            {
                if ((await Posting.YearAsync(work, year)).LockedAt is not null)
                    return new Refusal($"{year} is locked");
                if (string.IsNullOrWhiteSpace(authority))
                    return new Refusal("Say who approved this and by what authority", nameof(authority));
                var line =
                    (await YearOverview.GetAsync(work, year, null)).Lines.FirstOrDefault(line => line.AreaId == area)
                    ?? throw new NotFoundException("No such area");
                var row = new
                {
                    BudgetYear = year.ToString(),
                    area,
                    Amount = line.Remaining,
                    Authority = authority.Trim(),
                    By = actor.Id,
                    work.Now,
                };
                var before = await work.FindOrDefaultAsync<KeptBefore>(
                    "select Amount, Authority from CspCarryForward where BudgetYear = @BudgetYear and AreaId = @area",
                    row
                );
                await work.ExecuteAsync("delete from CspCarryForward where BudgetYear = @BudgetYear and AreaId = @area", row);
                await work.ExecuteAsync(
                    "insert into CspCarryForward (BudgetYear, AreaId, Amount, Authority, DecidedBy, DecidedAt) values (@BudgetYear, @area, @Amount, @Authority, @By, @Now)",
                    row
                );
                work.Note($"{line.Area}, {year}");
                work.Note(
                    new Changes(isNew: before is null)
                        .Add("Carry-forward", before?.Amount, line.Remaining)
                        .Add("Authority", before?.Authority, authority)
                        .ToString()
                );
                return Result.Done;
            }
        );

    private sealed record KeptBefore
    {
        public required Money Amount { get; init; }
        public required string Authority { get; init; }
    }
}
