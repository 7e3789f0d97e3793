using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;
using Commissioning.Domain.Payments;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>Merge data of letters about an accepted award: a variation, overdue returns, money to be paid back. Figures come from payments
/// and accepted returns; a reason is printed as it was written.</summary>
internal sealed class AwardLetters(Office office)
{
    /// <summary>The letter about an approved variation, of whatever kind.</summary>
    public async Task<LetterContent> VariationAsync(Work work, Guid application, Guid change, DateOnly today)
    {
        var row = await work.FindAsync<Change>(ChangeSql, new { change, application });
        var award = await AwardReader.FindAsync(work, row.AwardId);
        var decided = LondonTime.Date(row.DecidedAt ?? work.Now);
        var (holds, blocks) = (new HashSet<string>(), new Dictionary<string, IReadOnlyList<LetterBlock>>());
        var fields = new Dictionary<string, string>
        {
            ["change"] = VariationRules.Name(row.Kind),
            ["reason"] = Sentences.Whole(row.Reason),
            ["asked-on"] = LondonTime.Date(row.AskedAt),
            ["decided-on"] = decided,
            ["note"] = row.LetterNote ?? "",
            ["clause"] = row.Wanted.Clause is { } clause ? Under(clause, row.Wanted.ClauseHeading) : "",
            ["notice"] = Notice(row),
            ["remedy-by"] = row.Wanted.RemedyBy is { } by ? LondonTime.DayAndDate(by) : "",
            ["new-contact"] = row.Wanted.ContactName ?? "",
            ["old-contact"] = row.Earlier?.ContactName ?? "",
            ["access"] = await AccessAsync(work, award, row),
            ["last-return"] = row.LastReturnOn is { } due ? $"Your last return is due by the end of {LondonTime.DayAndDate(due)}." : "",
            ["review-days"] = office.ReviewDays.ToString(CultureInfo.InvariantCulture),
        };
        if (row.AskedByOffice)
            holds.Add("by-office");
        if (row.LastReturnOn is not null)
            holds.Add("reports");
        blocks["signature"] = [Signed(row.DecidedByName)];
        if (LetterKinds.Of(row.Kind) == LetterKind.Variation)
            blocks["changes"] =
            [
                new KeyValues([
                    new("About", VariationRules.Name(row.Kind)),
                    new("Until now", string.Join('\n', row.Earlier?.About(row.Wanted).InWords() ?? [])),
                    new($"From {decided}", string.Join('\n', row.Wanted.InWords())),
                ]),
                .. await FollowingAsync(work, row, award, decided),
            ];
        DateOnly? payBy = null;
        if (row.Kind is VariationKind.Recovery or VariationKind.Termination or VariationKind.GiveUp)
        {
            var spent = await ReportedSpending.OfAsync(work, award);
            // After an end the award is what was paid; the letter begins with what was agreed.
            var agreed = row.Earlier?.Amount ?? award.Net;
            Sums(fields, agreed, award.Paid, spent.Reported);
            List<Fact> facts = [.. SumFacts(fields, spent.HasReturns)];
            if (row.Kind == VariationKind.Recovery)
            {
                var back = row.Wanted.Amount!.Value;
                (payBy, fields["to-return"], fields["invoice"]) = (PayBy(today), back.ToString(), row.InvoiceNumber ?? "");
                fields["pay-by"] = LondonTime.DayAndDate(payBy.Value);
                facts.Add(new("To be paid back", back.ToString()));
                blocks["invoice-page"] = Invoice(fields, award, row.InvoiceNumber ?? "", back, payBy.Value, today, "Grant to be paid back");
            }
            else
            {
                var going = award.Paid + award.OnItsWay + award.ClaimsOwed;
                if (award.OnItsWay > Money.Zero)
                    facts.Add(new("Approved, and on its way to you", award.OnItsWay.ToString()));
                if (award.ClaimsOwed > Money.Zero)
                    facts.Add(new("Claims that we accepted, and still pay", award.ClaimsOwed.ToString()));
                facts.Add(new("Not paid, and no longer due", (agreed > going ? agreed - going : Money.Zero).ToString()));
                fields["payments"] = string.Join(
                    ' ',
                    new[]
                    {
                        award.OnItsWay > Money.Zero ? $"A payment of {award.OnItsWay} is on its way to you." : "",
                        award.ClaimsOwed > Money.Zero ? $"We still pay the claims that we accepted: {award.ClaimsOwed}." : "",
                        award.OnItsWay + award.ClaimsOwed > Money.Zero ? "We make no other payment." : "We make no further payment.",
                    }.Where(sentence => sentence.Length > 0)
                );
            }
            blocks["sums"] = [new KeyValues(facts)];
        }
        return await ContentAsync(work, application, fields, blocks, holds) with { PayBy = payBy };
    }

