using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Commissioning.Domain;

/// <summary>An amount in whole pence, exact on both databases. There are no fractions of a penny.</summary>
public readonly partial record struct Money(long Pence) : IComparable<Money>
{
    public static readonly Money Zero = new(0);

    public static Money FromPounds(decimal pounds) =>
        pounds * 100 == decimal.Truncate(pounds * 100)
            ? new((long)(pounds * 100))
            : throw new ArgumentOutOfRangeException(nameof(pounds), pounds, "An amount of money has whole pence");

    /// <summary>Parses what a person types: £10,000, 10 000.00, 1234.5, 10k, £4.5k. Null unless it is an amount from zero to
    /// £999,999,999.99 in whole pence. Commas or spaces may only separate groups of three digits, because 6300,00 is not
    /// £630,000.</summary>
    public static Money? Parse(string? typed) =>
        Readable().Match(Bare(typed)) is { Success: true } parts ? Of(parts)
        : Thousands().Match(Bare(typed)) is { Success: true } thousands ? OfThousands(thousands)
        : null;

    /// <summary>The amount that text which cannot be read probably means: £6,300.00 for 6300,00. Null when it can be read, and when it
    /// could mean several amounts or none: 1.234 might be £1,234 or a slip in £1.23.</summary>
    public static Money? Meant(string? typed) =>
        Parse(typed) is null && Clear().Match(Bare(typed)) is { Success: true } parts ? Of(parts) : null;

    /// <summary>The sentence about an amount that cannot be read, followed by the amount that was probably meant.</summary>
    public static string WhyNot(string? typed, string sentence) =>
        Meant(typed) is { } meant ? $"{sentence.TrimEnd('.')}. Did you mean {meant}?" : sentence;

    // Number formats separate groups by either of two non-breaking spaces.
    private static string Bare(string? typed) =>
        (typed ?? "").Trim().TrimStart('£').TrimStart().Replace('\u00a0', ' ').Replace('\u202f', ' ');

    private static Money? Of(Match parts) =>
        decimal.TryParse(
            string.Concat(parts.Groups["pounds"].Value.Where(char.IsAsciiDigit)) + "." + parts.Groups["pence"].Value,
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var pounds
        )
        && pounds <= 999_999_999.99m
            ? FromPounds(pounds)
            : null;

    private static Money? OfThousands(Match parts)
    {
        var pounds = decimal.Parse(parts.Groups["thousands"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * 1000;
        return pounds <= 999_999_999.99m ? FromPounds(pounds) : null;
    }

    // Five decimals of a thousand pounds are whole pence.
    [GeneratedRegex(@"^(?<thousands>[0-9]{1,6}(\.[0-9]{1,5})?) ?[kK]\z")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^(?<pounds>[0-9]*|[1-9][0-9]{0,2}(?<by>[, ])[0-9]{3}(\k<by>[0-9]{3})*)(\.(?<pence>[0-9]{0,2}))?\z")]
    private static partial Regex Readable();

    // The groups are of three digits or, as in India, of two before the last three. What separates the pence does not separate groups too.
    // A single point is never taken for a group's.
    [GeneratedRegex(
        """
            ^(?![0-9]+\.[0-9]+\z)
            (?<pounds>[0-9]+|[1-9][0-9]{0,2}(?<by>[,.\x20])[0-9]{3}(\k<by>[0-9]{3})*|[1-9][0-9]?(?<by>,)([0-9]{2},)+[0-9]{3})
            ((?!\k<by>)[,.](?<pence>[0-9]{1,2}))?\z
            """,
        RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex Clear();

    public static Money operator +(Money left, Money right) => new(checked(left.Pence + right.Pence));

    public static Money operator -(Money left, Money right) => new(checked(left.Pence - right.Pence));

    public static Money operator -(Money amount) => new(checked(-amount.Pence));

    public static bool operator >(Money left, Money right) => left.Pence > right.Pence;

    public static bool operator <(Money left, Money right) => left.Pence < right.Pence;

    public static bool operator >=(Money left, Money right) => left.Pence >= right.Pence;

    public static bool operator <=(Money left, Money right) => left.Pence <= right.Pence;

    public int CompareTo(Money other) => Pence.CompareTo(other.Pence);

    /// <summary>Such as £10,000.00 or -£12.50.</summary>
    public override string ToString() =>
        (Pence < 0 ? "-£" : "£")
        + (BigInteger.Abs(Pence) / 100).ToString("N0", CultureInfo.InvariantCulture)
        + "."
        + (BigInteger.Abs(Pence) % 100).ToString("00", CultureInfo.InvariantCulture);

    /// <summary>Pence only where there are any: £10,000 or £12.50.</summary>
    public string ToShortString() => ToString().Replace(".00", "", StringComparison.Ordinal);

    /// <summary>The value for a form's box, without sign or commas: 10000.00.</summary>
    public string ToInput() => (Pence / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
