using System.Text.Json;
using System.Text.Json.Serialization;

namespace Commissioning.Domain.Funds;

/// <summary>How a round's applications are ranked and funded. Published with the guidance before opening, and frozen with the round (R8).
/// Every default is not OPCC policy.</summary>
public sealed record RoundPolicy : IJsonText<RoundPolicy>
{
    /// <summary>True: applications are decided while the round is open, until the pot is used (R3). False: all are decided after it
    /// closes.</summary>
    public bool Rolling { get; init; }
    public RingFence RingFence { get; init; }

    /// <summary>Parts of the pot reserved for some applications; the rest is open to all (R5).</summary>
    public IReadOnlyList<PotShare> Shares { get; init; } = [];
    public WhenTooLarge WhenTooLarge { get; init; }
    public IReadOnlyList<TieRung> TieLadder { get; init; } =
    [TieRung.HeaviestCriterion, TieRung.NextCriterion, TieRung.PriorityOrAreaNotYetFunded, TieRung.NotFundedInTwelveMonths, TieRung.Draw];
    public IReadOnlyList<Limit> Limits { get; init; } = [];

    /// <summary>How many of the round's priorities one application may serve, from 1. One of them is its main priority, by which money is
    /// counted.</summary>
    public int MostPriorities { get; init; } = 1;

    /// <summary>A second member of the organisation certifies each application, which sends it.</summary>
    public bool SecondPersonCertifies { get; init; }

    /// <summary>How many panel members score each application, shared out evenly; null: all of them.</summary>
    public int? AssessorsPerApplication { get; init; }

    /// <summary>Assessors do not see who applied until they have submitted; they declare conflicts of interest from a list of
    /// names.</summary>
    public bool HideApplicants { get; init; }

    /// <summary>Spread between assessors, in percentage points, from which an application is flagged.</summary>
    public int WideSpread { get; init; } = 20;

    /// <summary>How far an agreed score may be from the mean before it needs a reason, in scores of the criterion's scale.</summary>
    public decimal Margin { get; init; }

    /// <summary>Whole per cent of the pot that may be awarded on top, because projects underspend. Finance must approve each use.</summary>
    public int OverAllocationPercent { get; init; }

    /// <summary>Days after the decision for which a passing, unfunded application stays on the reserve list; 0: no list.</summary>
    public int ReserveDays { get; init; } = 90;

    /// <summary>Who signs the paper, in order, before the decision; empty: no sign-off.</summary>
    public IReadOnlyList<SignOffStep> SignOffs { get; init; } = [];

    /// <summary>Panel members who must be present to agree a score.</summary>
    public int Quorum { get; init; } = 2;

    /// <summary>Submitted scores that an application must have to be agreed; with fewer, the panel says why and the paper prints
    /// it.</summary>
    public int LeastScores { get; init; } = 2;

    /// <summary>Lowest percentage of each band, highest first. The last band starts at zero.</summary>
    public IReadOnlyList<int> Bands { get; init; } = [70, 60, 40];

    public TierPolicy Tiers { get; init; } = new();
    public AwardPolicy Awards { get; init; } = new();

    /// <summary>The bands, including the one below the lowest edge.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> BandEdges => [.. Bands, 0];

    public string ToJson() => JsonSerializer.Serialize(this, QuestionSettings.Json);

    public static RoundPolicy FromJson(string json) => JsonSerializer.Deserialize<RoundPolicy>(json, QuestionSettings.Json)!;
}