    private static async Task<string> AccessAsync(Work work, AwardReader.AwardRow award, Change row) =>
        row is { Kind: VariationKind.Contact, Wanted: { ContactName: { } name, ContactEmail: { } email } }
            ? MemberRules.HowToGetAccess(await MemberChange.PeopleAsync(work, award.OrganisationId), name, email)
            : "";

    /// <summary>One letter for everything that an organisation is late with.</summary>
    public async Task<LetterContent> ReminderAsync(Work work, Guid application, DateOnly today)
    {
        var late = await work.QueryAsync<LateReturn>(LateSql, new { application, today });
        var organisation = await work.ScalarAsync<Guid>(
            "select OrganisationId from Application where Id = @application",
            new { application }
        );
        return await ContentAsync(
            work,
            application,
            new()
            {
                ["returns"] = late.Count == 1 ? "return" : "returns",
                ["which"] = late.Count == 1 ? "the monitoring return below" : $"the {late.Count} monitoring returns below",
                ["them"] = late.Count == 1 ? "it" : "them",
                ["link"] = office.LinkTo(late.Count == 1 ? Links.Monitoring.Return(late[0].Id) : Links.Casework.Work),
            },
            new()
            {
                ["late-returns"] =
                [
                    new Figures(
                        "Returns that are late",
                        [new("Project"), new("Return"), new("Was due"), new("Late by")],
                        late.Select(row =>
                                (IReadOnlyList<string>)
                                    [
                                        $"{row.ProjectName}, {row.Reference}",
                                        row.InWords,
                                        LondonTime.Date(row.DueOn),
                                        Days(WorkingDays.Between(row.DueOn, today)),
                                    ]
                            )
                            .ToList()
                    ),
                ],
                ["signature"] = [Signed(null)],
            },
            await AwardReader.HasUnpaidAsync(work, organisation) ? ["unpaid"] : []
        );
    }

    /// <summary>What was paid and, by the figures that the organisation agreed, not spent.</summary>
    public async Task<LetterContent> UnderspendAsync(Work work, Guid application, DateOnly today)
    {
        var row = await work.FindAsync<Close>(CloseSql, new { application });
        var award = await AwardReader.FindAsync(work, row.AwardId);
        var (back, invoice, payBy) = (Left(row), row.InvoiceNumber ?? "", PayBy(today));
        var fields = new Dictionary<string, string>
        {
            ["to-return"] = back.ToString(),
            ["invoice"] = invoice,
            ["pay-by"] = LondonTime.DayAndDate(payBy),
        };
        Sums(fields, row.Awarded, row.Paid, row.Spent);
        var content = await ContentAsync(
            work,
            application,
            fields,
            new()
            {
                ["sums"] =
                [
                    new KeyValues([
                        .. SumFacts(fields, hasReturns: true),
                        .. row.Reused.Pence > 0
                            ? [new Fact(row.IsUsed ? "Used again, with our agreement" : "You may use again", row.Reused.ToString())]
                            : Array.Empty<Fact>(),
                        .. row.Received.Pence > 0 ? [new Fact("Paid back already", row.Received.ToString())] : Array.Empty<Fact>(),
                        new("To return", back.ToString()),
                    ]),
                ],
                ["invoice-page"] = Invoice(fields, award, invoice, back, payBy, today, "Grant that was not spent"),
                ["signature"] = [Signed(row.ProposedByName)],
            },
            []
        );
        return content with { PayBy = payBy };
    }

