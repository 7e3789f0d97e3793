using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Funds;

/// <summary>The logo that a fund's letters show, for anybody.</summary>
public sealed class OpenLetterheadLogo(Db db, FileStore files)
{
    public async Task<StoredFile> RunAsync(Guid fund, Guid file)
    {
        var head = await db.ReadAsync(work => Letterheads.FindAsync(work, fund));
        return head.LogoFileId == file ? await files.OpenForPublicAsync(file) : throw new NotFoundException("No such logo");
    }
}
