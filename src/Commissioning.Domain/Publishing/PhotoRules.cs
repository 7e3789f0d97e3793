using System.Buffers.Binary;

namespace Commissioning.Domain.Publishing;

/// <summary>Removes what a camera stores with a picture, such as location, owner and an uncropped thumbnail, before publication. Only
/// segments that draw the picture are copied (JPEG: ITU T.81; Exif 2.32; PNG: W3C 2003).</summary>
public static class PhotoRules
{
    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly string[] PngChunks =
    [
        "IHDR",
        "PLTE",
        "IDAT",
        "IEND",
        "tRNS",
        "gAMA",
        "cHRM",
        "sRGB",
        "iCCP",
        "sBIT",
        "bKGD",
        "pHYs",
    ];

    /// <summary>The picture alone, upright; null when it is not a complete JPEG or PNG.</summary>
    public static byte[]? WithoutDetails(byte[] photo) =>
        photo.AsSpan().StartsWith(PngSignature) ? Png(photo)
        : photo is [0xFF, 0xD8, ..] ? Jpeg(photo)
        : null;

    private static byte[]? Png(ReadOnlySpan<byte> photo)
    {
        var kept = new List<byte>(photo.Length);
        kept.AddRange(PngSignature);
        for (var at = PngSignature.Length; at + 12 <= photo.Length; )
        {
            var length = 12L + BinaryPrimitives.ReadUInt32BigEndian(photo[at..]);
            if (at + length > photo.Length)
                return null;
            var name = System.Text.Encoding.ASCII.GetString(photo.Slice(at + 4, 4));
            if (PngChunks.Contains(name))
                kept.AddRange(photo.Slice(at, (int)length));
            if (name == "IEND")
                return [.. kept];
            at += (int)length;
        }
        return null;
    }

    private static byte[]? Jpeg(ReadOnlySpan<byte> photo)
    {
        var kept = new List<byte>(photo.Length) { 0xFF, 0xD8 };
        for (var at = 2; at + 1 < photo.Length; )
        {
            if (photo[at] != 0xFF)
                return null;
            var marker = photo[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            } // A fill byte.
            if (marker == 0xD9)
                return [.. kept, 0xFF, 0xD9]; // Data after the picture, such as a second one, is left out.
            if (at + 4 > photo.Length)
                return null;
            var end = at + 2 + BinaryPrimitives.ReadUInt16BigEndian(photo[(at + 2)..]);
            if (end > photo.Length || end < at + 4)
                return null;
            if (marker == 0xDA)
                while (end + 1 < photo.Length && (photo[end] != 0xFF || photo[end + 1] is 0x00 or >= 0xD0 and <= 0xD7))
                    end++; // The entropy-coded data of the picture.
            // Of the APP and comment segments, only JFIF, the colour profile and Adobe's colour transform affect the picture.
            if (marker is not (>= 0xE1 and <= 0xEF or 0xFE) || marker is 0xE2 or 0xEE)
            {
                if (marker != 0xE2 || photo[(at + 4)..end].StartsWith("ICC_PROFILE"u8))
                    kept.AddRange(photo[at..end]);
            }
            else if (marker == 0xE1 && Orientation(photo[(at + 4)..end]) is > 1 and <= 8 and var turned)
                kept.AddRange([
                    0xFF,
                    0xE1,
                    0x00,
                    0x22,
                    .. "Exif\0\0MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0"u8,
                    (byte)turned,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                ]);
            at = end;
        }
        return null;
    }

    /// <summary>The Exif orientation, 1 to 8; null when it is missing.</summary>
    private static int? Orientation(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith("Exif\0\0"u8) || segment.Length < 16)
            return null;
        var tiff = segment[6..];
        var little = tiff[0] == (byte)'I';
        var directory = (long)Long(tiff[4..], little);
        if (directory + 2 > tiff.Length)
            return null;
        var entries = Short(tiff[(int)directory..], little);
        for (var i = 0; i < entries && directory + 2 + 12 * (i + 1) <= tiff.Length; i++)
        {
            var entry = tiff[(int)(directory + 2 + 12 * i)..];
            if (Short(entry, little) == 0x0112)
                return Short(entry[8..], little);
        }
        return null;
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Long(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