    /// <summary>What is still to come back of what was not spent; a recovery has an invoice of its own.</summary>
    private static Money Left(Close row)
    {
        var settled = row.Recovered + row.Reused + row.Received + row.WrittenOff;
        return row.ToReturn > settled ? row.ToReturn - settled : Money.Zero;
    }

    private DateOnly PayBy(DateOnly today) => RecoveryInvoices.DueOn(office, today);

    private static string Days(int days) => $"{days} working day{(days == 1 ? "" : "s")}";

    private static void Sums(Dictionary<string, string> fields, Money awarded, Money paid, Money spent) =>
        (fields["awarded"], fields["paid"], fields["spent"]) = (awarded.ToString(), paid.ToString(), spent.ToString());

    private static IEnumerable<Fact> SumFacts(Dictionary<string, string> fields, bool hasReturns) =>
        [
            new("Grant", fields["awarded"]),
            new("Paid to you", fields["paid"]),
            new("Spent, as your accepted returns say", hasReturns ? fields["spent"] : "No return has been accepted yet"),
        ];

    private static string Under(string clause, string? heading) =>
        $"This is under clause {clause} of the agreement{(heading is null ? "" : $", {heading}")}.";

    private static string Notice(Change row) =>
        string.Join(
            ' ',
            new[]
            {
                row.NoticeSentAt is { } sent ? $"We wrote to you about this on {LondonTime.Date(sent)}." : "",
                row.Wanted.WhyAtOnce is { } why && row.NoticeRemedyBy is { } by
                    ? $"You had until {LondonTime.DayAndDate(by)} to put it right. We could not wait until then: {Sentences.Of(why)}"
                    : "",
            }.Where(sentence => sentence.Length > 0)
        );

    /// <summary>What else follows from new dates or a new amount: the lines of the budget, the payments and the returns.</summary>
    private static async Task<IReadOnlyList<LetterBlock>> FollowingAsync(Work work, Change row, AwardReader.AwardRow award, string decided)
    {
        List<LetterBlock> blocks = [];
        if (row.Kind == VariationKind.Amount && row.Earlier?.Lines is { } before)
        {
            var after = await ApplicationReader.AwardedBudgetAsync(work, award.ApplicationId);
            blocks.Add(
                new Figures(
                    "Budget",
                    [new("Line"), new("Until now", Numeric: true), new($"From {decided}", Numeric: true)],
                    before
                        .Select(line =>
                            (IReadOnlyList<string>)
                                [
                                    line.Item,
                                    line.Amount.ToString(),
                                    (after.FirstOrDefault(one => one.Id == line.Line)?.Requested ?? line.Amount).ToString(),
                                ]
                        )
                        .ToList()
                )
            );
        }
        if (row.Kind is not (VariationKind.Amount or VariationKind.Dates))
            return blocks;
        var payments = await work.QueryAsync<PlannedPayment>(
            "select Position, DueOn, Amount from Instalment where AwardId = @Id order by Position",
            award
        );
        // The first request of a payment makes them; until then they follow from the round's policy.
        if (payments.Count == 0 && award.AcceptedAt is { } accepted)
            payments = InstalmentRules
                .Plan(
                    award.Net,
                    (await RoundReader.GetAsync(work, award.RoundId)).Policy.Awards,
                    LondonTime.DateOf(accepted),
                    award.StartsOn,
                    award.EndsOn
                )
                .Select(one => new PlannedPayment
                {
                    Position = one.Position,
                    DueOn = one.DueOn,
                    Amount = one.Amount,
                })
                .ToList();
        if (payments.Count > 0)
            blocks.Add(
                new Figures(
                    "Payments",
                    [new("Payment"), new("Not before"), new("Amount", Numeric: true)],
                    payments
                        .Select(one =>
                            (IReadOnlyList<string>)
                                [one.Position.ToString(CultureInfo.InvariantCulture), LondonTime.Date(one.DueOn), one.Amount.ToString()]
                        )
                        .ToList()
                )
            );
        var returns = await work.QueryAsync<LateReturn>(OpenSql, award);
        if (returns.Count > 0)
            blocks.Add(
                new Figures(
                    "Returns still to come",
                    [new("Return"), new("Due by the end of")],
                    returns.Select(one => (IReadOnlyList<string>)[one.InWords, LondonTime.Date(one.DueOn)]).ToList()
                )
            );
        return blocks;
    }

