using Commissioning.Features;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Files;

public sealed class PhonePhotosTests
{
    private static readonly LimitedProcess Process = new();
    private static readonly UploadReader Reader = new(new PagePictures(Process), new PhonePhotos(Process));

    [HeifFact]
    public async Task An_iPhone_photo_becomes_an_upright_JPEG_without_what_the_camera_stored()
    {
        var heic = await SamplePhoto.HeicAsync(640, 480);
        var upload = (await Reader.ReadAsync(Guid.Empty, "IMG_0001.HEIC", heic, "f")).Value!;
        Assert.Equal(("IMG_0001.jpg", "image/jpeg"), (upload.Name, upload.ContentType));
        Assert.Equal([0xff, 0xd8, 0xff], upload.Content[..3]);
        Assert.DoesNotContain("Exif", System.Text.Encoding.Latin1.GetString(upload.Content), StringComparison.Ordinal);
        Assert.StartsWith("IMG_0001.HEIC, SHA-256 ", upload.ConvertedFrom);
    }

    [HeifFact]
    public async Task A_hostile_iPhone_photo_is_refused_and_leaves_nothing()
    {
        var heic = await SamplePhoto.HeicAsync(640, 480);
        // The picture's size (its "ispe" box) made 60,000 by 60,000.
        var huge = heic.ToArray();
        for (var at = heic.AsSpan().IndexOf("ispe"u8); at >= 0 && at + 16 < huge.Length; )
        {
            new byte[] { 0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60 }.CopyTo(huge, at + 8);
            var next = huge.AsSpan(at + 4).IndexOf("ispe"u8);
            at = next < 0 ? -1 : at + 4 + next;
        }
        var before = Folders();
        foreach (var hostile in new[] { heic[..(heic.Length / 2)], huge, [.. heic[..64], .. new byte[4000]] })
            Assert.Equal(
                "a.heic is damaged or too large to read. Take the photo again, or send a screenshot of it.",
                (await Reader.ReadAsync(Guid.Empty, "a.heic", hostile, "f")).FirstRefusal!.Sentence
            );
        Assert.DoesNotContain(Folders().Except(before), folder => File.Exists(Path.Combine(folder, "in.heic")));
    }

    [Fact]
    public async Task A_PDF_that_nobody_can_open_is_refused_with_how_to_put_it_right()
    {
        Assert.True((await Reader.ReadAsync(Guid.Empty, "plan.pdf", SamplePdf.Of("a plan"), "f")).IsDone);
        var locked = (await Reader.ReadAsync(Guid.Empty, "plan.pdf", SamplePdf.Locked(), "f")).FirstRefusal!;
        Assert.StartsWith("plan.pdf is locked with a password, so nobody here could read it.", locked.Sentence);
        Assert.Equal("f", locked.Field);
        Assert.StartsWith(
            "plan.pdf is damaged and cannot be opened.",
            (await Reader.ReadAsync(Guid.Empty, "plan.pdf", "%PDF-1.4 and then nothing"u8.ToArray(), "f")).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task A_program_that_is_missing_fails_or_writes_too_much_gives_no_output()
    {
        Assert.False((await Process.RunAsync(Guid.Empty, "no-such-program", [], [])).IsInstalled);
        Assert.Null((await Process.RunAsync(Guid.Empty, "false", [], [])).Output);
        Assert.Null((await Process.RunAsync(Guid.Empty, "cat", ["/dev/zero"], [])).Output);
        Assert.Null(
            (await Process.RunAsync(Guid.Empty, "dd", ["if=/dev/zero", "of=out", "bs=1M", "count=100"], [], null, null, "out")).Output
        );
        Assert.Equal("words"u8.ToArray(), (await Process.RunAsync(Guid.Empty, "cat", [], "words"u8.ToArray())).Output);
    }

    private static string[] Folders() => Directory.GetDirectories(Path.GetTempPath(), "commissioning-*");
}
