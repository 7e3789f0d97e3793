using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Commissioning.Platform.Files;

/// <summary>Renders a file's pages as pictures, so that an officer can view it without opening it: the browser gets pixels, never an
/// untrusted PDF. Poppler renders them in a separate process with a time limit. Without Poppler, or for a file it cannot read, there are no
/// pictures.</summary>
public sealed partial class PagePictures
{
    public const int MostPages = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim places = new(2, 2);

    public static bool MayShow(string name) => Path.GetExtension(name).ToLowerInvariant() is ".pdf" or ".png" or ".jpg" or ".jpeg";

    /// <summary>How many pages can be shown, at most <see cref="MostPages"/>; zero when none can.</summary>
    public async Task<int> PagesAsync(StoredFile file)
    {
        if (file.ContentType != "application/pdf")
            return MayShow(file.Name) ? 1 : 0;
        if (await RunAsync("pdfinfo", ["-"], file.Content) is not { } told)
            return 0;
        return Pages().Match(System.Text.Encoding.UTF8.GetString(told)) is { Success: true } found
            ? Math.Min(MostPages, int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture))
            : 0;
    }

    /// <summary>One page as PNG or JPEG; null when it cannot be shown.</summary>
    public async Task<(byte[] Content, string ContentType)?> PageAsync(StoredFile file, int page)
    {
        if (page is < 1 or > MostPages || !MayShow(file.Name))
            return null;
        if (file.ContentType != "application/pdf")
            return page == 1 ? (file.Content, file.ContentType) : null;
        var number = page.ToString(CultureInfo.InvariantCulture);
        return
            await RunAsync("pdftoppm", ["-png", "-scale-to", "1100", "-f", number, "-l", number, "-"], file.Content)
                is { Length: > 0 } picture
            ? (picture, "image/png")
            : null;
    }

    private async Task<byte[]?> RunAsync(string program, string[] arguments, byte[] input)
    {
        await places.WaitAsync();
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments)
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    UseShellExecute = false,
                }
            )!;
            using var stopping = new CancellationTokenSource(Patience);
            try
            {
                using var output = new MemoryStream();
                var read = process.StandardOutput.BaseStream.CopyToAsync(output, stopping.Token);
                var errors = process.StandardError.ReadToEndAsync(stopping.Token);
                try
                {
                    await process.StandardInput.BaseStream.WriteAsync(input, stopping.Token);
                    process.StandardInput.Close();
                }
                catch (IOException)
                { /* it gave up before the end of the file; its exit code says so */
                }
                await Task.WhenAll(read, errors);
                await process.WaitForExitAsync(stopping.Token);
                return process.ExitCode == 0 ? output.ToArray() : null;
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return null;
            }
        }
        catch (Win32Exception)
        {
            return null;
        } // Not installed.
        finally
        {
            places.Release();
        }
    }

    [GeneratedRegex(@"^Pages:\s+(\d+)", RegexOptions.Multiline)]
    private static partial Regex Pages();
}
