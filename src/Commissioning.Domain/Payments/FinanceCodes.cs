namespace Commissioning.Domain.Payments;

/// <summary>The codes under which the finance system posts an amount. Empty: it has none.</summary>
/// <param name="VatTreatment">The finance system's own code, such as the one for outside the scope of VAT.</param>
public sealed record FinanceCodes(
    string Company,
    string CostCentre,
    string Subjective,
    string Project,
    string FundingSource,
    string VatTreatment
)
{
    public override string ToString() =>
        string.Join(
            ", ",
            new (string Name, string Code)[]
            {
                ("company", Company),
                ("cost centre", CostCentre),
                ("subjective", Subjective),
                ("project", Project),
                ("funding source", FundingSource),
                ("VAT", VatTreatment),
            }
                .Where(code => code.Code.Length > 0)
                .Select(code => $"{code.Name} {code.Code}")
        );
}
