using System.Globalization;
using System.Numerics;

namespace Commissioning.Domain;

/// <summary>An amount in whole pence, exact on both databases. There are no fractions of a penny.</summary>
public readonly record struct Money(long Pence) : IComparable<Money>
{
    public static readonly Money Zero = new(0);

    public static Money FromPounds(decimal pounds) =>
        pounds * 100 == decimal.Truncate(pounds * 100)
            ? new((long)(pounds * 100))
            : throw new ArgumentOutOfRangeException(nameof(pounds), pounds, "An amount of money has whole pence");

    /// <summary>Parses what a person types: £10,000, 10000.00, 1,234.5. Null unless it is an amount from zero to £999,999,999.99 in whole
    /// pence.</summary>
    public static Money? Parse(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        var text = typed.Trim().TrimStart('£').Replace("\u00a0", "").Replace(" ", "");
        const NumberStyles styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;
        if (!decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out var pounds))
            return null;
        if (pounds is < 0 or > 999_999_999.99m || pounds * 100 != decimal.Truncate(pounds * 100))
            return null;
        return FromPounds(pounds);
    }

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
