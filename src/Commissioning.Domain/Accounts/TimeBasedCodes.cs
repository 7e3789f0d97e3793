using System.Globalization;
using System.Security.Cryptography;

namespace Commissioning.Domain.Accounts;

/// <summary>The six figures of an authenticator app (RFC 6238: SHA-1, steps of 30 seconds), each taken once.</summary>
public static class TimeBasedCodes
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int SecondsPerStep = 30;

    /// <summary>
    /// The step that the code belongs to, one step early or late allowed for a slow typist or a phone's clock; null when it belongs to none,
    /// or to one that is not after <paramref name="lastStep"/>: a code that was seen over a shoulder opens nothing.
    /// </summary>
    public static long? StepOf(string base32Key, string code, DateTimeOffset now, long? lastStep)
    {
        var key = Decode(base32Key);
        var present = now.ToUnixTimeSeconds() / SecondsPerStep;
        long? found = null;
        for (var step = present - 1; step <= present + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(Bytes(CodeOf(key, step)), Bytes(code)) && (lastStep is null || step > lastStep)) found ??= step;
        return found;
    }

    public static string NewKey() => string.Concat(RandomNumberGenerator.GetItems<char>(Base32, 32));

    private static string CodeOf(byte[] key, long step)
    {
        var message = new byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(message, step);
#pragma warning disable CA5350 // the hash that every authenticator app uses
        var hash = HMACSHA1.HashData(key, message);
#pragma warning restore CA5350
        var at = hash[^1] & 0xf;
        var number = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(at)) & 0x7fffffff;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string code) => System.Text.Encoding.UTF8.GetBytes(code);

    private static byte[] Decode(string base32)
    {
        var bytes = new List<byte>();
        var (buffer, bits) = (0, 0);
        foreach (var letter in base32)
        {
            buffer = (buffer << 5 | Base32.IndexOf(letter, StringComparison.Ordinal)) & 0xfff;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
        }
        return [.. bytes];
    }
}
