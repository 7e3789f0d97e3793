using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Casework;

/// <summary>The ZIP that was made of a round.</summary>
public sealed class DownloadBundle(Db db, FileStore files)
{
    /// <summary>Throws when there is none, or no longer, or when the person may not see the scores of each application in it.</summary>
    public async Task<(string Name, Stream Content)> RunAsync(Actor actor, Guid bundle)
    {
        var (found, hidden) = await db.ReadAsync(async work =>
        {
            var one = await BundleQueries.GetAsync(work, bundle);
            return (one, await AnswerFile.WhyNotRoundAsync(work, actor, one.RoundId));
        });
        // The page that has the link says why not, and shows none then.
        if (hidden is not null)
            throw new NotFoundException(hidden.Sentence);
        if (found is not { State: BundleState.Done, FileId: { } file })
            throw new NotFoundException("There is no ZIP, or no longer");
        await db.RecordAsync(actor, AuditAction.AnswerBundleDownloaded, found.RoundId, $"{found.Kind}, {found.Total} applications");
        return ($"round-{found.Kind.ToString().ToLowerInvariant()}.zip", await files.OpenForReadingAsync(file));
    }
}
