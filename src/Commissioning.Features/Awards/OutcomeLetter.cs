using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>Merge data of an offer with its agreement.</summary>
internal sealed class OutcomeLetter(Office office)
{
    public async Task<LetterContent> ContentAsync(Work work, LetterKind kind, Guid application, DateOnly today)
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
        var (fields, blocks) = (head.Fields(office), new Dictionary<string, IReadOnlyList<LetterBlock>>());
        blocks["scores"] = PanelScores.Table(
            await PanelScores.OfAsync(work, application),
            new Fraction(facts.Numerator, facts.Denominator).ToPercent()
        );
        blocks["signature"] = [new Signature(facts.DecidedByName, $"for the {office.FunderName}")];
        return await OfferAsync(work, kind, application, facts, round, copy, head, fields, blocks, today);
    }

    private static async Task<LetterContent> OfferAsync(
        Work work,
        LetterKind kind,
        Guid application,
        Facts facts,
        Round round,
        ApplicationCopy copy,
        LetterHead head,
        Dictionary<string, string> fields,
        Dictionary<string, IReadOnlyList<LetterBlock>> blocks,
        DateOnly today
    )
    {
        var holds = new HashSet<string>();
        if (kind == LetterKind.PartAward)
        {
            // What the panel proposed and the applicant confirmed; a decision maker's own amount has the decision's reason.
            var part = facts.HasOwnLines
                ? null
                : await work.FindOrDefaultAsync<PartFacts>(
                    "select Reason, Answer from PartAward where ApplicationId = @application and Confirmed = 1",
                    new { application }
                );
            copy = copy with { Budget = await ApplicationReader.AwardedBudgetAsync(work, application) };
            (fields["asked"], fields["part-reason"], fields["part-answer"]) = (
                copy.AmountRequested.ToString()!,
                Sentences.Of(part?.Reason ?? facts.DecisionReason),
                Sentences.Of(part?.Answer)
            );
            if (!string.IsNullOrWhiteSpace(part?.Answer))
                holds.Add("answered");
        }
        if (round.Policy.Awards.Payment != PaymentProfile.AtOnce)
            holds.Add(round.Policy.Awards.Payment == PaymentProfile.Staged ? "staged" : "arrears");
        var acceptBy = OfferDateRules.AcceptBy(today, round.AcceptWithinDays);
        var enhanced =
            await work.ScalarAsync<int>(
                "select count(*) from CheckPlan where ApplicationId = @application and Tier = 'Enhanced'",
                new { application }
            ) > 0;
        var (starts, ends) = (facts.StartsOn ?? copy.StartsOn!.Value, facts.EndsOn ?? copy.EndsOn!.Value);
        var returnDue = string.Join(
            ", ",
            ReturnSchedule
                .Plan(facts.Amount!.Value, enhanced, starts, ends, round.Policy.Awards, today)
                .Select(one => LondonTime.Date(one.DueOn))
                .Distinct()
        );
        (fields["amount"], fields["accept-by"], fields["return-due"], fields["power"]) = (
            facts.Amount.ToString()!,
            LondonTime.DayAndDate(acceptBy),
            returnDue,
            round.LegalPower
        );
        (fields["starts"], fields["ends"]) = (LondonTime.Date(starts), LondonTime.Date(ends));
        blocks["facts"] =
        [
            new KeyValues([
                new("Grant", fields["amount"]),
                new("Project", head.Project),
                new("Project dates", $"{fields["starts"]} to {fields["ends"]}"),
                new("Accept by", fields["accept-by"]),
                new("Monitoring returns due", returnDue),
                new("Legal power", round.LegalPower),
            ]),
        ];
        blocks["conditions"] =
        [
            new Numbered(facts.Conditions!.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        ];
        blocks["budget"] =
        [
            new Figures(
                "Budget",
                [new("Item"), new("From this grant", true), new("From others", true)],
                copy.Budget.Select(line => (IReadOnlyList<string>)[line.Item, line.Requested.ToString(), line.OtherFunders.ToString()])
                    .ToList(),
                ["Total", copy.Budget.Sum(line => line.Requested).ToString(), copy.Budget.Sum(line => line.OtherFunders).ToString()]
            ),
        ];
        blocks["outcomes"] =
        [
            new Figures(
                "Outcomes, as you wrote them",
                [new("What will change"), new("Measured by"), new("From"), new("To")],
                copy.Outcomes.Select(row => (IReadOnlyList<string>)[row.Outcome, row.Measure, row.Baseline, row.Target]).ToList()
            ),
        ];
        return new(head.Reference, head.Recipient, fields, blocks, holds, acceptBy);
    }

    private const string FactsSql = """
        select a.RoundId, r.Numerator, r.Denominator, d.Reason as DecisionReason, case when d.LinesJson is null then 0 else 1 end as HasOwnLines,
               w.Amount, w.Conditions, w.StartsOn, w.EndsOn, p.DisplayName as DecidedByName, coalesce(w.ContactName, a.DeclaredName, c.DisplayName) as ContactName
        from   Application a
        join   Decision e on e.RoundId = a.RoundId
        join   DecisionLine d on d.DecisionId = e.Id and d.ApplicationId = a.Id and d.SupersededBy is null
        join   RecommendationLine r on r.RecommendationId = e.RecommendationId and r.ApplicationId = a.Id
        join   Person p on p.Id = e.DecidedBy
        join   Person c on c.Id = a.SubmittedBy
        left join Award w on w.ApplicationId = a.Id
        where  a.Id = @application
        """;

    private sealed record Facts
    {
        public required Guid RoundId { get; init; }
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }
        public required bool HasOwnLines { get; init; }
        public string? DecisionReason { get; init; }
        public Money? Amount { get; init; }
        public string? Conditions { get; init; }

        /// <summary>Where the office changed them before the offer.</summary>
        public DateOnly? StartsOn { get; init; }
        public DateOnly? EndsOn { get; init; }
        public required string DecidedByName { get; init; }
        public required string ContactName { get; init; }
    }

    private sealed record PartFacts
    {
        public required string Reason { get; init; }
        public string? Answer { get; init; }
    }
}
