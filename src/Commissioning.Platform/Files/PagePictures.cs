using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Commissioning.Domain;
using Microsoft.Extensions.Caching.Memory;

namespace Commissioning.Platform.Files;

/// <summary>Renders a file's pages as pictures, so that an officer can view it without opening it: the browser gets pixels, never an
/// untrusted PDF. Poppler renders them in a process with limits. Without Poppler, or for a file it cannot read, there are no
/// pictures. A picture, or that there is none, is kept for a while, so that a file that costs the limit costs it once.</summary>
public sealed partial class PagePictures(LimitedProcess process) : IDisposable
{
    public const int MostPages = 20;
    private const long MostKept = 64 * 1024 * 1024;
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MostKept });
    private readonly ConcurrentDictionary<Wanted, Task<LimitedProcess.Answer>> running = new();

    /// <summary>What is made of a file. Page 0: what it tells of itself.</summary>
    private readonly record struct Wanted(Guid File, int Page, int Width);

    public static readonly bool CanShowPdf = LimitedProcess.IsInstalled("pdftoppm");

    public static bool MayShow(string name) => Path.GetExtension(name).ToLowerInvariant() is ".pdf" or ".png" or ".jpg" or ".jpeg";

    /// <summary>How many pages can be shown, at most <see cref="MostPages"/>; zero when none can.</summary>
    public async Task<int> PagesAsync(Guid person, StoredFile file)
    {
        if (file.ContentType != "application/pdf")
            return MayShow(file.Name) ? 1 : 0;
        if ((await OnceAsync(new(file.Id, 0, 0), () => process.RunAsync(person, "pdfinfo", ["-"], file.Content))).Output is not { } told)
            return 0;
        return Pages().Match(System.Text.Encoding.UTF8.GetString(told)) is { Success: true } found
            ? (int)Math.Min(MostPages, double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture))
            : 0;
    }

    /// <summary>Null when a PDF can be opened, or Poppler is not there to ask; otherwise how to put it right.</summary>
    public async Task<Refusal?> WhyUnreadableAsync(Guid person, string name, byte[] pdf, string field)
    {
        var answer = await process.RunAsync(person, "pdfinfo", ["-"], pdf);
        if (!answer.IsInstalled || answer.Output is not null)
            return null;
        if (answer.Errors.Contains("Incorrect password", StringComparison.Ordinal))
            return new(
                $"{name} is locked with a password, so nobody here could read it. Open it with the password, choose Print, then Save as PDF, and choose that copy.",
                field
            );
        return new($"{name} is damaged and cannot be opened. Open it on your device, save or scan it again, and choose that copy.", field);
    }

    /// <summary>One page as PNG or JPEG; null when it cannot be shown.</summary>
    /// <param name="width">The longest side of a PDF's page, in pixels.</param>
    public async Task<(byte[] Content, string ContentType)?> PageAsync(Guid person, StoredFile file, int page, int width)
    {
        if (page is < 1 or > MostPages || !MayShow(file.Name))
            return null;
        if (file.ContentType != "application/pdf")
            return page == 1 ? (file.Content, file.ContentType) : null;
        if (page > await PagesAsync(person, file))
            return null;
        var number = page.ToString(CultureInfo.InvariantCulture);
        string[] arguments = ["-png", "-scale-to", width.ToString(CultureInfo.InvariantCulture), "-f", number, "-l", number, "-"];
        var answer = await OnceAsync(
            new(file.Id, page, width),
            () => process.RunAsync(person, "pdftoppm", arguments, file.Content, known: Stopped)
        );
        // Said of the whole file: its other pages and sizes would cost as much.
        if (answer.IsStopped)
            Keep(new(file.Id, 0, 0), answer);
        return answer.Output is { Length: > 0 } picture ? (picture, "image/png") : null;

        LimitedProcess.Answer? Stopped() =>
            kept.TryGetValue(new Wanted(file.Id, 0, 0), out LimitedProcess.Answer? whole) && whole!.IsStopped ? whole : null;
    }

    /// <summary>Those who ask for the same while it is made wait for it.</summary>
    private async Task<LimitedProcess.Answer> OnceAsync(Wanted wanted, Func<Task<LimitedProcess.Answer>> make)
    {
        if (kept.TryGetValue(wanted, out LimitedProcess.Answer? before))
            return before!;
        var own = new TaskCompletionSource<LimitedProcess.Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (running.GetOrAdd(wanted, own.Task) is var first && first != own.Task)
            return await first;
        try
        {
            var answer = await make();
            if (answer.IsInstalled)
                Keep(wanted, answer);
            own.SetResult(answer);
            return answer;
        }
        catch (Exception exception)
        {
            own.SetException(exception);
            _ = own.Task.Exception; // Nobody may be waiting for it.
            throw;
        }
        finally
        {
            running.TryRemove(wanted, out _);
        }
    }

    private void Keep(Wanted wanted, LimitedProcess.Answer answer) =>
        kept.Set(
            wanted,
            answer with
            {
                Errors = "",
            },
            new MemoryCacheEntryOptions
            {
                Size = 500 + (answer.Output?.Length ?? 0),
                AbsoluteExpirationRelativeToNow = KeptFor,
                // Pictures go first when there are too many: they cost little to make again.
                Priority = answer.Output is null ? CacheItemPriority.High : CacheItemPriority.Normal,
            }
        );

    public void Dispose() => kept.Dispose();

    [GeneratedRegex(@"^Pages:\s+(\d+)", RegexOptions.Multiline)]
    private static partial Regex Pages();
}
