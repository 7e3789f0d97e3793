using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Files;

public sealed class FileStoreTests : IDisposable
{
    private readonly TestDatabase database = new();

    [Fact]
    public async Task A_stored_file_changed_on_disk_is_not_served()
    {
        var root = Path.Combine(database.Folder, "files");
        var store = new FileStore(database.Db, new FileStoreOptions { Root = root }, new ClamdOptions());
        var file = await store.WriteAsync(
            Actor.Portal,
            "../../etc/letter.pdf",
            "application/pdf",
            "%PDF-1"u8.ToArray(),
            DateTime.SpecifyKind(new(2026, 1, 1), DateTimeKind.Utc)
        );
        await database.Db.ChangeAsync(
            Actor.Portal,
            AuditAction.DocumentUploaded,
            file.Id,
            async work =>
            {
                await work.ExecuteAsync(FileStore.InsertSql, file);
                return Result.Done;
            }
        );
        Assert.Equal("letter.pdf", (await store.OpenAsync(file.Id)).Name);
        var path = Assert.Single(Directory.GetFiles(root, "*", SearchOption.AllDirectories));
        await File.AppendAllTextAsync(path, "x");
        await Assert.ThrowsAsync<InvalidDataException>(() => store.OpenAsync(file.Id));
    }

    public void Dispose() => database.Dispose();
}
