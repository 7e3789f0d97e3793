using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Monitoring;
using Commissioning.Domain.Organisations;
using Commissioning.Domain.Payments;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>Merge data of an offer: a short letter, and the grant agreement with its schedules. Every figure comes from the award, its
/// budget, the plan of its payments and the plan of its returns.</summary>
internal sealed class OfferLetter(Office office)
{
    public async Task<LetterContent> ContentAsync(Work work, LetterKind kind, Guid application, DateOnly today)
    {
        var facts = await work.FindAsync<Facts>(FactsSql, new { application });
        var round = await RoundReader.GetAsync(work, facts.RoundId);
        var copy = (await SubmittedCopy.GetAsync(work, application)).Copy;
        var terms = await GrantTerms.InUseAsync(work, round.FundId);
        var policy = round.Policy.Awards;
        var organisation = copy.Organisation;
        var address = new[] { organisation.AddressLine, organisation.Town, organisation.Postcode };
        var head = new LetterHead(
            facts.ContactName,
            organisation.Name,
            copy.ProjectName!,
            copy.Reference!,
            round.FundName,
            round.FullName,
            address
        );
        var (fields, holds) = (head.Fields(office), new HashSet<string>());
        if (kind == LetterKind.PartAward)
            await AddPartAsync(work, application, facts, copy, fields, holds);
        if (policy.Payment != PaymentProfile.AtOnce)
            holds.Add(policy.Payment == PaymentProfile.Staged ? "staged" : "arrears");
        if (facts.DecisionNumber is not null)
            holds.Add("decision-number");

        var acceptBy = OfferDateRules.AcceptBy(today, round.AcceptWithinDays);
        var (starts, ends) = (facts.StartsOn ?? copy.StartsOn!.Value, facts.EndsOn ?? copy.EndsOn!.Value);
        var plan = InstalmentRules.Plan(facts.Amount, policy, today, starts, ends);
        var returns = ReturnSchedule.Plan(facts.Amount, facts.IsEnhanced, starts, ends, policy, today);
        var returnForm = ReturnForms.For(facts.Amount, facts.IsEnhanced, policy);
        var asked = ReturnForms.InWords(returnForm);
        var holder = await GrantHolder.GetAsync(work, facts.OrganisationId);
        var evidence = await EvidenceAsync(work, facts);
        var area = string.IsNullOrWhiteSpace(copy.Zone) ? organisation.Area : copy.Zone.ReplaceLineEndings(", ");
        var payments = plan.Select((one, i) => (When: When(one, i), one.Amount)).ToList();

        fields["amount"] = facts.Amount.ToString();
        fields["accept-by"] = LondonTime.DayAndDate(acceptBy);
        fields["accept-link"] = office.LinkTo(ShortLink.Of(Links.Awards.Accept(application)));
        (fields["starts"], fields["ends"]) = (LondonTime.Date(starts), LondonTime.Date(ends));
        fields["payment-plan"] = string.Join("; ", payments.Select(one => $"{one.Amount} {Sentences.SmallFirst(one.When)}")) + ".";
        fields["evidence"] = Listed(evidence.Select(Sentences.SmallFirst).ToList());
        fields["return-due"] = Listed(returns.Select(one => LondonTime.Date(one.DueOn)).Distinct().ToList());
        fields["first-return"] = $"{LondonTime.Date(returns[0].From)} to {LondonTime.Date(returns[0].To)}";
        fields["power"] = Sentences.SmallFirst(round.LegalPower.Trim().TrimEnd('.'));
        fields["purpose"] = Sentences.Of(facts.Purpose ?? copy.Summary);
        fields["area"] = area;
        fields["legal-form"] = holder.Form is { } form ? LegalFormRules.Name(form) : organisation.Kind;
        fields["number"] = holder.Number ?? "";
        (fields["decision"], fields["decided-on"]) = (facts.DecisionNumber ?? "", LondonTime.Date(facts.DecidedAt));
        fields["officer"] = facts.Officer ?? "the commissioning team";
        fields["commissioner"] = office.GrantorName;
        fields["strengths"] = Sentences.Of(facts.Strengths);

        var agreement = new GrantAgreement
        {
            Grantor = string.Join(", ", office.AddressLines.Prepend(office.GrantorName)),
            DecidedBy =
                $"{facts.DecidedByName}, {(facts.DecisionNumber is { } number ? $"decision {number}" : "decision")} of {fields["decided-on"]}",
            Power = Sentences.Of(round.LegalPower) + (PaperRules.NeedsOpinion(round.LegalPower) ? $" {PaperRules.OpinionHeld(1)}" : ""),
            Organisation = organisation.Name,
            Address = string.Join(", ", address),
            LegalForm = holder.Form is null
                ? $"{organisation.Kind}. You say what that is in law when you accept, and the certificate of the acceptance prints it."
                : fields["legal-form"],
            Number = holder.Number ?? "None given",
            Bound = LegalFormRules.WhoIsBound(holder.Form, null),
            Terms = terms.Clauses,
            TermsHeading = terms.Heading,
            Project =
            [
                new("Project", head.Project),
                new("What it is for", fields["purpose"]),
                new("Where", area),
                new("Dates", $"{fields["starts"]} to {fields["ends"]}"),
                new("How it reduces crime and disorder", facts.CrimeReductionReason),
            ],
            // What was asked in words, and not the people, files and ticks of the form.
            Answers = copy
                .Answers.Where(answer => answer.WordLimit > 0 && !string.IsNullOrWhiteSpace(answer.Answer))
                .Select(answer => new Fact(answer.Question, answer.Answer!))
                .ToList(),
            Budget = kind == LetterKind.PartAward ? await ApplicationReader.AwardedBudgetAsync(work, application) : copy.Budget,
            Moves = Tolerance.InWords(facts.Amount, policy),
            Plan = payments,
            Evidence = evidence,
            Returns = returns,
            Asked = asked,
            AskedAtLast =
                asked
                + (
                    returnForm.Asks(ReturnItemKind.Receipts) && policy.EvidencePercent > 0 && facts.Amount >= policy.EvidenceFrom
                        ? "; receipts for the budget lines that we draw"
                        : ""
                ),
            Certificate = UseCertificateRules.InWords(facts.Amount, policy),
            Outcomes = copy.Outcomes,
            Conditions = facts.Conditions.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        };
        var blocks = new Dictionary<string, IReadOnlyList<LetterBlock>>
        {
            ["facts"] =
            [
                // The reason for part of the amount stands in the letter's own words.
                FactsOf(
                    fields,
                    payments,
                    fields.GetValueOrDefault("part-reason") == Sentences.Of(facts.DecisionReason) ? null : facts.DecisionReason
                ),
            ],
            ["agreement"] = agreement.Blocks(),
            ["scores"] = await PanelScores.TableAsync(work, application),
            ["signature"] = [new Signature(facts.DecidedByName, $"for the {office.GrantorName}")],
        };
        return new(head.Reference, head.Recipient, fields, blocks, holds, acceptBy) { TermsId = terms.Version?.Id };
    }

