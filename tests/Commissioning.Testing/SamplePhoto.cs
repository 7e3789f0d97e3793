using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;

namespace Commissioning.Testing;

/// <summary>Pictures of any size, as PNG and as phones store them.</summary>
public static class SamplePhoto
{
    /// <summary>A picture in which no part is like another, so that it is as large as a photograph.</summary>
    public static byte[] Png(int width, int height, bool isPlain = false)
    {
        var rows = new byte[height * (1 + 3 * width)];
        if (!isPlain)
            new Random(1).NextBytes(rows);
        for (var row = 0; row < height; row++)
            rows[row * (1 + 3 * width)] = 0; // No filter.
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(rows);
        var size = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(size, width);
        BinaryPrimitives.WriteInt32BigEndian(size.AsSpan(4), height);
        (size[8], size[9]) = (8, 2);
        return
        [
            0x89,
            0x50,
            0x4e,
            0x47,
            0x0d,
            0x0a,
            0x1a,
            0x0a,
            .. Chunk("IHDR", size),
            .. Chunk("IDAT", packed.ToArray()),
            .. Chunk("IEND", []),
        ];
    }

    /// <summary>The same picture as HEIC, made by libheif.</summary>
    public static async Task<byte[]> HeicAsync(int width, int height)
    {
        var folder = Directory.CreateTempSubdirectory("commissioning-photo");
        var (png, heic) = (Path.Combine(folder.FullName, "in.png"), Path.Combine(folder.FullName, "out.heic"));
        await File.WriteAllBytesAsync(png, Png(width, height, isPlain: true));
        using var process = Process.Start(new ProcessStartInfo("heif-enc", [png, "-o", heic]) { RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var content = await File.ReadAllBytesAsync(heic);
        folder.Delete(recursive: true);
        return content;
    }

    private static byte[] Chunk(string name, byte[] content)
    {
        var chunk = new byte[content.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        Encoding.ASCII.GetBytes(name, chunk.AsSpan(4));
        content.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(content.Length + 8), Crc(chunk.AsSpan(4, content.Length + 4)));
        return chunk;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }
        return ~crc;
    }
}
