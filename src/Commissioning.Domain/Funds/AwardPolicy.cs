using Commissioning.Domain.Accounts;

namespace Commissioning.Domain.Funds;

/// <summary>What happens after the decision: frozen with the round and editable before it opens. Every default is not OPCC policy.</summary>
public sealed record AwardPolicy
{
    public PaymentProfile Payment { get; init; }

    /// <summary>Whole percentages of a staged award that add to 100; the first on acceptance, the others spread evenly over the project.</summary>
    public IReadOnlyList<int> StagePercents { get; init; } = [50, 50];

    /// <summary>Awards from this amount on report half-way too; smaller ones only at the end (R72).</summary>
    public Money InterimFrom { get; init; } = Money.FromPounds(5_000);

    /// <summary>An application checked as Enhanced reports every three months, whatever its amount.</summary>
    public bool QuarterlyWhenEnhanced { get; init; } = true;

    /// <summary>Days from the end of a period until its return is due.</summary>
    public int ReturnDueDays { get; init; } = 28;

    /// <summary>A second member of the organisation certifies each return.</summary>
    public bool SecondPersonCertifies { get; init; }

    /// <summary>Working days about the due date at which people are reminded of a return; below nil: before it.</summary>
    public IReadOnlyList<int> ReminderDays { get; init; } = [-10, 0, 5, 10, 20];

    /// <summary>Working days late from which the office is told too.</summary>
    public int EscalateAfter { get; init; } = 10;

    /// <summary>An organisation with an overdue return cannot send an application to this round; otherwise it is only flagged (R76).</summary>
    public bool OverdueBlocksApplications { get; init; }

    /// <summary>Of the lines of a budget, how many in a hundred must be shown with a receipt at the end, at least one; 0: none.</summary>
    public int EvidencePercent { get; init; } = 25;

    /// <summary>Awards below this amount show no receipts: collecting them is not a good use of anyone's time (Local Energy Scotland annex).</summary>
    public Money EvidenceFrom { get; init; } = Money.FromPounds(2_000);
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

    /// <summary>In whole percent of the award: budget moves up to it are approved by another officer, larger ones by an approver.</summary>
    public int OfficerMovePercent { get; init; } = 10;

    /// <summary>Who approves a change of a kind; what is not named: another officer.</summary>
    public IReadOnlyDictionary<VariationKind, Role> Approvers { get; init; } =
        new Dictionary<VariationKind, Role>
        {
            [VariationKind.Amount] = Role.Approver,
            [VariationKind.GiveUp] = Role.CommissioningOfficer,
            [VariationKind.Termination] = Role.Approver,
            [VariationKind.Recovery] = Role.Approver,
        };

    /// <summary>A closed project may have a public page with what it reached.</summary>
    public bool PublishProjects { get; init; } = true;
}
