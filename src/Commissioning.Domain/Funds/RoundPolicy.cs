using System.Text.Json;
using System.Text.Json.Serialization;
using Commissioning.Domain.Accounts;

namespace Commissioning.Domain.Funds;

/// <summary>What part of a pot is kept for: nothing, bids of one priority, or bids for one zone.</summary>
public enum RingFence
{
    None,
    Priority,
    Zone,
}

/// <summary>What happens when a bid asks for more than is left: the next one is tried, or the line is drawn there (R52).</summary>
public enum WhenTooLarge
{
    SkipAndContinue,
    Stop,
}

/// <summary>A step that parts bids of equal percentage, tried in the round's order (R51, section 3 of the office's research).</summary>
public enum TieRung
{
    HeaviestCriterion,
    NextCriterion,
    PriorityOrAreaNotYetFunded,
    NotFundedInTwelveMonths,
    Draw,
}

/// <summary>What a limit counts by.</summary>
public enum LimitBy
{
    Area,
    Priority,
    Organisation,
}

/// <param name="Name">Of the priority or the zone.</param>
public sealed record PotShare(string Name, Money Amount);

/// <summary>The most that bids of one area, priority or organisation may get together (R53). Null: no such limit.</summary>
public sealed record Limit(LimitBy By, int? MostBids, Money? MostMoney);

/// <summary>Somebody who signs the paper before it is decided.</summary>
public sealed record SignOffStep(string Title, Role Role);

/// <summary>When a bid is checked more closely (R29). Default, not OPCC policy.</summary>
public sealed record TierPolicy
{
    public Money StandardFrom { get; init; } = Money.FromPounds(2_000);
    public Money EnhancedFrom { get; init; } = Money.FromPounds(8_000);

    /// <summary>An organisation that this office has not funded before is checked at least as Standard.</summary>
    public bool NewIsStandard { get; init; } = true;

    /// <summary>An organisation on no register is checked at least as Standard.</summary>
    public bool UnregisteredIsStandard { get; init; } = true;

    /// <summary>Codes of yes-or-no questions of the form whose "Yes" makes a bid Enhanced, such as work with children.</summary>
    public IReadOnlyList<string> RiskQuestions { get; init; } = [];
}

/// <summary>How a round's bids become a list: published with the guidance before opening and frozen with the round (R8). Every default is not OPCC policy.</summary>
public sealed record RoundPolicy : IJsonText<RoundPolicy>
{
    /// <summary>Bids are decided while the round is open, and the pot counts down (R3); otherwise all together after it closes.</summary>
    public bool Rolling { get; init; }
    public RingFence RingFence { get; init; }

    /// <summary>Parts of the pot that are kept for some bids; what they leave is open to all (R5).</summary>
    public IReadOnlyList<PotShare> Shares { get; init; } = [];
    public WhenTooLarge WhenTooLarge { get; init; }
    public IReadOnlyList<TieRung> TieLadder { get; init; } =
    [TieRung.HeaviestCriterion, TieRung.NextCriterion, TieRung.PriorityOrAreaNotYetFunded, TieRung.NotFundedInTwelveMonths, TieRung.Draw];
    public IReadOnlyList<Limit> Limits { get; init; } = [];

    /// <summary>How many panel members mark each bid; null: all of them. The bids are shared out evenly.</summary>
    public int? MarkersPerBid { get; init; }

    /// <summary>Markers do not see who applies until they have sealed; they declare conflicts from a list of names.</summary>
    public bool HideApplicants { get; init; }

    /// <summary>The spread between markers, in percentage points, at which a bid is flagged.</summary>
    public int WideSpread { get; init; } = 20;

    /// <summary>How far an agreed score may lie from the mean, in points, before a reason is needed.</summary>
    public decimal Margin { get; init; }

    /// <summary>Whole percent of the pot by which more may be awarded, because projects underspend; each time needs finance's approval.</summary>
    public int OverAllocationPercent { get; init; }

