using System.Globalization;
using System.Security.Cryptography;

namespace Commissioning.Testing;

/// <summary>What an authenticator app shows now for a key (RFC 6238: 30 seconds, six figures).</summary>
public static class TimeBasedCode
{
    /// <param name="ahead">A code is taken once, so a second sign-in in the same half minute uses the next one.</param>
    public static string Now(string base32Key, int ahead = 0)
    {
        var step = BitConverter.GetBytes(DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30 + ahead);
        if (BitConverter.IsLittleEndian) Array.Reverse(step);
#pragma warning disable CA5350 // the standard's hash
        var hash = HMACSHA1.HashData(Decode(base32Key), step);
#pragma warning restore CA5350
        var at = hash[^1] & 0xf;
        var number = (hash[at] & 0x7f) << 24 | hash[at + 1] << 16 | hash[at + 2] << 8 | hash[at + 3];
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string base32)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(base32.Select(letter => Convert.ToString(alphabet.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
    }
}