    /// <param name="reason">What the decision says of this grant; null: nothing.</param>
    internal static KeyValues FactsOf(
        IReadOnlyDictionary<string, string> fields,
        IReadOnlyList<(string When, Money Amount)> payments,
        string? reason = null
    ) =>
        new([
            .. string.IsNullOrWhiteSpace(reason) ? [] : new[] { new Fact("What the decision says", Sentences.Of(reason)) },
            new("Your grant", $"Up to {fields["amount"]}, for costs between {fields["starts"]} and {fields["ends"]}"),
            new("How we pay", string.Join('\n', payments.Select(one => $"{one.Amount} {Sentences.SmallFirst(one.When)}"))),
            new("Returns due", fields["return-due"]),
            new("Please accept by", $"The end of {fields["accept-by"]}"),
        ]);

    private static async Task AddPartAsync(
        Work work,
        Guid application,
        Facts facts,
        ApplicationCopy copy,
        Dictionary<string, string> fields,
        HashSet<string> holds
    )
    {
        // What the panel proposed and the applicant confirmed; a decision maker's own amount has the decision's reason.
        var part = facts.HasOwnLines
            ? null
            : await work.FindOrDefaultAsync<PartFacts>(
                "select Reason, Answer from PartAward where ApplicationId = @application and Confirmed = 1",
                new { application }
            );
        (fields["asked"], fields["part-reason"], fields["part-answer"]) = (
            copy.AmountRequested.ToString()!,
            Sentences.Of(part?.Reason ?? facts.DecisionReason),
            Sentences.Of(part?.Answer)
        );
        if (!string.IsNullOrWhiteSpace(part?.Answer))
            holds.Add("answered");
    }

