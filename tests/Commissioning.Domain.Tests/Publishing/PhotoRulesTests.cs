using System.Buffers.Binary;
using System.Text;
using Commissioning.Domain.Publishing;

namespace Commissioning.Domain.Tests.Publishing;

public sealed class PhotoRulesTests
{
    private static readonly byte[] Scan = [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD3, 0x56];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_JPEG_keeps_its_picture_and_orientation_and_loses_location_owner_and_thumbnail(bool little)
    {
        byte[] photo =
        [
            0xFF,
            0xD8,
            .. Segment(0xE0, "JFIF\0"u8),
            .. Segment(0xE1, Exif(little, 6)),
            .. Segment(0xE1, "http://ns.adobe.com/xap/1.0/\0Leicester refuge"u8),
            .. Segment(0xE2, "ICC_PROFILE\0x"u8),
            .. Segment(0xE2, "MPF\0second picture"u8),
            .. Segment(0xED, "Photoshop by Amira"u8),
            .. Segment(0xFE, "a comment"u8),
            .. Segment(0xDB, "table"u8),
            .. Segment(0xDA, "head"u8),
            .. Scan,
            .. Segment(0xC4, "more"u8),
            .. Segment(0xDA, "next"u8),
            .. Scan,
            0xFF,
            0xD9,
            .. "Leicester refuge again"u8,
        ];
        byte[] expected =
        [
            0xFF,
            0xD8,
            .. Segment(0xE0, "JFIF\0"u8),
            .. Segment(0xE1, Exif(false, 6, place: false)),
            .. Segment(0xE2, "ICC_PROFILE\0x"u8),
            .. Segment(0xDB, "table"u8),
            .. Segment(0xDA, "head"u8),
            .. Scan,
            .. Segment(0xC4, "more"u8),
            .. Segment(0xDA, "next"u8),
            .. Scan,
            0xFF,
            0xD9,
        ];
        Assert.Equal(expected, PhotoRules.WithoutDetails(photo));
        Assert.Equal(expected, PhotoRules.WithoutDetails(expected));
    }

    [Fact]
    public void A_PNG_keeps_only_the_chunks_that_draw_it()
    {
        byte[] signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
        byte[] photo =
        [
            .. signature,
            .. Chunk("IHDR", "head"),
            .. Chunk("tEXt", "Author Amira"),
            .. Chunk("eXIf", "place"),
            .. Chunk("gAMA", "g"),
            .. Chunk("IDAT", "picture"),
            .. Chunk("IEND", ""),
            .. "more"u8,
        ];
        Assert.Equal(
            [.. signature, .. Chunk("IHDR", "head"), .. Chunk("gAMA", "g"), .. Chunk("IDAT", "picture"), .. Chunk("IEND", "")],
            PhotoRules.WithoutDetails(photo)!
        );
    }

    [Fact]
    public void A_damaged_picture_or_another_file_type_is_refused()
    {
        byte[] photo = [0xFF, 0xD8, .. Segment(0xE1, Exif(true, 3)), .. Segment(0xDA, "head"u8), .. Scan, 0xFF, 0xD9];
        Assert.NotNull(PhotoRules.WithoutDetails(photo));
        for (var length = 0; length < photo.Length; length++)
            Assert.Null(PhotoRules.WithoutDetails(photo[..length]));
        Assert.Null(PhotoRules.WithoutDetails("%PDF-1.7"u8.ToArray()));
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var changed = (byte[])photo.Clone();
            for (var n = 0; n < 3; n++)
                changed[random.Next(2, changed.Length)] = (byte)random.Next(256);
            PhotoRules.WithoutDetails(changed); // Whatever the content, no exception.
        }
    }

    private static byte[] Segment(byte assessor, ReadOnlySpan<byte> content) =>
        [0xFF, assessor, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static byte[] Chunk(string name, string content)
    {
        var chunk = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        Encoding.ASCII.GetBytes(name + content).CopyTo(chunk, 4);
        return chunk;
    }

    /// <summary>An Exif directory with maker, orientation and location.</summary>
    private static byte[] Exif(bool little, ushort held, bool place = true)
    {
        byte[] Short(int value) => little ? [(byte)value, (byte)(value >> 8)] : [(byte)(value >> 8), (byte)value];
        byte[] Long(int value) => little ? [.. Short(value), 0, 0] : [0, 0, .. Short(value)];
        byte[] Entry(int tag, int value) => [.. Short(tag), .. Short(3), .. Long(1), .. Short(value), 0, 0];
        return
        [
            .. "Exif\0\0"u8,
            .. little ? "II"u8 : "MM"u8,
            .. Short(42),
            .. Long(8),
            .. Short(place ? 3 : 1),
            .. place ? Entry(0x010F, 7) : [],
            .. Entry(0x0112, held),
            .. place ? Entry(0x8825, 90) : [],
            0,
            0,
            0,
            0,
        ];
    }
}
