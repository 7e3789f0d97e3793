using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>An area gets another name. Papers and spreadsheets with the old one still find it, and locked years keep the name that was
/// printed.</summary>
public sealed class RenameArea(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid area, string? name) =>
        db.ChangeAsync(
            actor,
            AuditAction.CspAreaRenamed,
            area,
            async work =>
            {
                if (await AreaQueries.WhyNameIsInUseAsync(work, name, nameof(name), area) is { } taken)
                    return taken;
                var before = await AreaQueries.GetAsync(work, area);
                var now = name!.Trim();
                if (now == before.Name)
                    return new Refusal($"{now} is already its name", nameof(name));
                var readAs = before.PublicName is { } known && SpendingSheet.Plain(known) != SpendingSheet.Plain(now) ? known : now;
                await work.ExecuteOneAsync(
                    "update CspArea set Name = @now, PublicName = @Read where Id = @area",
                    new
                    {
                        area,
                        now,
                        Read = readAs == now ? null : readAs,
                    }
                );
                await work.ExecuteAsync(
                    "delete from CspAreaAlias where Alias = @alias",
                    before.Aliases.Where(alias => SpendingSheet.Plain(alias) == SpendingSheet.Plain(now)).Select(alias => new { alias })
                );
                if (SpendingSheet.Plain(before.Name) != SpendingSheet.Plain(now))
                    await work.ExecuteAsync("insert into CspAreaAlias (AreaId, Alias) values (@area, @Name)", new { area, before.Name });
                var open = new { area, now };
                var years = await work.QueryAsync<string>(
                    "select BudgetYear from LedgerYear y where LockedAt is null and exists (select 1 from LedgerAccount a where a.BudgetYear = y.BudgetYear and a.AreaId = @area) order by BudgetYear",
                    open
                );
                await work.ExecuteAsync(
                    "update LedgerAccount set Name = @now where AreaId = @area and BudgetYear in (select BudgetYear from LedgerYear where LockedAt is null)",
                    open
                );
                work.Note(new Changes().Add("Name", before.Name, now).ToString());
                if (years.Count > 0)
                    work.Note($"In the accounts of {string.Join(", ", years)}");
                await PublicAreaName.FollowAsync(work, before.ReadAs, readAs);
                return Result.Done;
            }
        );
}