    /// <summary>The invoice that the letter names. A grant is outside the scope of VAT, and so is its repayment.</summary>
    private IReadOnlyList<LetterBlock> Invoice(
        Dictionary<string, string> fields,
        AwardReader.AwardRow award,
        string number,
        Money amount,
        DateOnly payBy,
        DateOnly today,
        string what
    ) =>
        [
            new PageBreak(),
            new Heading(2, $"Invoice {number}"),
            new KeyValues([
                new("From", string.Join('\n', office.AddressLines.Prepend(office.GrantorName))),
                new("To", award.Organisation),
                new("Date", LondonTime.Date(today)),
                new("For", $"{what}: {award.ProjectName}, {award.Reference}"),
                new("Amount", $"{amount} (outside the scope of VAT)"),
                new("Pay by", $"The end of {LondonTime.DayAndDate(payBy)}"),
                new("Reference for the payment", number),
                new("Account", office.HowToPayBack),
            ]),
        ];

    private Signature Signed(string? name) => new(name ?? "Commissioning team", $"for the {office.GrantorName}");

    internal async Task<LetterContent> ContentAsync(
        Work work,
        Guid application,
        Dictionary<string, string> fields,
        Dictionary<string, IReadOnlyList<LetterBlock>> blocks,
        HashSet<string> holds
    )
    {
        var row = await work.FindAsync<AwardedApplication>(ApplicationSql, new { application });
        var round = await RoundReader.GetAsync(work, row.RoundId);
        var head = new LetterHead(
            row.ContactName,
            row.Organisation,
            row.ProjectName,
            row.Reference,
            round.FundName,
            round.FullName,
            [row.AddressLine, row.Town, row.Postcode]
        );
        foreach (var (name, value) in head.Fields(office))
            fields[name] = value;
        return new(head.Reference, head.Recipient, fields, blocks, holds);
    }

