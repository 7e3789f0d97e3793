namespace Commissioning.Platform.Registers;

/// <summary>Downloads a public file to this machine's disk, whose copy goes when it is closed.</summary>
public sealed class ExtractDownload(ExtractFetchOptions options) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <param name="Content">Null when it could not be fetched.</param>
    /// <param name="Problem">Why not.</param>
    public sealed record Downloaded(Stream? Content, string? Problem);

    /// <summary>Only by https, but for this machine's own address.</summary>
    public async Task<Downloaded> GetAsync(string address, CancellationToken stopping)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var from) || !(from.Scheme == Uri.UriSchemeHttps || from.IsLoopback))
            return new(null, "the address does not begin with https://");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(TimeSpan.FromSeconds(options.MostSeconds));
        var copy = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            1 << 16,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
        var problem = "it cannot be reached";
        try
        {
            using var answer = await http.GetAsync(from, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            problem = await WhyNotAsync(answer, copy, limit.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            problem = $"it took longer than {options.MostSeconds} seconds";
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            problem = "it cannot be reached, or broke off";
        }
        if (problem is null)
            return new(copy, null);
        await copy.DisposeAsync();
        return new(null, problem);
    }

    private async Task<string?> WhyNotAsync(HttpResponseMessage answer, FileStream copy, CancellationToken stopping)
    {
        if (!answer.IsSuccessStatusCode)
            return $"it answered {(int)answer.StatusCode}";
        if (answer.Content.Headers.ContentLength > options.MostBytes)
            return TooLarge;
        await using var content = await answer.Content.ReadAsStreamAsync(stopping);
        var buffer = new byte[1 << 16];
        for (int read; (read = await content.ReadAsync(buffer, stopping)) > 0; )
        {
            if (copy.Length + read > options.MostBytes)
                return TooLarge;
            await copy.WriteAsync(buffer.AsMemory(0, read), stopping);
        }
        await copy.FlushAsync(stopping);
        copy.Position = 0;
        if (copy.Length == 0)
            return "the file is empty";
        if (answer.Content.Headers.ContentLength is { } said && said != copy.Length)
            return "it broke off";
        // A byte order mark may stand before the first letter.
        var start = new byte[64];
        var first = await copy.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, stopping);
        copy.Position = 0;
        return
            Array.Find(start[..first], value => value is not (0xEF or 0xBB or 0xBF or (byte)' ' or (byte)'\r' or (byte)'\n')) == (byte)'<'
            ? "it answered with a web page and not a file"
            : null;
    }

    private string TooLarge => $"the file is larger than {options.MostBytes} bytes";

    public void Dispose() => http.Dispose();
}
