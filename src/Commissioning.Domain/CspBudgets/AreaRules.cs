namespace Commissioning.Domain.CspBudgets;

public static class AreaRules
{
    public static Refusal? WhyNameIsWrong(string? name, string field) =>
        name?.Trim().Length is > 0 and <= 100 ? null : new("Enter a name of up to 100 characters", field);

    /// <summary>Null for no code, or for an Office for National Statistics code of a local authority in England: E06 unitary, E07 district,
    /// E08 metropolitan district, E09 London borough, E10 county or E47 combined authority, then six digits.</summary>
    public static Refusal? WhyCodeIsWrong(string? onsCode)
    {
        if (string.IsNullOrWhiteSpace(onsCode))
            return null;
        var typed = onsCode.Trim().ToUpperInvariant();
        return typed.Length == 9 && typed[..3] is "E06" or "E07" or "E08" or "E09" or "E10" or "E47" && typed[3..].All(char.IsAsciiDigit)
            ? null
            : new("Enter the ONS code as E07 and six digits, such as E07000129, or leave it empty", nameof(onsCode));
    }
}