    /// <summary>How many days after the decision a passing bid without money stays on the reserve list; 0: there is none.</summary>
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

public static class PolicyRules
{
    /// <summary>Parts of a policy that contradict the round, each with the form field it belongs to.</summary>
    public static IReadOnlyList<Refusal> WhyPolicyIsWrong(
        RoundPolicy policy,
        Money pot,
        IReadOnlyCollection<string> priorities,
        IReadOnlyCollection<string> zones
    )
    {
        var refusals = new List<Refusal>();
        void Unless(bool right, string sentence, string field)
        {
            if (!right)
                refusals.Add(new(sentence, "Form." + field));
        }

        var names = policy.RingFence == RingFence.Zone ? zones : priorities;
        Unless(
            policy.RingFence != RingFence.None || policy.Shares.Count == 0,
            "Say whether the parts of the pot are kept by priority or by zone",
            "RingFence"
        );
        Unless(
            policy.RingFence == RingFence.None || policy.Shares.Count > 0,
            "Enter the parts of the pot that are kept, one a line",
            "Shares"
        );
        foreach (var share in policy.Shares)
        {
            Unless(
                policy.RingFence == RingFence.None || names.Contains(share.Name),
                $"{share.Name} is not a {(policy.RingFence == RingFence.Zone ? "zone" : "priority")} of this round",
                "Shares"
            );
            Unless(share.Amount > Money.Nil, $"The part kept for {share.Name} must be more than £0.00", "Shares");
        }
        Unless(
            policy.Shares.Select(share => share.Name).Distinct().Count() == policy.Shares.Count,
            "Name each part of the pot once",
            "Shares"
        );
        var kept = policy.Shares.Sum(share => share.Amount);
        Unless(
            kept <= pot,
            $"The parts come to {kept}, which is {(kept > pot ? kept - pot : Money.Nil)} more than the pot of {pot}",
            "Shares"
        );
        Unless(policy.TieLadder.Distinct().Count() == policy.TieLadder.Count, "Choose each step of the ladder once", "Ladder[0]");
        Unless(
            policy.TieLadder.Count > 0 && policy.TieLadder[^1] == TieRung.Draw,
            "The last step must be the draw, because nothing else always parts two bids",
            "Ladder[0]"
        );
        Unless(
            policy.Bands.Count > 0
                && policy.Bands.All(band => band is > 0 and < 100)
                && policy.Bands.Zip(policy.Bands.Skip(1)).All(pair => pair.First > pair.Second),
            "Enter whole percentages from 99 to 1, highest first, such as 70, 60, 40",
            "Bands"
        );
        Unless(policy.MarkersPerBid is null or >= 2, "At least 2 markers must mark each bid", "MarkersPerBid");
        Unless(policy.WideSpread is > 0 and <= 100, "Enter a spread from 1 to 100 points", "WideSpread");
        Unless(
            policy.Margin is >= 0 and <= 5 && policy.Margin * 100 == decimal.Truncate(policy.Margin * 100),
            "Enter a margin from 0 to 5 points, such as 0.5",
            "Margin"
        );
        Unless(policy.Quorum is >= 1 and <= 50, "Enter how many members must be present, from 1 to 50", "Quorum");
        Unless(policy.OverAllocationPercent is >= 0 and <= 25, "Enter a whole percentage from 0 to 25", "OverAllocationPercent");
        Unless(policy.ReserveDays is >= 0 and <= 730, "Enter a number of days from 0 to 730", "ReserveDays");
        Unless(
            policy.Tiers.StandardFrom >= Money.Nil && policy.Tiers.EnhancedFrom >= policy.Tiers.StandardFrom,
            "Enhanced checks must begin at the same amount as Standard ones or above it",
            "EnhancedFrom"
        );
        foreach (var limit in policy.Limits)
        {
            Unless(limit.MostBids is null or > 0, "The most bids must be 1 or more", $"{limit.By}Bids");
            Unless(limit.MostMoney is not { } most || most > Money.Nil, "The most money must be more than £0.00", $"{limit.By}Money");
        }
        return refusals;
    }

    public static string Name(TieRung rung) =>
        rung switch
        {
            TieRung.HeaviestCriterion => "Higher agreed score on the criterion with most weight",
            TieRung.NextCriterion => "Higher agreed score on the next criteria, by weight",
            TieRung.PriorityOrAreaNotYetFunded => "A priority or an area that no funded bid serves yet",
            TieRung.NotFundedInTwelveMonths => "An organisation not funded in the last 12 months",
            _ => "A recorded draw that anybody can repeat",
        };

    public static string Name(LimitBy by) =>
        by switch
        {
            LimitBy.Area => "area",
            LimitBy.Priority => "priority",
            _ => "organisation",
        };

    /// <summary>The rules that a policy adds, as sentences for the guidance.</summary>
    public static IEnumerable<string> InWords(RoundPolicy policy)
    {
        if (policy.Rolling)
            yield return "Applications are decided as they come in, so the money may be awarded before the round closes.";
        foreach (var share in policy.Shares)
            yield return $"{share.Amount} is kept for {share.Name}.";
        foreach (var limit in policy.Limits)
        {
            if (limit.MostBids is { } bids)
                yield return $"No more than {bids} {(bids == 1 ? "grant" : "grants")} for one {Name(limit.By)}.";
            if (limit.MostMoney is { } money)
                yield return $"No more than {money} for one {Name(limit.By)}.";
        }
        yield return policy.WhenTooLarge == WhenTooLarge.Stop
            ? "Funding stops at the first application that asks for more than is left."
            : "An application that asks for more than is left is passed over, and the next is tried.";
    }
}
