using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>Merge data of a decision letter that offers no grant: not funded, on the reserve list, or decided later.</summary>
internal sealed class RefusalLetter(Office office)
{
    public async Task<LetterContent> ContentAsync(Work work, LetterKind kind, Guid application)
    {
        var facts = await work.FindAsync<Facts>(FactsSql, new { application });
        var round = await RoundReader.GetAsync(work, facts.RoundId);
        var copy = (await SubmittedCopy.GetAsync(work, application)).Copy;
        var head = new LetterHead(
            facts.ContactName,
            copy.Organisation.Name,
            copy.ProjectName!,
            copy.Reference!,
            round.FundName,
            round.FullName,
            [copy.Organisation.AddressLine, copy.Organisation.Town, copy.Organisation.Postcode]
        );
        var fields = head.Fields(office);
        var (scores, failed) = (await PanelScores.OfAsync(work, application), await NotPassed.OfAsync(work, application));
        var total = new Fraction(facts.Numerator, facts.Denominator).ToPercent();
        fields["applied"] = await AppliedAsync(work, round);
        fields["read"] = scores.Count == 0 ? "" : await ReadAsync(work, application);
        fields["reason"] = kind == LetterKind.Deferred ? Sentences.Of(facts.DecisionReason) : Why(facts, round, failed);
        fields["deferred-until"] = facts.DeferredUntil is { } until ? LondonTime.Date(until) : "";
        fields["score"] = total;
        fields["strengths"] = facts.Strengths ?? Strongest(scores);
        fields["stronger"] = Weakest(scores);
        fields["panel"] = facts.Whole ?? "";
        fields["next-round"] = await NextRound.InWordsAsync(work, facts.RoundId) ?? $"We announce new rounds at {office.BaseUrl}.";
        fields["review-days"] = office.ReviewDays.ToString(CultureInfo.InvariantCulture);
        if (kind == LetterKind.Reserve)
        {
            fields["place"] = facts.ReservePlace.ToString(CultureInfo.InvariantCulture);
            fields["until"] = LondonTime.Date(LondonTime.DateOf(facts.FirstDecidedAt).AddDays(round.Policy.ReserveDays));
        }
        var holds = new HashSet<string>();
        if (fields["strengths"].Length > 0)
            holds.Add("strong");
        if (fields["stronger"].Length > 0 || fields["panel"].Length > 0)
            holds.Add("weak");
        return new(
            head.Reference,
            head.Recipient,
            fields,
            new Dictionary<string, IReadOnlyList<LetterBlock>>
            {
                ["not-passed"] = failed.Count == 0 ? [] : [new Heading(2, "What your application did not pass"), new Bullets(failed)],
                ["scores"] = PanelScores.Table(scores, total),
                ["signature"] =
                [
                    // Who has an interest in the application does not sign its letter.
                    new Signature(facts.HasInterest ? "The commissioning team" : facts.DecidedByName, $"for the {office.GrantorName}"),
                ],
            },
            holds
        );
    }

    /// <summary>Why an application was not funded, in a sentence, as its letter says.</summary>
    internal static async Task<string> WhyAsync(Work work, Guid round, Guid application) =>
        Why(
            await work.FindAsync<Facts>(FactsSql, new { application }),
            await RoundReader.GetAsync(work, round),
            await NotPassed.OfAsync(work, application)
        );

    private static string Why(Facts facts, Round round, IReadOnlyList<string> failed)
    {
        // What the decision maker wrote is the reason, whatever the panel had recommended.
        if (!string.IsNullOrEmpty(facts.DecisionReason))
            return Sentences.Of(facts.DecisionReason);
        var scored = $"Your application scored {new Fraction(facts.Numerator, facts.Denominator).ToPercent()}";
        return facts.Result switch
        {
            "BelowThreshold" => $"{scored}. We funded applications that scored {round.Threshold!.Value.ToPercent()} or more.",
            "PotSpent" =>
                $"{scored} and passed the threshold, but applications with higher places left less money in the round than you asked for.",
            "OverLimit" =>
                $"{scored} and passed the threshold, but applications with higher places had reached the round's limit for one area, priority or organisation.",
            "FailedPassFail" => failed.Count > 1
                ? "Your application did not pass the criteria below. Every application must pass them, whatever its score."
                : "Your application did not pass the criterion below. Every application must pass it, whatever its score.",
            "FailedCheck" => failed.Count > 1
                ? $"{scored} and passed the threshold, but your organisation did not pass the checks below. We must make them before we give a grant."
                : $"{scored} and passed the threshold, but your organisation did not pass the check below. We must make it before we give a grant.",
            _ => facts.RecommendedReason,
        };
    }

    /// <summary>What the whole round came to, as the public list says it.</summary>
    private static async Task<string> AppliedAsync(Work work, Round round)
    {
        var tally = await work.FindAsync<Tally>(
            "select Submitted, Requested, Awards, Awarded from RoundTally where RoundId = @Id",
            new { round.Id }
        );
        return $"We received {Number(tally.Submitted, "application")} for {tally.Requested.ToShortString()} and had {round.Spendable.ToShortString()} to give. We {(round.Policy.Rolling ? "have funded" : "funded")} {tally.Awards} of them{(round.Policy.Rolling ? " so far" : "")}.";
    }

