using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Takes another funder's file out of use, with a reason. Its grants are deleted and the findings that rest on them end.</summary>
public sealed class RemoveFunderGrants(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid file, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.FunderGrantsRemoved,
            file,
            async work =>
            {
                var loaded = await FunderFiles.OneAsync(work, file);
                if (loaded.State != "Current")
                    return new Refusal("This file is not in use any more");
                if (ReasonRules.WhyTooThin(reason, nameof(reason)) is { } thin)
                    return thin;
                await LoadFunderGrants.EndAsync(work, actor, file, "Removed", reason!.Trim());
                await SyncFindings.MarkAllStaleAsync(work);
                work.Note(
                    new Changes()
                        .Add($"Grants of {loaded.FunderName} in use, file of {LondonTime.Date(loaded.FileDate)}", loaded.Grants, 0)
                        .Add("Reason", null, reason)
                        .ToString()
                );
                return Result.Done;
            }
        );
}
