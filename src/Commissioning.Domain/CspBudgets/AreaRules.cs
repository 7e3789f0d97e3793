using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.CspBudgets;

public static class AreaRules
{
    /// <summary>What applicants choose who work in every area.</summary>
    public const string EveryArea = "All of Leicester, Leicestershire and Rutland";

    /// <summary>The nine areas by the names that applicants read, on a portal that has no record of them yet.</summary>
    public static readonly IReadOnlyList<string> DefaultAreas =
    [
        "Blaby",
        "Charnwood",
        "Harborough",
        "Hinckley and Bosworth",
        "Leicester",
        "Melton",
        "North West Leicestershire",
        "Oadby and Wigston",
        "Rutland",
    ];

    /// <summary>Where an organisation may say that it works.</summary>
    /// <param name="areas">The areas that exist, by the names that applicants read.</param>
    public static IReadOnlyList<string> Choices(IReadOnlyList<string> areas) => [.. areas.Count > 0 ? areas : DefaultAreas, EveryArea];

    public static Refusal? WhyNameIsWrong(string? name, string field) =>
        name?.Trim().Length is > 0 and <= 100 ? null : new("Enter a name of up to 100 characters", field);

    public static Refusal? WhyNotAStart(DateOnly from, string field) =>
        from == FinancialYear.Of(from).Start ? null : new("Areas start on 1 April, with a financial year", field);

    public static Refusal? WhyNotAnEnd(DateOnly on, string field) =>
        on == FinancialYear.Of(on).End ? null : new("Areas end on 31 March, with a financial year", field);

    /// <summary>Null for no code, or for an Office for National Statistics code of a local authority in England: E06 unitary, E07 district,
    /// E08 metropolitan district, E09 London borough, E10 county or E47 combined authority, or of a Community Safety Partnership, E22, then
    /// six digits.</summary>
    public static Refusal? WhyCodeIsWrong(string? onsCode)
    {
        if (string.IsNullOrWhiteSpace(onsCode))
            return null;
        var typed = onsCode.Trim().ToUpperInvariant();
        return
            typed.Length == 9
            && typed[..3] is "E06" or "E07" or "E08" or "E09" or "E10" or "E22" or "E47"
            && typed[3..].All(char.IsAsciiDigit)
            ? null
            : new(
                "Enter the ONS code as E07 and six digits, such as E07000129, or of the partnership as E22 and six digits, or leave it empty",
                nameof(onsCode)
            );
    }
}
