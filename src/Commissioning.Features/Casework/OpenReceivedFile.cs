using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Casework;

/// <summary>An officer opens a file of an e-mail that came in, which stays on record.</summary>
public sealed class OpenReceivedFile(Db db, FileStore files)
{
    public async Task<StoredFile> RunAsync(Actor actor, Guid email, Guid file)
    {
        var found =
            (await db.ReadAsync(work => ReceivedEmails.FilesAsync(work, email))).FirstOrDefault(one => one.Id == file)
            ?? throw new NotFoundException("No such file");
        var opened = await files.OpenAsync(found.Id);
        await db.RecordAsync(actor, AuditAction.ReceivedFileOpened, email, opened.Name);
        return opened;
    }
}
