namespace Commissioning.Domain.CspBudgets;

/// <summary>A person whom the office named to sign the areas' years.</summary>
/// <param name="IsDeputy">Names them as deputy of the section 151 officer.</param>
/// <param name="Until">Last day. Null: until another is said.</param>
public sealed record YearSignatory(Guid Person, bool IsDeputy, DateOnly From, DateOnly? Until)
{
    public bool Counts(DateOnly day) => day >= From && (Until is not { } last || day <= last);

    public string Capacity => NameOf(IsDeputy);

    public static string NameOf(bool isDeputy) => isDeputy ? "Deputy section 151 officer" : "Section 151 officer";
}
