using System.Buffers;
using System.Security.Cryptography;

namespace Commissioning.Features.Records;

/// <summary>Copies a stream and returns its length and SHA-256, without holding it in memory.</summary>
internal static class Sha256
{
    private const int Piece = 1 << 17;

    public static async Task<(long Bytes, string Sha256)> CopyAsync(Stream from, Stream to, long most = long.MaxValue)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(Piece); // One for each of many files would be garbage that only a full collection takes.
        try
        {
            long bytes = 0;
            while (await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(Piece, most - bytes))) is > 0 and var read)
            {
                hash.AppendData(buffer, 0, read);
                await to.WriteAsync(buffer.AsMemory(0, read));
                bytes += read;
            }
            return (bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public static string Of(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static async Task<string> OfFileAsync(string path)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return (await CopyAsync(stream, Stream.Null)).Sha256;
    }
}