    /// <summary>When a payment is made. The first waits for what must be there before any money is paid.</summary>
    private static string When(Instalment payment, int place) =>
        payment.InArrears ? $"When you claim what you have spent, receipt by receipt, from {LondonTime.Date(payment.DueOn)}"
        : place == 0 ? "When you have accepted and sent what we still need, and our checks are done"
        : $"From {LondonTime.Date(payment.DueOn)}, if no return is late";

    /// <summary>What the round, or an officer, wants before money is paid, and the bank details if there are none.</summary>
    private static async Task<IReadOnlyList<string>> EvidenceAsync(Work work, Facts facts)
    {
        var wanted = await work.QueryAsync<string>(EvidenceSql, new { facts.RoundId, facts.AwardId });
        return
        [
            facts.HasBank ? "Your word that your bank details are still right" : "Your bank details, with a statement in your group's name",
            .. wanted,
        ];
    }

    /// <summary>Such as "one, two and three".</summary>
    private static string Listed(IReadOnlyList<string> items) =>
        items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.SkipLast(1))} and {items[^1]}";

    private const string EvidenceSql = """
        select   x.Name
        from     (select k.Name, k.Position, 1 as Part from DocumentKind k where k.RoundId = @RoundId and k.Stage in ('OnOffer', 'BeforePayment')
                  union all
                  select c.Name, c.Position, 2 as Part from AwardCondition c where c.AwardId = @AwardId and c.DocumentKindId is null and c.State in ('Wanted', 'Given')) x
        order by x.Part, x.Position
        """;
    private const string FactsSql = """
        select    a.RoundId, a.OrganisationId, w.Id as AwardId, w.Amount, w.Conditions, w.CrimeReductionReason, w.StartsOn, w.EndsOn, w.Purpose, d.Reason as DecisionReason,
                  case when d.LinesJson is null then 0 else 1 end as HasOwnLines, p.DisplayName as DecidedByName, e.Number as DecisionNumber, e.DecidedAt, o.DisplayName as Officer, l.Strengths,
                  coalesce(w.ContactName, a.DeclaredName, c.DisplayName) as ContactName,
                  case when exists (select 1 from CheckPlan x where x.ApplicationId = a.Id and x.Tier = 'Enhanced') then 1 else 0 end as IsEnhanced,
                  case when exists (select 1 from BankDetails b where b.OrganisationId = a.OrganisationId and b.State in ('Given', 'Confirmed')) then 1 else 0 end as HasBank
        from      Application a
        join      Award w on w.ApplicationId = a.Id
        join      Decision e on e.RoundId = a.RoundId
        join      DecisionLine d on d.DecisionId = e.Id and d.ApplicationId = a.Id and d.SupersededBy is null
        join      Recommendation r on r.Id = e.RecommendationId
        join      Person p on p.Id = e.DecidedBy
        join      Person c on c.Id = a.SubmittedBy
        left join Person o on o.Id = r.MadeBy
        left join LetterReason l on l.ApplicationId = a.Id
        where     a.Id = @application
        """;

    private sealed record Facts
    {
        public required Guid RoundId { get; init; }
        public required Guid OrganisationId { get; init; }
        public required Guid AwardId { get; init; }
        public required Money Amount { get; init; }
        public required string Conditions { get; init; }
        public required string CrimeReductionReason { get; init; }

        /// <summary>Where the office changed them before the offer.</summary>
        public DateOnly? StartsOn { get; init; }
        public DateOnly? EndsOn { get; init; }
        public string? Purpose { get; init; }
        public string? DecisionReason { get; init; }
        public required bool HasOwnLines { get; init; }
        public required string DecidedByName { get; init; }
        public string? DecisionNumber { get; init; }
        public required DateTime DecidedAt { get; init; }

        /// <summary>Who made the recommendation; null: no longer known.</summary>
        public string? Officer { get; init; }

        /// <summary>What the panel liked, as an officer wrote it for the letter.</summary>
        public string? Strengths { get; init; }
        public required string ContactName { get; init; }
        public required bool IsEnhanced { get; init; }
        public required bool HasBank { get; init; }
    }

    private sealed record PartFacts
    {
        public required string Reason { get; init; }
        public string? Answer { get; init; }
    }
}
