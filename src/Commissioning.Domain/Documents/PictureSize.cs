using System.Buffers.Binary;

namespace Commissioning.Domain.Documents;

/// <summary>How large a picture says it is, from its first bytes (PNG: W3C 2003, IHDR; JPEG: ITU T.81, frame header). Nothing is
/// unpacked.</summary>
public static class PictureSize
{
    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>In pixels; null when it is no PNG or JPEG, or does not say.</summary>
    public static (long Width, long Height)? Of(ReadOnlySpan<byte> picture)
    {
        if (picture.StartsWith(Png))
            return picture.Length >= 24
                ? (BinaryPrimitives.ReadUInt32BigEndian(picture[16..]), BinaryPrimitives.ReadUInt32BigEndian(picture[20..]))
                : null;
        if (picture is not [0xFF, 0xD8, ..])
            return null;
        for (var at = 2; at + 9 <= picture.Length && picture[at] == 0xFF; )
        {
            var marker = picture[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            } // A fill byte.
            // The frame headers; the others in their range are tables.
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return (
                    BinaryPrimitives.ReadUInt16BigEndian(picture[(at + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(picture[(at + 5)..])
                );
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(picture[(at + 2)..]);
        }
        return null;
    }
}
