using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>Merge data of a decision letter: an offer with its agreement, a place on the reserve list, or why not.</summary>
internal sealed class OutcomeLetter(Office office)
{
    public async Task<LetterContent> ContentAsync(Work work, LetterKind kind, Guid application)
    {
        if (kind.IsOffer())
            return await new OfferLetter(office).ContentAsync(work, kind, application, LondonTime.DateOf(work.Now));
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
        var (fields, blocks) = (head.Fields(office), new Dictionary<string, IReadOnlyList<LetterBlock>>());
        var failed = await work.QueryAsync<FailedRow>(FailedSql, new { application });
        blocks["scores"] = Feedback(
            facts,
            failed,
            await work.QueryAsync<ScoreRow>(ScoresSql, new { application }),
            await work.FirstOrDefaultAsync<string>(
                "select Wording from LetterReason where ApplicationId = @application",
                new { application }
            )
        );
        blocks["signature"] = [new Signature(facts.DecidedByName, $"for the {office.FunderName}")];
        return await NoOfferAsync(work, kind, facts, failed, round, head, fields, blocks);
    }

    /// <summary>The agreed scores for the letter of an offer.</summary>
    internal static async Task<IReadOnlyList<LetterBlock>> ScoresAsync(Work work, Guid application) =>
        Agreed(
            await work.FindAsync<Facts>(FactsSql, new { application }),
            await work.QueryAsync<ScoreRow>(ScoresSql, new { application }),
            await work.FirstOrDefaultAsync<string>(
                "select Wording from LetterReason where ApplicationId = @application",
                new { application }
            )
        );

    private static async Task<LetterContent> NoOfferAsync(
        Work work,
        LetterKind kind,
        Facts facts,
        IReadOnlyList<FailedRow> failed,
        Round round,
        LetterHead head,
        Dictionary<string, string> fields,
        Dictionary<string, IReadOnlyList<LetterBlock>> blocks
    )
    {
        var tally = await work.FindAsync<Tally>("select Submitted, Awards from RoundTally where RoundId = @RoundId", new { facts.RoundId });
        fields["applied"] =
            $"{tally.Submitted} organisations applied and {tally.Awards} {(tally.Awards == 1 ? "was" : "were")} funded{(round.Policy.Rolling ? " so far" : "")}.";
        fields["reason"] = kind == LetterKind.Deferred ? Sentences.Of(facts.DecisionReason) : Why(facts, round, failed);
        fields["deferred-until"] = facts.DeferredUntil is { } until ? LondonTime.Date(until) : "";
        fields["score"] = new Fraction(facts.Numerator, facts.Denominator).ToPercent();
        if (kind == LetterKind.Reserve)
        {
            fields["place"] = facts.ReservePlace.ToString(CultureInfo.InvariantCulture);
            fields["until"] = LondonTime.Date(LondonTime.DateOf(facts.FirstDecidedAt).AddDays(round.Policy.ReserveDays));
        }
        return new(head.Reference, head.Recipient, fields, blocks, new HashSet<string>());
    }

    /// <summary>The agreed score and reason for each criterion. Every applicant is told, funded or not (R67).</summary>
    private static IReadOnlyList<LetterBlock> Feedback(
        Facts facts,
        IReadOnlyList<FailedRow> failed,
        IReadOnlyList<ScoreRow> scores,
        string? whole
    ) => [.. Failed(failed), .. Agreed(facts, scores, whole)];

    /// <summary>What every application must pass and this one did not, with the reason that was agreed.</summary>
    private static IReadOnlyList<LetterBlock> Failed(IReadOnlyList<FailedRow> failed) =>
        failed.Count == 0
            ? []
            :
            [
                new Heading(2, "What your application did not pass"),
                new Bullets(
                    failed
                        .Select(row => Sentences.Of(string.IsNullOrWhiteSpace(row.Reason) ? row.Name : $"{row.Name}: {row.Reason}"))
                        .ToList()
                ),
            ];

    private static IReadOnlyList<LetterBlock> Agreed(Facts facts, IReadOnlyList<ScoreRow> scores, string? whole) =>
        scores.Count == 0
            ? whole is null
                ? []
                : [new Heading(2, "What the panel says"), new Paragraph(whole)]
            :
            [
                new Heading(2, "What the panel agreed"),
                .. whole is null ? Array.Empty<LetterBlock>() : [new Paragraph(whole)],
                new Figures(
                    "Agreed score and reason for each criterion",
                    [new("Criterion"), new("Weight", true), new("Score of 5", true), new("Reason")],
                    scores
                        .Select(row =>
                            (IReadOnlyList<string>)
                                [row.Name, $"{row.Weight}%", new Fraction(row.Numerator, row.Denominator).ToString(1), ReasonOf(row)]
                        )
                        .ToList(),
                    ["Total", "100%", new Fraction(facts.Numerator, facts.Denominator).ToPercent(), ""]
                ),
            ];

    /// <summary>Why an application was not funded, in a sentence, as its letter says.</summary>
    internal static async Task<string> WhyAsync(Work work, Guid round, Guid application) =>
        Why(
            await work.FindAsync<Facts>(FactsSql, new { application }),
            await RoundReader.GetAsync(work, round),
            await work.QueryAsync<FailedRow>(FailedSql, new { application })
        );

