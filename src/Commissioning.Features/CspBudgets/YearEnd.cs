using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Year end: each area's underspend is decided, then finance locks the year. Reopening needs a reason.</summary>
public sealed class YearEnd(Db db)
{
    public sealed record CarriedForward
    {
        public required Guid AreaId { get; init; }
        public required Money Amount { get; init; }
        public required string Authority { get; init; }
        public required string DecidedByName { get; init; }
        public required DateTime DecidedAt { get; init; }
    }

    public sealed record Event
    {
        public required string Kind { get; init; }
        public required string Reason { get; init; }
        public required string DoneByName { get; init; }
        public required DateTime DoneAt { get; init; }
    }

    public sealed record YearEndPage(
        YearOverview.YearOverviewPage Year,
        IReadOnlyDictionary<Guid, CarriedForward> KeptBy,
        IReadOnlyList<Event> Events
    )
    {
        /// <summary>Areas with money left and no decision on it, or a decision for another amount.</summary>
        public IReadOnlyList<YearOverview.AreaLine> Undecided =>
            Year
                .Lines.Where(line =>
                    line.Remaining > Money.Zero && !(KeptBy.TryGetValue(line.AreaId, out var kept) && kept.Amount == line.Remaining)
                )
                .ToList();
    }

    public Task<YearEndPage> GetAsync(FinancialYear year) => db.ReadAsync(work => GetAsync(work, year));

    public Task<Result> KeepAsync(Actor actor, FinancialYear year, Guid area, string? authority) =>
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

    public Task<Result> LockAsync(Actor actor, FinancialYear year, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.LedgerYearLocked,
            year.Subject,
            async work =>
            {
                if ((await Posting.YearAsync(work, year)).LockedAt is not null)
                    return new Refusal($"{year} is already locked");
                if (string.IsNullOrWhiteSpace(reason))
                    return new Refusal("Write what you sign off, for example: agreed with the accounts of 30 April", nameof(reason));
                if ((await GetAsync(work, year)).Undecided is [_, ..] open)
                    return new Refusal(
                        $"First decide what happens to the underspend of {string.Join(", ", open.Select(line => line.Area))}"
                    );
                await WriteAsync(work, actor, year, "Locked", reason, work.Now);
                return Result.Done;
            }
        );

    public Task<Result> ReopenAsync(Actor actor, FinancialYear year, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.LedgerYearReopened,
            year.Subject,
            async work =>
            {
                if ((await Posting.YearAsync(work, year)).LockedAt is null)
                    return new Refusal($"{year} is not locked");
                if (string.IsNullOrWhiteSpace(reason))
                    return new Refusal("Say why the year is reopened", nameof(reason));
                await WriteAsync(work, actor, year, "Reopened", reason, null);
                return Result.Done;
            }
        );

    private sealed record KeptBefore
    {
        public required Money Amount { get; init; }
        public required string Authority { get; init; }
    }

    private static async Task WriteAsync(Work work, Actor actor, FinancialYear year, string kind, string reason, DateTime? lockedAt)
    {
        var row = new
        {
            Id = Guid.CreateVersion7(),
            BudgetYear = year.ToString(),
            kind,
            Reason = reason.Trim(),
            By = actor.Id,
            work.Now,
            lockedAt,
        };
        await work.ExecuteOneAsync("update LedgerYear set LockedAt = @lockedAt, LockedBy = @By where BudgetYear = @BudgetYear", row);
        await work.ExecuteAsync(
            "insert into LedgerYearEvent (Id, BudgetYear, Kind, Reason, DoneBy, DoneAt) values (@Id, @BudgetYear, @kind, @Reason, @By, @Now)",
            row
        );
        work.Note($"{year} {kind.ToLowerInvariant()}: {reason.Trim()}");
    }

    private static async Task<YearEndPage> GetAsync(Work work, FinancialYear year)
    {
        var key = new { BudgetYear = year.ToString() };
        return new(
            await YearOverview.GetAsync(work, year, null),
            (
                await work.QueryAsync<CarriedForward>(
                    "select k.AreaId, k.Amount, k.Authority, p.DisplayName as DecidedByName, k.DecidedAt from CspCarryForward k join Person p on p.Id = k.DecidedBy where k.BudgetYear = @BudgetYear",
                    key
                )
            ).ToDictionary(kept => kept.AreaId),
            await work.QueryAsync<Event>(
                "select e.Kind, e.Reason, p.DisplayName as DoneByName, e.DoneAt from LedgerYearEvent e join Person p on p.Id = e.DoneBy where e.BudgetYear = @BudgetYear order by e.DoneAt, e.Id",
                key
            )
        );
    }
}
