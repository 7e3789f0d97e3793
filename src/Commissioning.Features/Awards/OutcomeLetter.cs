using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;
using Commissioning.Platform.Letters;

namespace Commissioning.Features.Awards;

/// <summary>
/// What a letter says, from the data. To add a kind of letter: add its name to Kind, its blocks to <see cref="Blocks"/>, and a row
/// wherever it is due.
/// </summary>
internal sealed class OutcomeLetter(Office office)
{
    public sealed record Facts
    {
        public required Guid ApplicationId { get; init; }
        public required Guid RoundId { get; init; }
        public required LetterKind Kind { get; init; }
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }
        public required string Result { get; init; }
        public required string RecommendedReason { get; init; }
        public required bool Departure { get; init; }
        public string? DecisionReason { get; init; }
        public Money? Amount { get; init; }
        public string? Conditions { get; init; }
        public required string DecidedByName { get; init; }
        public required DateTime DecidedAt { get; init; }
        /// <summary>Place on the reserve list, from 1; 0 when it is not on it.</summary>
        public required int ReservePlace { get; init; }
        public required string ContactName { get; init; }
    }

    /// <summary>Reads everything a letter needs and writes it. The same data give the same letter.</summary>
    public async Task<(LetterDocument Document, DateOnly AcceptBy)> BuildAsync(Work work, Guid letter)
    {
        var facts = await work.FindAsync<Facts>(FactsSql, new { letter });
        var round = await RoundReader.GetAsync(work, facts.RoundId);
        var copy = (await BidCopy.GetAsync(work, facts.ApplicationId)).Copy;
        var part = await work.FindOrDefaultAsync<PartFacts>("select Reason, Answer from PartAward where ApplicationId = @ApplicationId and Confirmed = 1", new { facts.ApplicationId });
        if (part is not null) copy = copy with { Budget = await ApplicationReader.AwardedBudgetAsync(work, facts.ApplicationId) };
        var today = DateOnly.FromDateTime(LondonTime.ToLondon(work.Now));
        var acceptBy = today.AddDays(round.AcceptWithinDays);
        var scores = await work.QueryAsync<ScoreRow>(ScoresSql, new { facts.ApplicationId });
        var tally = await work.FindAsync<Tally>("select Submitted, Awards from RoundTally where RoundId = @RoundId", new { facts.RoundId });
        return (new()
        {
            Title = facts.Kind == LetterKind.Award ? $"Offer of a grant of {facts.Amount}" : "Your application was not successful",
            Sender = new(office.FunderName, office.AddressLines, office.ContactEmail, office.ContactPhone), Reference = copy.Reference, Date = today,
            Recipient = [facts.ContactName, copy.Organisation.Name, copy.Organisation.AddressLine, copy.Organisation.Town, copy.Organisation.Postcode],
            Blocks = Blocks(facts, round, copy, part, acceptBy, scores, tally),
        }, acceptBy);
    }

    private IReadOnlyList<LetterBlock> Blocks(Facts facts, Round round, ApplicationCopy copy, PartFacts? part, DateOnly acceptBy, IReadOnlyList<ScoreRow> scores, Tally tally) => facts.Kind switch
    {
        LetterKind.Award => Award(facts, round, copy, part, acceptBy, scores),
        _ => Decline(facts, round, copy, scores, tally),
    };

    private List<LetterBlock> Award(Facts facts, Round round, ApplicationCopy copy, PartFacts? part, DateOnly acceptBy, IReadOnlyList<ScoreRow> scores) =>
    [
        new Paragraph($"Dear {facts.ContactName},"),
        new Paragraph($"Thank you for applying to the {round.FundName}. We are pleased to offer {copy.Organisation.Name} a grant of {facts.Amount} for {copy.ProjectName}."),
        .. part is null ? [] : new LetterBlock[] { new Paragraph($"This is a part of the {copy.AmountRequested} that you asked for. {part.Reason}"), new Paragraph($"You told us: {part.Answer}") },
        new KeyValues(
        [
            new("Grant", facts.Amount.ToString()!), new("Project", copy.ProjectName!), new("Runs", $"{LondonTime.Date(copy.StartsOn!.Value)} to {LondonTime.Date(copy.EndsOn!.Value)}"),
            new("Accept by", LondonTime.Date(acceptBy)), new("Monitoring return due", LondonTime.Date(copy.EndsOn!.Value.AddDays(round.Policy.Awards.ReturnDueDays))), new("Legal power", round.LegalPower),
        ]),
        new Heading(2, "How to accept"),
        new Paragraph($"Sign in at {office.BaseUrl} and open Your applications. Whoever accepts must be able to bind the organisation. If you need more time, tell us: an offer is not withdrawn by itself."),
        new Heading(2, "Conditions"),
        new Numbered(facts.Conditions!.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        new Heading(2, "What the grant is for"),
        new Figures("Budget", [new("Item"), new("From this grant", true), new("From others", true)], copy.Budget.Select(line => (IReadOnlyList<string>)[line.Item, line.Requested.ToString(), line.OtherFunders.ToString()]).ToList(),
            ["Total", copy.Budget.Sum(line => line.Requested).ToString(), copy.Budget.Sum(line => line.OtherFunders).ToString()]),
        new Heading(2, "What you promised"),
        new Figures("Outcomes, as you wrote them", [new("What will change"), new("Measured by"), new("From"), new("To")], copy.Outcomes.Select(row => (IReadOnlyList<string>)[row.Outcome, row.Measure, row.Baseline, row.Target]).ToList()),
        new Paragraph("Your monitoring return asks about exactly these, and about spending by the lines of the budget."),
        .. Feedback(facts, scores),
        new Paragraph("Yours sincerely,"),
        new Signature(facts.DecidedByName, $"for the {office.FunderName}"),
    ];

    private List<LetterBlock> Decline(Facts facts, Round round, ApplicationCopy copy, IReadOnlyList<ScoreRow> scores, Tally tally)
    {
        List<LetterBlock> blocks =
        [
            new Paragraph($"Dear {facts.ContactName},"),
            new Paragraph($"Thank you for applying to the {round.FundName} for {copy.ProjectName}. We are sorry that we cannot offer a grant this time."),
            new Paragraph($"{tally.Submitted} organisations applied and {tally.Awards} {(tally.Awards == 1 ? "was" : "were")} funded{(round.Policy.Rolling ? " so far" : "")}. {Why(facts, round)}"),
        ];
        blocks.AddRange(Feedback(facts, scores));
        blocks.Add(new Heading(2, "What you can do"));
        blocks.Add(new Paragraph($"You may apply again in a later round. If you would like to talk about this decision, write to {office.ContactEmail} or call {office.ContactPhone}."));
        blocks.Add(new Paragraph("Yours sincerely,"));
        blocks.Add(new Signature(facts.DecidedByName, $"for the {office.FunderName}"));
        return blocks;
    }

    /// <summary>What the panel agreed of each criterion and why: every applicant is told, funded or not (R67).</summary>
    private static IReadOnlyList<LetterBlock> Feedback(Facts facts, IReadOnlyList<ScoreRow> scores) => scores.Count == 0 ? [] :
    [
        new Heading(2, "What the panel agreed"),
        new Figures("Agreed score and reason for each criterion", [new("Criterion"), new("Weight", true), new("Score of 5", true), new("Reason")],
            scores.Select(row => (IReadOnlyList<string>)[row.Name, $"{row.Weight}%", new Fraction(row.Numerator, row.Denominator).ToString(1), ReasonOf(row)]).ToList(),
            ["Total", "100%", new Fraction(facts.Numerator, facts.Denominator).ToPercent(), ""]),
    ];

    private static string Why(Facts facts, Round round)
    {
        if (facts.Departure && !string.IsNullOrEmpty(facts.DecisionReason)) return $"The panel recommended your application, and the decision maker did not fund it for this reason: {facts.DecisionReason}";
        return facts.Result switch
        {
            "BelowThreshold" => $"Your application scored {new Fraction(facts.Numerator, facts.Denominator).ToPercent()}; the threshold for funding was {round.Threshold!.Value.ToPercent()}.",
            "PotSpent" => "Your application passed the threshold, but better-placed applications left less money in the round than you asked for." + Reserve(facts, round),
            "OverLimit" => "Your application passed the threshold, but better-placed applications had reached the round's limit for one area, priority or organisation." + Reserve(facts, round),
            "FailedGate" => "Your application did not meet something that every application must meet, whatever its score.",
            "FailedCheck" => "Your application passed the threshold, but one of the checks we must make on an organisation was not met. Contact us if you would like to know more.",
            _ => facts.RecommendedReason,
        };
    }

    private static string Reserve(Facts facts, Round round) => facts.ReservePlace == 0 || round.Policy.ReserveDays == 0 ? ""
        : $" It is number {facts.ReservePlace} on our reserve list until {LondonTime.Date(LondonTime.DateOf(facts.DecidedAt).AddDays(round.Policy.ReserveDays))}: if money comes back by then, we write to you.";

    /// <summary>The panel's own words where it gave some; otherwise the wording of the score beneath, which is what the points mean.</summary>
    private static string ReasonOf(ScoreRow row) => row.Reason ?? row.Wording;

    private const string FactsSql = """
        select l.ApplicationId, a.RoundId, l.Kind, r.Numerator, r.Denominator, r.Result, r.Reason as RecommendedReason, d.Departure, d.Reason as DecisionReason,
               w.Amount, w.Conditions, p.DisplayName as DecidedByName, e.DecidedAt,
               case when r.Result in ('PotSpent', 'OverLimit') then (select count(*) from RecommendationLine x join DecisionLine y on y.ApplicationId = x.ApplicationId and y.SupersededBy is null
                   where x.RecommendationId = r.RecommendationId and x.Result in ('PotSpent', 'OverLimit') and y.Funded = 0 and x.RankPosition <= r.RankPosition) else 0 end as ReservePlace, coalesce(a.DeclaredName, c.DisplayName) as ContactName
        from   Letter l
        join   Application a on a.Id = l.ApplicationId
        join   Decision e on e.RoundId = a.RoundId
        join   DecisionLine d on d.DecisionId = e.Id and d.ApplicationId = a.Id and d.SupersededBy is null
        join   RecommendationLine r on r.RecommendationId = e.RecommendationId and r.ApplicationId = a.Id
        join   Person p on p.Id = e.DecidedBy
        join   Person c on c.Id = a.SubmittedBy
        left join Award w on w.ApplicationId = a.Id
        where  l.Id = @letter
        """;
    // The anchor is that of the whole points reached: 3.4 has reached the wording of 3.
    private const string ScoresSql = """
        select   c.Name, c.Weight, g.Numerator, g.Denominator, g.Reason, n.Wording
        from     AgreedScore g
        join     Criterion c on c.Id = g.CriterionId
        join     CriterionAnchor n on n.CriterionId = c.Id and n.Points = g.Numerator / g.Denominator
        where    g.ApplicationId = @ApplicationId
        order by c.Position
        """;

    private sealed record ScoreRow
    {
        public required string Name { get; init; }
        public required int Weight { get; init; }
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }
        public string? Reason { get; init; }
        public required string Wording { get; init; }
    }

    public sealed record PartFacts
    {
        public required string Reason { get; init; }
        public string? Answer { get; init; }
    }

    private sealed record Tally
    {
        public required int Submitted { get; init; }
        public required int Awards { get; init; }
    }
}

public enum LetterKind { Award, PartAward, Reserve, Decline, Variation, Reminder, Clawback }

public enum LetterState { Waiting, Made, Sent }
