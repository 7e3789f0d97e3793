namespace Commissioning.Platform.Files;

/// <summary>Converts a photograph as iPhones store it (HEIC) to JPEG, upright.
/// libheif does it (Debian: libheif-examples), with the limits of <see cref="LimitedProcess"/>.</summary>
public sealed class PhonePhotos(LimitedProcess process)
{
    // Debian 12 has heif-convert; later releases call it heif-dec.
    private static readonly string? Program = new[] { "heif-dec", "heif-convert" }.FirstOrDefault(LimitedProcess.IsInstalled);

    public static bool CanConvert => Program is not null;

    /// <summary>Null when it cannot be read.</summary>
    public async Task<byte[]?> ToJpegAsync(Guid person, byte[] photo)
    {
        if (Program is null)
            return null;
        // Of several pictures in one file the first is the photograph.
        return (
            await process.RunAsync(person, Program, ["-q", "85", "in.heic", "out.jpg"], photo, "in.heic", null, "out.jpg", "out-1.jpg")
        ).Output;
    }
}