    private static string Why(Facts facts, Round round, IReadOnlyList<FailedRow> failed)
    {
        if (!string.IsNullOrEmpty(facts.DecisionReason))
            return facts.Result != "Fund"
                ? Sentences.Of(facts.DecisionReason)
                : $"The panel recommended your application, but the decision maker did not fund it for this reason: {Sentences.Of(facts.DecisionReason)}";
        return facts.Result switch
        {
            "BelowThreshold" =>
                $"Your application scored {new Fraction(facts.Numerator, facts.Denominator).ToPercent()}; the threshold for funding was {round.Threshold!.Value.ToPercent()}.",
            "PotSpent" =>
                "Your application passed the threshold, but better-placed applications left less money in the round than you asked for.",
            "OverLimit" =>
                "Your application passed the threshold, but better-placed applications had reached the round's limit for one area, priority or organisation.",
            "FailedPassFail" =>
                $"Your application did not pass {(failed.Count > 1 ? "criteria" : "a criterion")} that every application must pass, whatever its score{(failed.Count == 0 ? "" : $": {string.Join("; ", failed.Select(row => row.Name.TrimEnd('.')))}")}.",
            "FailedCheck" =>
                "Your application passed the threshold, but your organisation did not pass one of the checks that we must make. Contact us if you would like to know more.",
            _ => facts.RecommendedReason,
        };
    }

    /// <summary>The panel's own reason where it gave one; otherwise the wording of the anchor reached.</summary>
    private static string ReasonOf(ScoreRow row) => row.Reason ?? row.Wording;

    // The place counts the passing, unfunded applications of the same paper, as on the reserve list.
    private const string FactsSql = """
        select a.RoundId, r.Numerator, r.Denominator, r.Result, r.Reason as RecommendedReason, d.Reason as DecisionReason, d.DeferredUntil, case when d.LinesJson is null then 0 else 1 end as HasOwnLines,
               w.Amount, w.Conditions, w.StartsOn, w.EndsOn, p.DisplayName as DecidedByName, coalesce(f.DecidedAt, e.DecidedAt) as FirstDecidedAt,
               case when r.Result in ('PotSpent', 'OverLimit') then (select count(*) from RecommendationLine x join DecisionLine y on y.ApplicationId = x.ApplicationId and y.SupersededBy is null
                   where x.RecommendationId = r.RecommendationId and x.Result in ('PotSpent', 'OverLimit') and y.Funded = 0 and x.RankPosition <= r.RankPosition) else 0 end as ReservePlace, coalesce(w.ContactName, a.DeclaredName, c.DisplayName) as ContactName
        from   Application a
        join   Decision e on e.RoundId = a.RoundId
        join   DecisionLine d on d.DecisionId = e.Id and d.ApplicationId = a.Id and d.SupersededBy is null
        join   RecommendationLine r on r.RecommendationId = e.RecommendationId and r.ApplicationId = a.Id
        join   Person p on p.Id = e.DecidedBy
        join   Person c on c.Id = a.SubmittedBy
        left join Decision f on f.Id = e.CorrectsId
        left join Award w on w.ApplicationId = a.Id
        where  a.Id = @application
        """;

    internal const string FailedSql =
        "select c.Name, p.Reason from AgreedPassFail p join PassFailCriterion c on c.Id = p.PassFailCriterionId where p.ApplicationId = @application and p.Passed = 0 order by c.Position, c.Id";

    // The anchor is that of the whole score reached: 3.4 has reached the wording of 3.
    private const string ScoresSql = """
        select   c.Name, c.Weight, g.Numerator, g.Denominator, g.Reason, n.Wording
        from     AgreedScore g
        join     Criterion c on c.Id = g.CriterionId
        join     CriterionAnchor n on n.CriterionId = c.Id and n.Score = g.Numerator / g.Denominator
        where    g.ApplicationId = @application
        order by c.Position
        """;

    private sealed record Facts
    {
        public required Guid RoundId { get; init; }
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }
        public required string Result { get; init; }
        public required string RecommendedReason { get; init; }
        public required bool HasOwnLines { get; init; }
        public DateOnly? DeferredUntil { get; init; }
        public string? DecisionReason { get; init; }
        public Money? Amount { get; init; }
        public string? Conditions { get; init; }

        /// <summary>Where the office changed them before the offer.</summary>
        public DateOnly? StartsOn { get; init; }
        public DateOnly? EndsOn { get; init; }
        public required string DecidedByName { get; init; }

        /// <summary>From when the place on the reserve list counts.</summary>
        public required DateTime FirstDecidedAt { get; init; }

        /// <summary>Place on the reserve list, from 1; 0 when it is not on it.</summary>
        public required int ReservePlace { get; init; }
        public required string ContactName { get; init; }
    }

    private sealed record ScoreRow
    {
        public required string Name { get; init; }
        public required int Weight { get; init; }
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }
        public string? Reason { get; init; }
        public required string Wording { get; init; }
    }

    private sealed record FailedRow
    {
        public required string Name { get; init; }
        public string? Reason { get; init; }
    }

    private sealed record Tally
    {
        public required int Submitted { get; init; }
        public required int Awards { get; init; }
    }
}
