using Commissioning.Domain.Accounts;

namespace Commissioning.Domain.Funds;

/// <summary>What happens after the decision. Editable before the round opens and frozen with it. Every default is not OPCC
/// policy.</summary>
public sealed record AwardPolicy
{
    public PaymentProfile Payment { get; init; }

    /// <summary>Whole percentages of a staged award that add up to 100; the first is paid on acceptance, the others evenly over the
    /// project.</summary>
    public IReadOnlyList<int> StagePercents { get; init; } = [50, 50];

    /// <summary>A claim needs a copy of every receipt of this amount or more; smaller ones follow the sample of the returns.</summary>
    public Money ProofFrom { get; init; } = Money.FromPounds(500);

    /// <summary>Awards from this amount on also report half-way; smaller ones report only at the end (R72).</summary>
    public Money InterimFrom { get; init; } = Money.FromPounds(5_000);

    /// <summary>An application checked as Enhanced reports every three months, whatever its amount.</summary>
    public bool QuarterlyWhenEnhanced { get; init; } = true;

    /// <summary>Days from the end of a period until its return is due.</summary>
    public int ReturnDueDays { get; init; } = 28;

    /// <summary>A second member of the organisation must certify each return.</summary>
    public bool SecondPersonCertifies { get; init; }

    /// <summary>Working days from a return's due date to each reminder; negative: before it.</summary>
    public IReadOnlyList<int> ReminderDays { get; init; } = [-10, 0, 5, 10, 20];

    /// <summary>Working days late from which the office is also told.</summary>
    public int EscalateAfter { get; init; } = 10;

    /// <summary>True: an organisation with an overdue return cannot send an application to this round. False: it is only flagged
    /// (R76).</summary>
    public bool OverdueBlocksApplications { get; init; }

    /// <summary>Per cent of budget lines that need a receipt at the end, at least one line; 0: none.</summary>
    public int EvidencePercent { get; init; } = 25;

    /// <summary>Awards below this amount need no receipts: collecting them is not a good use of anyone's time (Local Energy Scotland
    /// annex).</summary>
    public Money EvidenceFrom { get; init; } = Money.FromPounds(5_000);

    /// <summary>What returns ask, by size of the grant (R72).</summary>
    public IReadOnlyList<ReturnForm> ReturnForms { get; init; } =
    [Funds.ReturnForms.Brief, Funds.ReturnForms.Standard, Funds.ReturnForms.Full];

    /// <summary>Asked where the form of a return asks for details of people.</summary>
    public IReadOnlyList<PeopleQuestion> People { get; init; } =
    [
        new("Age", false, ["Under 11", "11 to 17", "18 to 24", "25 to 64", "65 and over", "Not known"]),
        new("Sex", false, ["Female", "Male", "Not known"]),
        new(
            "Ethnic group",
            false,
            [
                "Asian or Asian British",
                "Black, Black British, Caribbean or African",
                "Mixed or multiple",
                "White",
                "Another ethnic group",
                "Not known",
            ]
        ),
        new("Disability and need", true, ["Disabled people", "Carers", "Victims of crime", "People who have offended"]),
    ];

    /// <summary>Whole per cent of the grant: a line may differ from its budget by it, or by <see cref="ToleranceFrom"/> if that is more,
    /// without asking and without a reason.</summary>
    public int TolerancePercent { get; init; } = 10;

    /// <summary>In pence; see <see cref="TolerancePercent"/>.</summary>
    public Money ToleranceFrom { get; init; } = Money.FromPounds(250);

    /// <summary>Grants from this amount on owe a certificate of how they were used, signed for the organisation.</summary>
    public Money CertificateFrom { get; init; } = Money.FromPounds(10_000);

    /// <summary>Grants from this amount on owe one that an independent examiner or an auditor looked at as well.</summary>
    public Money ExaminerFrom { get; init; } = Money.FromPounds(25_000);

    /// <summary>Days from the sending of the final return until its certificate is due.</summary>
    public int CertificateDays { get; init; } = 28;

    /// <summary>What is not paid when the final return is sent waits for the certificate.</summary>
    public bool CertificateHoldsPayment { get; init; } = true;

    /// <summary>Days that an organisation has to put right what an officer asks about in a return.</summary>
    public int PutRightDays { get; init; } = 14;

    /// <summary>Whole per cent of the award. Budget moves up to it are approved by another officer, larger ones by an approver.</summary>
    public int OfficerMovePercent { get; init; } = 10;

    /// <summary>Who approves each kind of variation; another officer for kinds not listed.</summary>
    public IReadOnlyDictionary<VariationKind, Role> Approvers { get; init; } =
        new Dictionary<VariationKind, Role>
        {
            [VariationKind.Amount] = Role.Approver,
            [VariationKind.GiveUp] = Role.CommissioningOfficer,
            [VariationKind.BreachNotice] = Role.Approver,
            [VariationKind.Suspension] = Role.Approver,
            [VariationKind.Resumption] = Role.CommissioningOfficer,
            [VariationKind.Termination] = Role.Approver,
            [VariationKind.Recovery] = Role.Approver,
        };

    /// <summary>Whether a closed project may have a public page with its results.</summary>
    public bool PublishProjects { get; init; } = true;
}
