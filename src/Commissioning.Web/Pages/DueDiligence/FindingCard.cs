using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;

namespace Commissioning.Web.Pages.DueDiligence;

/// <summary>A finding as a page shows it, with the forms for a verdict and for the second person.</summary>
/// <param name="IsAlone">It is the only one of its page, which shows its errors.</param>
public sealed record FindingCard(Findings.Finding Finding, Guid Me, bool MayDecide, bool IsAlone = false)
{
    public string Id(string field) => IsAlone ? field : $"{field}-{Finding.Id:N}";

    public (string Text, string Colour) Tag =>
        Finding switch
        {
            { IsOpen: false } => ("Decided", "green"),
            { WaitsForSecond: true } => ("Waits for a second person", "purple"),
            { Level: FindingLevel.Against } => ("Strong", "red"),
            _ => ("To decide", "orange"),
        };

    /// <summary>The page from which it comes; null: there is none for it.</summary>
    public (string Text, string Href)? Source => SourceOf(Finding);

    /// <summary>What was said of the sanctions list names people, so only those who decide read it.</summary>
    public bool ShowsReason => MayDecide || Finding.Kind != FindingKind.SanctionsHit;

    public static (string Text, string Href)? SourceOf(Findings.Finding finding) =>
        finding.Kind switch
        {
            FindingKind.SanctionsHit => ("Compare with the sanctions list", Links.DueDiligence.Sanctions(finding.ApplicationId)),
            FindingKind.SharedAccount
            or FindingKind.RefusedAccount
            or FindingKind.PayeeNotMatched
            or FindingKind.BankDetailsMissing when finding.SubjectId is { } account => (
                "See the account",
                Links.Organisations.Bank(account)
            ),
            FindingKind.SharedAccount or FindingKind.RefusedAccount or FindingKind.PayeeNotMatched or FindingKind.BankDetailsMissing =>
                null,
            FindingKind.StopFlag when finding.SubjectId is { } flag => (
                "See the stop flag",
                Links.DueDiligence.StopFlag(flag, finding.ApplicationId)
            ),
            FindingKind.SafeguardingGap => ("Safeguarding evidence", Links.DueDiligence.Safeguarding(finding.ApplicationId)),
            FindingKind.SubsidyGap => ("Answer the subsidy questions", Links.DueDiligence.Subsidy(finding.ApplicationId)),
            _ when FindingRules.CheckOf(finding.Kind) == Domain.Funds.CheckKind.Register => (
                "See the registers",
                Links.DueDiligence.Registers(finding.ApplicationId)
            ),
            _ => ("See the cross-checks", Links.DueDiligence.CrossChecks(finding.ApplicationId)),
        };
}