    private const string ChangeSql = """
        select    c.AwardId, c.Kind, c.Reason, c.Wanted, c.Earlier, c.AskedByOffice, c.AskedAt, c.DecidedAt, c.LetterNote, p.DisplayName as DecidedByName, c.InvoiceNumber,
                  (select max(l.SentAt) from Letter l where l.ApplicationId = w.ApplicationId and l.Kind = 'BreachNotice' and l.State = 'Sent') as NoticeSentAt,
                  (select max(n.RemedyBy) from Variation n where n.AwardId = w.Id and n.Kind = 'BreachNotice' and n.State = 'Approved') as NoticeRemedyBy,
                  (select min(t.DueOn) from MonitoringReturn t where t.AwardId = w.Id and t.Kind = 'Final' and t.Status in ('Due', 'Prepared')) as LastReturnOn
        from      Variation c
        join      Award w on w.Id = c.AwardId
        left join Person p on p.Id = c.DecidedBy
        where     c.Id = @change and w.ApplicationId = @application
        """;
    private const string CloseSql = """
        select c.AwardId, c.Awarded, c.Paid, c.Spent, c.ToReturn, c.Recovered, coalesce(c.ReuseSpent, c.Reused) as Reused, case when c.ReuseSpent is null then 0 else 1 end as IsUsed, c.Received, c.WrittenOff, c.InvoiceNumber, p.DisplayName as ProposedByName
        from   CloseOut c
        join   Award w on w.Id = c.AwardId
        join   Person p on p.Id = c.ProposedBy
        where  w.ApplicationId = @application
        """;
    private const string LateSql = """
        select   t.Id, a.Reference, a.ProjectName, t.Kind, t.PeriodFrom, t.PeriodTo, coalesce(t.PutRightBy, t.DueOn) as DueOn
        from     Application me
        join     Application a on a.OrganisationId = me.OrganisationId
        join     Award w on w.ApplicationId = a.Id
        join     MonitoringReturn t on t.AwardId = w.Id
        where    me.Id = @application and t.Status in ('Due', 'Prepared') and coalesce(t.PutRightBy, t.DueOn) < @today
        order by DueOn, a.Number, t.Id
        """;
    private const string OpenSql = """
        select   t.Id, a.Reference, a.ProjectName, t.Kind, t.PeriodFrom, t.PeriodTo, coalesce(t.PutRightBy, t.DueOn) as DueOn
        from     MonitoringReturn t
        join     Award w on w.Id = t.AwardId
        join     Application a on a.Id = w.ApplicationId
        where    w.Id = @Id and t.Status in ('Due', 'Prepared')
        order by DueOn, t.Id
        """;
    private const string ApplicationSql = """
        select    a.RoundId, a.Reference, a.ProjectName, o.Name as Organisation, o.AddressLine, o.Town, o.Postcode, coalesce(w.ContactName, a.DeclaredName, c.DisplayName) as ContactName
        from      Application a
        join      Organisation o on o.Id = a.OrganisationId
        join      Person c on c.Id = a.SubmittedBy
        left join Award w on w.ApplicationId = a.Id
        where     a.Id = @application
        """;

    private sealed record Change
    {
        public required Guid AwardId { get; init; }
        public required VariationKind Kind { get; init; }
        public required string Reason { get; init; }
        public required VariationDetails Wanted { get; init; }
        public VariationDetails? Earlier { get; init; }
        public required bool AskedByOffice { get; init; }
        public required DateTime AskedAt { get; init; }
        public DateTime? DecidedAt { get; init; }
        public string? LetterNote { get; init; }
        public string? DecidedByName { get; init; }
        public string? InvoiceNumber { get; init; }
        public DateTime? NoticeSentAt { get; init; }
        public DateOnly? NoticeRemedyBy { get; init; }
        public DateOnly? LastReturnOn { get; init; }
    }

    private sealed record PlannedPayment
    {
        public required int Position { get; init; }
        public required DateOnly DueOn { get; init; }
        public required Money Amount { get; init; }
    }

    private sealed record LateReturn
    {
        public required Guid Id { get; init; }
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
        public required string Kind { get; init; }
        public DateOnly? PeriodFrom { get; init; }
        public DateOnly? PeriodTo { get; init; }
        public required DateOnly DueOn { get; init; }
        public string InWords =>
            (Kind == "Final" ? "Final return" : "Interim return")
            + (PeriodFrom is { } from && PeriodTo is { } to ? $", {LondonTime.Date(from)} to {LondonTime.Date(to)}" : "");
    }

    private sealed record Close
    {
        public required Guid AwardId { get; init; }
        public required Money Awarded { get; init; }
        public required Money Paid { get; init; }
        public required Money Spent { get; init; }
        public required Money ToReturn { get; init; }
        public required Money Recovered { get; init; }
        public required Money Reused { get; init; }

        /// <summary>The return about it is accepted, so that it is no longer what they may use but what they used.</summary>
        public required bool IsUsed { get; init; }
        public required Money Received { get; init; }
        public required Money WrittenOff { get; init; }
        public string? InvoiceNumber { get; init; }
        public required string ProposedByName { get; init; }
    }

    private sealed record AwardedApplication
    {
        public required Guid RoundId { get; init; }
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
        public required string Organisation { get; init; }
        public required string AddressLine { get; init; }
        public required string Town { get; init; }
        public required string Postcode { get; init; }
        public required string ContactName { get; init; }
    }
}
