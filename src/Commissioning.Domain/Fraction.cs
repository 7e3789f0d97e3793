using System.Globalization;
using System.Numerics;

namespace Commissioning.Domain;

/// <summary>An exact rational number. Scores, means and percentages are fractions, so that 64.95% never passes as 65% (R48).</summary>
public readonly struct Fraction : IEquatable<Fraction>, IComparable<Fraction>
{
    private readonly BigInteger denominator;

    public Fraction(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException("A fraction needs a denominator");
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / divisor;
        this.denominator = denominator / divisor;
    }

    public BigInteger Numerator { get; }
    public BigInteger Denominator => denominator.IsZero ? BigInteger.One : denominator;

    public static readonly Fraction Zero = new(0, 1);

    public static implicit operator Fraction(int whole) => new(whole, 1);

    public static Fraction operator +(Fraction a, Fraction b) =>
        new(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static Fraction operator -(Fraction a, Fraction b) =>
        new(a.Numerator * b.Denominator - b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static Fraction operator *(Fraction a, Fraction b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Fraction operator /(Fraction a, Fraction b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static bool operator >(Fraction a, Fraction b) => a.CompareTo(b) > 0;

    public static bool operator <(Fraction a, Fraction b) => a.CompareTo(b) < 0;

    public static bool operator >=(Fraction a, Fraction b) => a.CompareTo(b) >= 0;

    public static bool operator <=(Fraction a, Fraction b) => a.CompareTo(b) <= 0;

    public static bool operator ==(Fraction a, Fraction b) => a.Equals(b);

    public static bool operator !=(Fraction a, Fraction b) => !a.Equals(b);

    public int CompareTo(Fraction other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public bool Equals(Fraction other) => Numerator == other.Numerator && Denominator == other.Denominator;

    public override bool Equals(object? obj) => obj is Fraction other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    /// <summary>Parses a typed number, such as 3, 3.5 or 66.67, exactly as typed; null when it is not one.</summary>
    public static Fraction? Parse(string? typed)
    {
        if (
            !decimal.TryParse(typed?.Trim().TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            || value > 1_000_000
        )
            return null;
        var places = value.Scale;
        if (places > 9)
            return null;
        return new(new BigInteger(value * (decimal)Math.Pow(10, places)), BigInteger.Pow(10, places));
    }

    public static Fraction OfThousandths(long thousandths) => new(thousandths, 1000);

    /// <summary>The mean; null for an empty collection, because blank is not zero.</summary>
    public static Fraction? Mean(IReadOnlyCollection<Fraction> values) =>
        values.Count == 0 ? null : values.Aggregate(Zero, (sum, value) => sum + value) / values.Count;

    /// <summary>For display only: rounded down, never up, so that what is shown cannot reach a threshold that the value does not.</summary>
    public string ToString(int decimals)
    {
        var scale = BigInteger.Pow(10, decimals);
        var scaled = BigInteger.Abs(Numerator) * scale / Denominator;
        var whole = (scaled / scale).ToString(CultureInfo.InvariantCulture);
        var rest = decimals == 0 ? "" : "." + (scaled % scale).ToString(CultureInfo.InvariantCulture).PadLeft(decimals, '0');
        return (Numerator.Sign < 0 ? "-" : "") + whole + rest;
    }

    /// <summary>For display only: rounded half up, for a mean of scores that is read and not compared with a threshold.</summary>
    public string ToRounded(int decimals)
    {
        var half = new Fraction(Numerator.Sign < 0 ? -1 : 1, 2 * BigInteger.Pow(10, decimals));
        return (this + half).ToString(decimals);
    }

    public override string ToString() =>
        Denominator.IsOne ? Numerator.ToString(CultureInfo.InvariantCulture) : $"{Numerator}/{Denominator}";

    /// <summary>A percentage to one decimal place, such as 64.9%: cut, not rounded, because it is compared with a threshold.</summary>
    public string ToPercent() => ToString(1) + "%";
}
