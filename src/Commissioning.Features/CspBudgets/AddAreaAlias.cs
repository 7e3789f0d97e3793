using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Another name that papers and spreadsheets use for an area.</summary>
public sealed class AddAreaAlias(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid area, string? alias) =>
        db.ChangeAsync(
            actor,
            AuditAction.CspAreaAliasAdded,
            area,
            async work => await AddAsync(work, area, alias) is { } refusal ? refusal : Result.Done
        );

    /// <summary>Adds a name inside another change.</summary>
    internal static async Task<Refusal?> AddAsync(Work work, Guid area, string? alias)
    {
        if (await AreaQueries.WhyNameIsInUseAsync(work, alias, nameof(alias)) is { } taken)
            return taken;
        var name =
            await work.ScalarAsync<string>("select Name from CspArea where Id = @area", new { area })
            ?? throw new NotFoundException("No such area");
        await work.ExecuteAsync("insert into CspAreaAlias (AreaId, Alias) values (@area, @Alias)", new { area, Alias = alias!.Trim() });
        work.Note($"{name} is also called {alias.Trim()}");
        return null;
    }
}
