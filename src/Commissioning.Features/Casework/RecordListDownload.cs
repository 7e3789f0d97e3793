using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Lists;

namespace Commissioning.Features.Casework;

/// <summary>Records that somebody takes a list away as a file, and what they asked for: what leaves the portal is on record.</summary>
public sealed class RecordListDownload(Db db)
{
    public Task RunAsync(Actor actor, ListDefinition list, ListRequest request, string format) =>
        db.RecordAsync(
            actor,
            AuditAction.ListDownloaded,
            actor.Id,
            $"{list.Name}, as {format}. {ListFile.Asked(list, request)}. Columns: {string.Join(", ", request.Columns)}"
        );
}
