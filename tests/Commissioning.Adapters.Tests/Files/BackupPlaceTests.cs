using System.Security.Cryptography;
using Commissioning.Platform.Files;

namespace Commissioning.Adapters.Tests.Files;

/// <summary>The contract of every place for backups: a backup is there whole under its name, is never overwritten, and can be
/// removed.</summary>
public sealed class BackupPlaceTests(Azurite azurite) : IClassFixture<Azurite>, IDisposable
{
    private const string Name = "commissioning-20260302T020000Z.zip";
    private readonly string folder = Directory.CreateTempSubdirectory("commissioning-adapters").FullName;

    [Theory, InlineData("disk"), InlineData("azure")]
    public async Task A_backup_is_stored_whole_listed_and_removed(string adapter)
    {
        var place = await PlaceAsync(adapter);
        var content = RandomNumberGenerator.GetBytes(9 << 20); // More than two blocks.
        var path = Path.Combine(place.Workshop, Name);
        await File.WriteAllBytesAsync(path, content);
        await place.StoreAsync(path);
        Assert.Equal([(Name, (long)content.Length)], await place.ListAsync());
        Assert.Equal(adapter == "disk", File.Exists(path)); // Nothing stays in the workshop.
        await place.DeleteAsync(Name);
        await place.DeleteAsync(Name);
        Assert.Empty(await place.ListAsync());
    }

    [Fact]
    public async Task A_backup_is_not_written_over_one_of_the_same_name()
    {
        var place = await PlaceAsync("azure");
        foreach (var bytes in new byte[][] { [1, 2, 3], [4] })
        {
            await File.WriteAllBytesAsync(Path.Combine(place.Workshop, Name), bytes);
            if (bytes.Length == 3)
                await place.StoreAsync(Path.Combine(place.Workshop, Name));
            else
                await Assert.ThrowsAsync<FileStorageException>(() => place.StoreAsync(Path.Combine(place.Workshop, Name)));
        }
        Assert.Equal([(Name, 3L)], await place.ListAsync());
        Assert.Empty(Directory.GetFiles(place.Workshop));
    }

    [Fact]
    public async Task A_container_that_is_not_there_is_named()
    {
        var place = new AzureBackups(
            new FileStoreOptions { ConnectionString = Azurite.Connection(azurite.Port), Container = "nowhere" },
            Directory.CreateDirectory(Path.Combine(folder, "workshop")).FullName
        );
        var refused = await Assert.ThrowsAsync<FileStorageException>(() => place.ListAsync());
        Assert.Contains("nowhere", refused.Message, StringComparison.Ordinal);
    }

    private async Task<IBackupPlace> PlaceAsync(string adapter)
    {
        if (adapter == "disk")
            return new DiskBackups(folder);
        var options = new FileStoreOptions
        {
            ConnectionString = Azurite.Connection(azurite.Port),
            Container = $"backups-{Guid.NewGuid():N}",
            CreateContainer = true,
        };
        Assert.Null(await new AzureFiles(options).WhyUnavailableAsync());
        return new AzureBackups(options, Directory.CreateDirectory(Path.Combine(folder, "workshop")).FullName);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
