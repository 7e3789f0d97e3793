using System.Globalization;

namespace Commissioning.Domain.Monitoring;

/// <summary>A number of people as it may be shown. Number is zero when hidden.</summary>
public readonly record struct PeopleShown(long Number, HiddenNumber Hidden = HiddenNumber.No)
{
    /// <summary>A sum is partial where a part is hidden, so that a fund's rounds cannot be worked out from it.</summary>
    public static PeopleShown operator +(PeopleShown a, PeopleShown b) =>
        a == default ? b
        : b == default ? a
        : (a.Number + b.Number) is > 0 and var sum
            ? new(sum, a.Hidden == HiddenNumber.No && b.Hidden == HiddenNumber.No ? HiddenNumber.No : HiddenNumber.Part)
        : new(0, HiddenNumber.Withheld);

    public override string ToString() =>
        Hidden switch
        {
            HiddenNumber.No => Number.ToString("N0", CultureInfo.InvariantCulture),
            HiddenNumber.Few => string.Create(CultureInfo.InvariantCulture, $"fewer than {SmallNumbers.Fewest}"),
            HiddenNumber.Part => Number.ToString("N0", CultureInfo.InvariantCulture) + " or more",
            _ => "not shown",
        };
}
