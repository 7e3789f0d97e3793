using System.Globalization;
using OtpNet;

namespace Commissioning.Testing;

/// <summary>The code that an authenticator app shows now for a key.</summary>
public static class TimeBasedCode
{
    /// <param name="ahead">A code counts once, so a second sign-in in the same half minute uses the next one.</param>
    public static string Now(string base32Key, int ahead = 0) =>
        new Totp(Base32Encoding.ToBytes(base32Key)).ComputeTotp(DateTime.UtcNow.AddSeconds(30 * ahead));

    /// <summary>Six digits that the app shows at no time near now: an arbitrary code may be right by chance.</summary>
    public static string Wrong(string base32Key)
    {
        var shown = Enumerable.Range(-10, 21).Select(ahead => Now(base32Key, ahead)).ToHashSet();
        return Enumerable
            .Range(0, 22)
            .Select(number => number.ToString("000000", CultureInfo.InvariantCulture))
            .First(code => !shown.Contains(code));
    }
}
