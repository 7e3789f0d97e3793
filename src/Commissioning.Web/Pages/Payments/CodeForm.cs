using Commissioning.Domain.Payments;

namespace Commissioning.Web.Pages.Payments;

/// <summary>The boxes of finance codes, on the pages that add and replace them.</summary>
public sealed class CodeForm
{
    public string? Company { get; set; }
    public string? CostCentre { get; set; }
    public string? Subjective { get; set; }
    public string? Project { get; set; }
    public string? FundingSource { get; set; }
    public string? VatTreatment { get; set; }

    public FinanceCodes ToCodes() =>
        new(
            Company?.Trim() ?? "",
            CostCentre?.Trim() ?? "",
            Subjective?.Trim() ?? "",
            Project?.Trim() ?? "",
            FundingSource?.Trim() ?? "",
            VatTreatment?.Trim() ?? ""
        );

    public static CodeForm From(FinanceCodes codes) =>
        new()
        {
            Company = codes.Company,
            CostCentre = codes.CostCentre,
            Subjective = codes.Subjective,
            Project = codes.Project,
            FundingSource = codes.FundingSource,
            VatTreatment = codes.VatTreatment,
        };
}
