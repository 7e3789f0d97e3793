using System.Globalization;

namespace Commissioning.Platform.Files;

/// <summary>A folder on a disk of this machine, or one that all nodes share.</summary>
public sealed class DiskFiles(FileStoreOptions options) : IFileContents
{
    public async Task<string?> WhyUnavailableAsync(CancellationToken stopping = default)
    {
        var probe = Guid.NewGuid();
        try
        {
            await WriteAsync(probe, new MemoryStream([1]), ScanState.NotNeeded, stopping);
            await DeleteAsync(probe, stopping);
            return null;
        }
        catch (FileStorageException refused)
        {
            return $"{refused.Message} Set Files__Root to a folder that the portal may write to.";
        }
    }

    public async Task WriteAsync(Guid id, Stream content, ScanState state, CancellationToken stopping = default)
    {
        var path = PathOf(id);
        var isOurs = false;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            isOurs = true;
            await content.CopyToAsync(stream, stopping);
            stream.Flush(flushToDisk: true);
        }
        catch (Exception exception)
        {
            if (isOurs)
                File.Delete(path);
            if (exception is IOException or UnauthorizedAccessException)
                throw Refused(exception);
            throw;
        }
    }

    public Task<Stream> OpenAsync(Guid id, CancellationToken stopping = default)
    {
        try
        {
            return Task.FromResult<Stream>(new FileStream(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read));
        }
        catch (DirectoryNotFoundException exception)
        {
            throw Directory.Exists(options.Root) ? new FileNotFoundException($"The stored file {id} is not there") : Refused(exception);
        }
        catch (Exception exception) when (exception is (IOException and not FileNotFoundException) or UnauthorizedAccessException)
        {
            throw Refused(exception);
        }
    }

    public Task<bool> ExistsAsync(Guid id, CancellationToken stopping = default) => Task.FromResult(File.Exists(PathOf(id)));

    // Files on a disk have no metadata for it; the database records the result.
    public Task MarkAsync(Guid id, ScanState state, CancellationToken stopping = default) => Task.CompletedTask;

    public Task<bool> DeleteAsync(Guid id, CancellationToken stopping = default)
    {
        if (!File.Exists(PathOf(id)))
            return Task.FromResult(false);
        File.Delete(PathOf(id));
        return Task.FromResult(true);
    }

    private FileStorageException Refused(Exception exception)
    {
        var isFull = FullDisk.Is(exception);
        return new(
            isFull
                ? FullDisk.Reason(exception, Path.GetFullPath(options.Root))
                : $"The folder {Path.GetFullPath(options.Root)} does not take or give files: {exception.Message.TrimEnd('.')}.",
            isFull,
            exception
        );
    }

    private string PathOf(Guid id) => Path.Combine(options.Root, PlaceOf(id));

    /// <summary>A file's path below the root; backups use the same path.</summary>
    public static string PlaceOf(Guid id)
    {
        var name = id.ToString("N", CultureInfo.InvariantCulture);
        return $"{name[^2..]}/{name}";
    }
}
