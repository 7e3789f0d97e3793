using System.Text.Json;
using System.Text.Json.Serialization;

namespace Commissioning.Domain.Funds;

/// <summary>How a round's applications become a list: published with the guidance before opening and frozen with the round (R8). Every default is not OPCC policy.</summary>
public sealed record RoundPolicy : IJsonText<RoundPolicy>
{
    /// <summary>Applications are decided while the round is open, and the pot counts down (R3); otherwise all together after it closes.</summary>
    public bool Rolling { get; init; }
    public RingFence RingFence { get; init; }

    /// <summary>Parts of the pot that are kept for some applications; what they leave is open to all (R5).</summary>
    public IReadOnlyList<PotShare> Shares { get; init; } = [];
    public WhenTooLarge WhenTooLarge { get; init; }
    public IReadOnlyList<TieRung> TieLadder { get; init; } =
    [TieRung.HeaviestCriterion, TieRung.NextCriterion, TieRung.PriorityOrAreaNotYetFunded, TieRung.NotFundedInTwelveMonths, TieRung.Draw];
    public IReadOnlyList<Limit> Limits { get; init; } = [];

    /// <summary>How many panel members score each application; null: all of them. The applications are shared out evenly.</summary>
    public int? AssessorsPerApplication { get; init; }

    /// <summary>Assessors do not see who applies until they have submitted; they declare conflicts from a list of names.</summary>
    public bool HideApplicants { get; init; }

    /// <summary>The spread between assessors, in percentage points, at which an application is flagged.</summary>
    public int WideSpread { get; init; } = 20;

    /// <summary>How far an agreed score may lie from the mean, in points, before a reason is needed.</summary>
    public decimal Margin { get; init; }

    /// <summary>Whole percent of the pot by which more may be awarded, because projects underspend; each time needs finance's approval.</summary>
    public int OverAllocationPercent { get; init; }

    /// <summary>How many days after the decision a passing application without money stays on the reserve list; 0: there is none.</summary>
    public int ReserveDays { get; init; } = 90;

    /// <summary>Who signs the paper, in order, before it is decided; empty: nobody.</summary>
    public IReadOnlyList<SignOffStep> SignOffs { get; init; } = [];

    /// <summary>How many panel members must be present for a score to be agreed.</summary>
    public int Quorum { get; init; } = 2;

    /// <summary>Lowest percentage of each band, highest first; the last band begins at nil.</summary>
    public IReadOnlyList<int> Bands { get; init; } = [70, 60, 40];

    public TierPolicy Tiers { get; init; } = new();
    public AwardPolicy Awards { get; init; } = new();

    /// <summary>The bands with the one below the lowest.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> BandEdges => [.. Bands, 0];

    public string ToJson() => JsonSerializer.Serialize(this, QuestionSettings.Json);

    public static RoundPolicy FromJson(string json) => JsonSerializer.Deserialize<RoundPolicy>(json, QuestionSettings.Json)!;
}