    private static async Task<string> ReadAsync(Work work, Guid application)
    {
        var people = await work.ScalarAsync<int>(
            "select count(*) from ScoringAssignment where ApplicationId = @application and SubmittedAt is not null and Conflict = 'None'",
            new { application }
        );
        return people == 0
            ? ""
            : $"{(people == 1 ? "One person" : $"{Sentences.Number(people)} people")} read yours and scored it on their own. Then the panel agreed a score{(people == 1 ? "" : " together")}.";
    }

    private static string Number(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>The criteria scored highest, of those with three fifths of the most or more.</summary>
    private static IReadOnlyList<PanelScores.Line> Strong(IReadOnlyList<PanelScores.Line> scores) =>
        scores.Where(line => line.Share >= 0.6).OrderByDescending(line => line.Share).Take(2).ToList();

    /// <summary>What was strong, by the scores; where nothing was, the best of them.</summary>
    internal static string Strongest(IReadOnlyList<PanelScores.Line> scores) =>
        Strong(scores) is { Count: > 0 } best ? $"You scored highest for {Listed(best)}."
        : scores.MaxBy(line => line.Share) is { Share: > 0 } line ? $"Your best score was for {Listed([line])}."
        : "";

    /// <summary>The criteria that cost most, of the others. Their reasons stand in the table.</summary>
    private static string Weakest(IReadOnlyList<PanelScores.Line> scores) =>
        scores
            .Except(Strong(scores))
            .Where(line => line.Cost > 0 && (scores.Count == 1 || line != scores.MaxBy(one => one.Share)))
            .OrderByDescending(line => line.Cost)
            .Take(2)
            .ToList()
            is { Count: > 0 } costly
            ? $"You lost most on {Listed(costly)}. The next page has the score and the panel's reason for each criterion."
            : "";

    private static string Listed(IReadOnlyList<PanelScores.Line> lines) =>
        string.Join(" and ", lines.Select(line => $"{line.Name} ({line.InWords})"));

    // The place counts the passing, unfunded applications of the same paper, as on the reserve list.
    private const string FactsSql = """
        select    a.RoundId, r.Numerator, r.Denominator, r.Result, r.Reason as RecommendedReason, d.Reason as DecisionReason, d.DeferredUntil,
                  p.DisplayName as DecidedByName, case when exists (select 1 from DecisionInterest i where i.DecisionId = e.Id and i.ApplicationId = a.Id) then 1 else 0 end as HasInterest, coalesce(f.DecidedAt, e.DecidedAt) as FirstDecidedAt, x.Wording as Whole, x.Strengths,
                  case when r.Result in ('PotSpent', 'OverLimit') then (select count(*) from RecommendationLine o join DecisionLine y on y.ApplicationId = o.ApplicationId and y.SupersededBy is null
                      where o.RecommendationId = r.RecommendationId and o.Result in ('PotSpent', 'OverLimit') and y.Funded = 0 and o.RankPosition <= r.RankPosition) else 0 end as ReservePlace,
                  coalesce(w.ContactName, a.DeclaredName, c.DisplayName) as ContactName
        from      Application a
        join      Decision e on e.RoundId = a.RoundId
        join      DecisionLine d on d.DecisionId = e.Id and d.ApplicationId = a.Id and d.SupersededBy is null
        join      RecommendationLine r on r.RecommendationId = e.RecommendationId and r.ApplicationId = a.Id
        join      Person p on p.Id = e.DecidedBy
        join      Person c on c.Id = a.SubmittedBy
        left join Decision f on f.Id = e.CorrectsId
        left join Award w on w.ApplicationId = a.Id
        left join LetterReason x on x.ApplicationId = a.Id
        where     a.Id = @application
        """;

    private sealed record Facts
    {
        public required Guid RoundId { get; init; }
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }
        public required string Result { get; init; }
        public required string RecommendedReason { get; init; }
        public string? DecisionReason { get; init; }
        public DateOnly? DeferredUntil { get; init; }
        public required string DecidedByName { get; init; }

        /// <summary>The decision maker declared an interest in it.</summary>
        public required bool HasInterest { get; init; }

        /// <summary>From when the place on the reserve list counts.</summary>
        public required DateTime FirstDecidedAt { get; init; }

        /// <summary>What the panel says as a whole.</summary>
        public string? Whole { get; init; }
        public string? Strengths { get; init; }

        /// <summary>Place on the reserve list, from 1; 0 when it is not on it.</summary>
        public required int ReservePlace { get; init; }
        public required string ContactName { get; init; }
    }

    private sealed record Tally
    {
        public required int Submitted { get; init; }
        public required Money Requested { get; init; }
        public required int Awards { get; init; }
        public required Money Awarded { get; init; }
    }
}
