using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Forgets a view that the person kept.</summary>
public sealed class RemoveView(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid view) =>
        db.ChangeAsync(
            actor,
            AuditAction.ViewRemoved,
            actor.Id,
            async work =>
            {
                var mine = new { view, Person = actor.Id };
                var found = await work.FindAsync<SavedViews.SavedView>(
                    "select Id, List, Name, Query from SavedView where Id = @view and PersonId = @Person",
                    mine
                );
                await work.ExecuteOneAsync("delete from SavedView where Id = @view and PersonId = @Person", mine);
                work.Note($"{found.Name}: {found.List}?{found.Query}");
                return Result.Done;
            }
        );
}
