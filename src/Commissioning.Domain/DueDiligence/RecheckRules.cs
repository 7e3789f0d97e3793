using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Commissioning.Domain.DueDiligence;

/// <summary>A random sample of the applications that passed due diligence is checked again by somebody else. Shares are our defaults, not
/// policy of the office.</summary>
public static class RecheckRules
{
    public const int Percent = 5;
    public const int Fewest = 3;
    public const int LongestNote = 1000;

    /// <summary>5% and at least three, but never more than there are.</summary>
    public static int SizeOf(int passed) => Math.Min(passed, Math.Max(Fewest, (passed * Percent + 99) / 100));

    /// <summary>The same seed draws the same sample from the same applications, whatever their order. Both groups are in it in proportion,
    /// and at least one of each that there is: those on which nothing was found (among them all that passed in one press), and the
    /// others.</summary>
    public static IReadOnlyList<Guid> Draw(int seed, IReadOnlyCollection<(Guid Id, bool IsClean)> passed)
    {
        var size = SizeOf(passed.Count);
        List<Guid> Drawn(bool clean) =>
            passed.Where(one => one.IsClean == clean).Select(one => one.Id).OrderBy(id => Lot(seed, id), StringComparer.Ordinal).ToList();
        var (clean, others) = (Drawn(true), Drawn(false));
        if (clean.Count == 0 || others.Count == 0)
            return clean.Concat(others).Take(size).ToList();
        var share = Math.Clamp((int)Math.Round((double)size * clean.Count / passed.Count), 1, Math.Max(1, size - 1));
        share = Math.Max(share, size - others.Count);
        return clean.Take(share).Concat(others.Take(size - Math.Min(share, clean.Count))).ToList();
    }

    private static string Lot(int seed, Guid id) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed.ToString(CultureInfo.InvariantCulture)}:{id:N}")));

    /// <summary>Null when this person may check the application again; nobody checks their own work.</summary>
    /// <param name="checkers">Who recorded its checks, decided its findings, or agreed.</param>
    public static Refusal? WhyCannotRecheck(bool isDone, IReadOnlyCollection<Guid> checkers, Guid person, bool? agrees, string? note)
    {
        if (isDone)
            return new("Somebody has checked this application again already");
        if (checkers.Contains(person))
            return new("You took part in the checks of this application, so someone else must check it again");
        if (agrees is null)
            return new("Choose whether you agree with the result", nameof(agrees));
        return ReasonRules.WhyTooThin(note, nameof(note), LongestNote);
    }
}
