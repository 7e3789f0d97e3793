using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Casework;

/// <summary>The ZIP that was made of a round.</summary>
public sealed class DownloadBundle(Db db, FileStore files)
{
    /// <summary>Throws when there is none, or no longer.</summary>
    public async Task<(string Name, Stream Content)> RunAsync(Actor actor, Guid bundle)
    {
        var found = await db.ReadAsync(work => BundleQueries.GetAsync(work, bundle));
        if (found is not { State: BundleState.Done, FileId: { } file })
            throw new NotFoundException("There is no ZIP, or no longer");
        await db.RecordAsync(actor, AuditAction.AnswerBundleDownloaded, found.RoundId, $"{found.Kind}, {found.Total} applications");
        return ($"round-{found.Kind.ToString().ToLowerInvariant()}.zip", await files.OpenForReadingAsync(file));
    }
}
