using System.Diagnostics;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Files;

/// <summary>Pictures of a file's pages when the file is made to be slow.</summary>
public sealed class PagePicturesTests : IDisposable
{
    private static readonly Guid Applicant = Guid.NewGuid(),
        Officer = Guid.NewGuid();
    private readonly PagePictures pictures = new(new LimitedProcess());

    public void Dispose() => pictures.Dispose();

    [Fact]
    public async Task A_file_that_costs_its_limit_costs_it_once_and_others_do_not_wait()
    {
        var hostile = new StoredFile(Guid.NewGuid(), "plan.pdf", "application/pdf", HostileFiles.CrossingPaths());
        Assert.InRange(hostile.Content.Length, 1, 1_000_000);
        Assert.Equal(1, await pictures.PagesAsync(Applicant, hostile));
        // Eight views, as of one person who opens the page again and again, some in another size.
        var views = Enumerable.Range(0, 8).Select(i => pictures.PageAsync(Applicant, hostile, 1, 1100 + i % 4)).ToList();

        var good = new StoredFile(Guid.NewGuid(), "form.pdf", "application/pdf", SamplePdf.Of("a form"));
        var shown = await pictures.PageAsync(Officer, good, 1, 1100);
        Assert.Equal("image/png", shown!.Value.ContentType);
        Assert.DoesNotContain(views, view => view.IsCompleted);

        // The limit is 10 seconds of the processor, and 30 of the clock where others use it too: once, not eight times.
        var watch = Stopwatch.StartNew();
        Assert.All(await Task.WhenAll(views), Assert.Null);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(50));

        watch.Restart();
        Assert.Null(await pictures.PageAsync(Officer, hostile, 1, 120));
        Assert.Equal(0, await pictures.PagesAsync(Officer, hostile));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_page_is_drawn_once_for_all_who_look_at_it()
    {
        var file = new StoredFile(Guid.NewGuid(), "form.pdf", "application/pdf", SamplePdf.Of("a form"));
        var first = (await pictures.PageAsync(Officer, file, 1, 200))!.Value.Content;
        // Made again it would not be the same array.
        Assert.Same(first, (await pictures.PageAsync(Applicant, file, 1, 200))!.Value.Content);
        Assert.NotSame(first, (await pictures.PageAsync(Applicant, file, 1, 100))!.Value.Content);
        Assert.Null(await pictures.PageAsync(Applicant, file, 2, 200));
    }
}
