using System.Globalization;

namespace Commissioning.Domain;

/// <summary>A number of people as it may be shown. Number is zero when hidden.</summary>
public readonly record struct PeopleShown(long Number, HiddenNumber Hidden = HiddenNumber.No)
{
    public override string ToString() =>
        Hidden switch
        {
            HiddenNumber.No => Number.ToString("N0", CultureInfo.InvariantCulture),
            HiddenNumber.Few => string.Create(CultureInfo.InvariantCulture, $"fewer than {SmallNumbers.Fewest}"),
            _ => "not shown",
        };
}
