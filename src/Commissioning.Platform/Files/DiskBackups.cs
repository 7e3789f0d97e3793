namespace Commissioning.Platform.Files;

/// <summary>A folder. A backup is made in it and gets its name when it is whole.</summary>
public sealed class DiskBackups(string folder) : IBackupPlace
{
    public string Name => folder;
    public string Workshop => folder;

    public Task StoreAsync(string path, CancellationToken stopping = default) => Task.CompletedTask;

    public Task<IReadOnlyList<(string Name, long Bytes)>> ListAsync(CancellationToken stopping = default) =>
        Task.FromResult<IReadOnlyList<(string, long)>>(
            new DirectoryInfo(folder) is { Exists: true } there ? there.GetFiles().Select(file => (file.Name, file.Length)).ToList() : []
        );

    public Task DeleteAsync(string name, CancellationToken stopping = default)
    {
        File.Delete(Path.Combine(folder, Path.GetFileName(name)));
        return Task.CompletedTask;
    }
}
